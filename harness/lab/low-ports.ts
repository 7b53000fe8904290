import { readFileSync } from 'node:fs'
import { bounds } from '../lib/bounds.ts'
import { readSetting } from './read-setting.ts'

/** The setting with the first port that ordinary users may bind (ip-sysctl.rst). */
export const portStart = 'net.ipv4.ip_unprivileged_port_start'

/**
 * Whether this process may bind a port: below that one the kernel asks for a capability
 * (capabilities(7)).
 */
export function mayBind(port: number): boolean {
  const status = readFileSync('/proc/self/status', 'utf8')
  const effective = BigInt(`0x${/^CapEff:\s*([\da-f]+)/m.exec(status)?.[1] ?? '0'}`)
  const first = Number(readSetting(portStart) ?? bounds.unprivilegedPortMin)
  return port >= first || (effective & (1n << bindService)) !== 0n
}

/** CAP_NET_BIND_SERVICE (include/uapi/linux/capability.h). */
const bindService = 10n
