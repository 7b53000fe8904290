import { usesIpv6, usualNetwork, type Network } from '../assignment/network.ts'
import { ownPrograms } from '../assignment/program-of.ts'
import type { Assignment, ProgramRule } from '../assignment/schema.ts'
import { hasIpv6 } from '../lab/has-ipv6.ts'
import { mayBind } from '../lab/low-ports.ts'
import type { LabLevel } from '../lab/probe.ts'
import { UsageError } from '../lib/errors.ts'
import * as say from '../messages/network.ts'

/**
 * What an assignment asks of the network must be there, or every program would lose points for what
 * it cannot have. That is found out before anything is run.
 */
export function assertLabFits(assignment: Assignment, level: LabLevel): void {
  const { network = usualNetwork } = assignment
  const shared = level.kind === 'plain' || level.kind === 'clock'
  const wants = shared ? wantsOf(network) : []
  if (shared && wants.length > 0) {
    throw new UsageError('network', say.needsPrivateNetwork(wants, level.because))
  }
  // What other systems allow shows nowhere.
  if (level.kind === 'clock') return
  if (shared) ownPrograms(assignment).forEach(assertPortAllowed)
  if (usesIpv6(network) && !hasIpv6(shared)) throw new UsageError('network', say.needsIpv6)
}

/** What only a network of one's own can have. */
function wantsOf({ addresses, hosts, ownName }: Network): readonly string[] {
  return [
    ...(addresses.length > 0 ? ['addresses'] : []),
    ...(Object.keys(hosts).length > 0 ? ['hosts'] : []),
    ...(ownName === undefined ? [] : ['ownName']),
  ]
}

function assertPortAllowed({ port: rule }: Pick<ProgramRule, 'port'>): void {
  if (rule.given !== 'fixed' || mayBind(rule.port)) return
  throw new UsageError('port', say.needsLowPort(rule.port))
}
