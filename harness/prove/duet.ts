import { findAssignment } from '../assignment/find.ts'
import { usualNetwork, type Network } from '../assignment/network.ts'
import { sideOf } from '../assignment/transport.ts'
import { loadAssignment, type LoadedAssignment } from '../assignment/load.ts'
import { openPool } from '../batch/pool.ts'
import type { Duet } from '../batch/protocol.ts'
import { referenceFolder } from '../config/load.ts'
import type { Config } from '../config/schema.ts'
import type { Finding } from './finding.ts'
import { missingReference } from './missing-reference.ts'
import type { ProofOptions } from './options.ts'

/** Runs the references of an assignment and of its counterpart against each other. */
export async function proveDuet(options: ProofOptions): Promise<Finding | undefined> {
  const { loaded, config, level, slots, reserve, signal } = options
  const { assignment, hash: assignmentHash, codecs } = loaded
  const { counterpart } = assignment
  if (!counterpart) return undefined
  const other = await loadAssignment(await findAssignment(counterpart.assignment, config.specs))
  const own = partOf(config, loaded)
  const theirs = partOf(config, other)
  const pair =
    sideOf(assignment.program.role) === 'server'
      ? { server: own, client: theirs }
      : { server: theirs, client: own }
  const name = `${assignment.id} + ${other.assignment.id}`
  for (const { folder } of [own, theirs]) {
    const problem = await missingReference(folder)
    if (problem) return { kind: 'duet', name, problem, report: undefined }
  }
  const joined = {
    ...assignment,
    network: joinNetworks(assignment.network, other.assignment.network),
  }
  await using pool = openPool(
    { level, config, assignment: joined, assignmentHash, codecs, signal, reserve },
    slots,
  )
  const { assignment: _, ...how } = counterpart
  const duet: Duet = { kind: 'duet', ...pair, ...how }
  const answer = await pool.run(duet, options.onMessage)
  const problem =
    answer.kind === 'played' ? (answer.problem ?? undefined) : { en: answer.kind, es: answer.kind }
  return { kind: 'duet', name, problem, report: undefined }
}

function partOf(config: Config, { assignment, file }: LoadedAssignment) {
  const { id, program, files } = assignment
  return { folder: referenceFolder(config, file, id), program, files }
}

/** What either side asks for; where they differ, this one's. */
function joinNetworks(own: Network = usualNetwork, other: Network = usualNetwork): Network {
  return {
    ...other,
    ...own,
    addresses: [...new Set([...own.addresses, ...other.addresses])],
    hosts: { ...other.hosts, ...own.hosts },
  }
}
