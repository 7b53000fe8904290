import { ownPrograms } from '../assignment/program-of.ts'
import { homeOf, usesIpv6, usualNetwork } from '../assignment/network.ts'
import type { Assignment } from '../assignment/schema.ts'
import type { PrivateNetwork } from '../lab/private-network.ts'
import { bounds } from '../lib/bounds.ts'

/** The private network that an assignment asks for. */
export function privateNetworkFor(assignment: Assignment): PrivateNetwork {
  const wanted = assignment.network ?? usualNetwork
  const { family, addresses, hosts, ownName } = wanted
  return {
    addresses,
    hosts,
    ownAddress: ownName ?? homeOf[family],
    lowPorts: ownPrograms(assignment).some(
      ({ port }) => port.given === 'fixed' && port.port < bounds.unprivilegedPortMin,
    ),
    ipv6: usesIpv6(wanted),
  }
}
