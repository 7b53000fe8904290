import { readFileSync, writeFileSync } from 'node:fs'
import { found, type Finding } from '../lib/finding.ts'
import { mayBind, portStart } from './low-ports.ts'
import { readSetting } from './read-setting.ts'
import { tryCommand } from './try-command.ts'

/** What the network of this process can do: a private one that the lab has made, or the machine's. */
export async function examineNetwork(
  level: 'net' | 'plain',
  signal: AbortSignal,
): Promise<readonly Finding[]> {
  const ids = ['cheap-tables', 'quick-acks', 'no-time-wait', 'small-buffers'] as const
  const ports = lowPorts()
  if (level === 'plain') {
    return [...ids.map((id) => found(id, 'missing', { because: 'private-network' })), ports]
  }
  return [cheapTables(), await quickAcks(signal), noTimeWait(), smallBuffers(), ports]
}

/** A negative number of buckets is that of the whole machine (ip-sysctl.rst, tcp_ehash_entries). */
function cheapTables(): Finding {
  const own = readSetting('net.ipv4.tcp_ehash_entries')
  if (own === undefined) return found('cheap-tables', 'missing', { because: 'old-kernel' })
  const detail = `net.ipv4.tcp_ehash_entries = ${own}`
  return Number(own) > 0
    ? found('cheap-tables', 'there')
    : found('cheap-tables', 'missing', { detail, because: 'unknown' })
}

/** Every loopback route must have the attribute; BusyBox has an ip that cannot set it. */
async function quickAcks(signal: AbortSignal): Promise<Finding> {
  const routes = [...(await localRoutes('-4', signal)), ...(await localRoutes('-6', signal))]
  const slow = routes.filter((route) => !route.includes('quickack 1'))
  if (routes.length > 0 && slow.length === 0) return found('quick-acks', 'there')
  const kind = slow.length < routes.length ? 'partial' : 'missing'
  const { said } = await tryCommand(['ip', '-V'], signal)
  return said.includes('iproute2')
    ? found('quick-acks', kind, {
        detail: slow.map((route) => route.split(' ')[1]).join(', '),
        because: 'unknown',
      })
    : found('quick-acks', kind, { detail: 'iproute2', because: 'no-package' })
}

async function localRoutes(family: string, signal: AbortSignal): Promise<readonly string[]> {
  const { said } = await tryCommand(['ip', family, 'route', 'show', 'table', 'local'], signal)
  return said.split('\n').filter((route) => /^local (?:127\.|::1\b)/.test(route))
}

function noTimeWait(): Finding {
  const name = 'net.ipv4.tcp_max_tw_buckets'
  const value = readSetting(name)
  return value === '0'
    ? found('no-time-wait', 'there')
    : found('no-time-wait', 'missing', { detail: `${name} = ${value}`, because: 'unknown' })
}

/** They are set and read back; nobody else lives in this network. */
function smallBuffers(): Finding {
  const names = ['tcp_wmem', 'tcp_rmem']
  const refused = names.filter((name) => !takes(`/proc/sys/net/ipv4/${name}`, smallest))
  return refused.length === 0
    ? found('small-buffers', 'there')
    : found('small-buffers', 'missing', { detail: refused.join(', '), because: 'unknown' })
}

/** Least, first and greatest size in bytes (tcp(7)). */
const smallest = '4096\t4096\t4096'

function takes(path: string, value: string): boolean {
  try {
    writeFileSync(path, value)
    return readFileSync(path, 'utf8').trim() === value
  } catch {
    return false
  }
}

function lowPorts(): Finding {
  if (mayBind(1)) return found('low-ports', 'there')
  const detail = `${portStart} = ${readSetting(portStart)}`
  return found('low-ports', 'missing', { detail, because: 'private-network' })
}
