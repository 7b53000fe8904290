import { homeOf, usesIpv6, usualNetwork } from '../assignment/network.ts'
import type { Assignment } from '../assignment/schema.ts'
import type { PrivateNetwork } from '../lab/private-network.ts'
import { bounds } from '../lib/bounds.ts'

/** The private network that an assignment asks for. */
export function privateNetworkFor({ network, program }: Assignment): PrivateNetwork {
  const wanted = network ?? usualNetwork
  const { family, addresses, hosts, ownName } = wanted
  const { port } = program
  return {
    addresses,
    hosts,
    ownAddress: ownName ?? homeOf[family],
    lowPorts: port.given === 'fixed' && port.port < bounds.unprivilegedPortMin,
    ipv6: usesIpv6(wanted),
  }
}
