import { isIP } from 'node:net'
import { z } from 'zod'

/** The versions of IP, as the kernel's tables tell them apart. */
const Family = z.enum(['ipv4', 'ipv6'])
export type Family = z.output<typeof Family>

/** The machine's own address in each. */
export const homeOf = { ipv4: '127.0.0.1', ipv6: '::1' } as const satisfies Record<Family, string>

const addressesMax = 64
const hostsMax = 64
const hostNameCharactersMax = 253

/**
 * An address of one machine, in the one form in which everybody writes it (RFC 5952), so that two
 * can be compared. One of IPv6 has no zone, and is none of IPv4 in disguise (`::ffff:10.0.0.2`).
 */
const Address = z
  .string()
  .refine(
    (text) => isIP(text) !== 0 && !/%|^::ffff:/i.test(text),
    'should be an IPv4 or IPv6 address, such as 10.0.0.2 or fd00::2',
  )
  .transform(canonical)

/** The URL parser writes IPv6 addresses as RFC 5952 asks. */
function canonical(text: string): string {
  return isIP(text) === ipv6 ? new URL(`http://[${text}]`).hostname.slice(1, -1) : text
}

const ipv6 = 6

/** RFC 1123, 2.1: labels of letters, digits and hyphens; the last is no number, or it is an address. */
const HostName = z
  .string()
  .max(hostNameCharactersMax)
  .regex(
    /^(?:[a-z\d](?:[a-z\d-]{0,61}[a-z\d])?\.)*(?!\d+$)[a-z\d](?:[a-z\d-]{0,61}[a-z\d])?$/i,
    'should be a host name, such as www.example.org',
  )

/**
 * The network in which an assignment's programs run, where there is a private one:
 * - `family`: over which version of IP peers and program meet; with `ipv6` peers connect to `::1`,
 *   or where else the program listens, `{host}` is `::1`, and what listens for IPv4 alone is not there;
 * - `addresses`: more addresses of the machine, besides 127.0.0.0/8 and `::1`;
 * - `hosts`: more host names, and the address of this machine to which each resolves;
 * - `ownName`: the address to which the machine's own host name resolves: 127.0.0.1 (with `ipv6`:
 *   `::1`) unless said otherwise; Debian's is 127.0.1.1.
 */
export const Network = z.strictObject({
  family: Family.default('ipv4'),
  addresses: z.array(Address).max(addressesMax).default([]),
  hosts: z
    .record(HostName, Address)
    .refine((hosts) => Object.keys(hosts).length <= hostsMax, 'should have at most 64 host names')
    .default({}),
  ownName: Address.optional(),
})
export type Network = z.output<typeof Network>

/** The network of an assignment that says nothing of it. */
export const usualNetwork: Network = Network.parse({})

/** Over which version of IP an assignment's programs are met. */
export function familyOf({ network }: { readonly network?: Network | undefined }): Family {
  return (network ?? usualNetwork).family
}

/** Whether programs of such a network may need IPv6. */
export function usesIpv6({ family, addresses }: Network): boolean {
  return family === 'ipv6' || addresses.some((address) => address.includes(':'))
}

/** Whether an address is one that every machine has for itself (RFC 1122, 3.2.1.3; RFC 4291, 2.5.3). */
export function isLoopback(address: string): boolean {
  return address.startsWith('127.') || address === '::1'
}

/**
 * Whether an address can be that of one machine: not unspecified, of many (multicast, broadcast),
 * or of one link, which needs a zone (IANA's special-purpose address registries).
 */
export function isOfOneMachine(address: string): boolean {
  if (isIP(address) === ipv6) return address !== '::' && !/^(?:ff|fe[89ab])/.test(address)
  const first = Number(address.split('.')[0])
  return first > 0 && first < firstOfMany
}

const firstOfMany = 224
