import { existsSync, readFileSync } from 'node:fs'

/**
 * Whether programs can use IPv6: the kernel has it, and, in the machine's own network (`own`), the
 * loopback interface has its address, which the setting disable_ipv6 takes away (ip-sysctl.rst).
 */
export function hasIpv6(own: boolean): boolean {
  if (!existsSync(addressTable)) return false
  return !own || readFileSync(addressTable, 'utf8').includes(loopback)
}

/** One line for each address of IPv6, without colons (if6_seq_show() in net/ipv6/addrconf.c). */
const addressTable = '/proc/net/if_inet6'
const loopback = '00000000000000000000000000000001 '
