import { socketInodes } from '../kernel/descriptors.ts'
import { connectionRow } from '../kernel/listening.ts'
import { looseSockets } from '../kernel/loose-sockets.ts'
import { readTcpRows } from '../kernel/read-tcp.ts'
import type { StepEnd } from '../transcript/event.ts'
import type { Peer } from './peer.ts'
import { programOn, type Stage } from './stage.ts'
import { waitFor } from './wait.ts'

/** The program must have given back what the peers that have gone had cost. */
export async function expectNoLeak(stage: Stage, step: number): Promise<StepEnd> {
  const end = await waitFor(stage, () => (holdsNothing(take(stage)) ? 'met' : 'open'), {
    limitMs: stage.limits.closeMs,
    due: 'something',
  })
  stage.history.record({ kind: 'resources', step, ...take(stage) })
  return end
}

type Resources = ReturnType<typeof take>

/**
 * Where the socket of each peer is known, these are looked for; what else serves nothing is a leak
 * only when there is one for each peer, for a program may have made a socket for itself meanwhile.
 */
function holdsNothing({ halfClosed, loose, kept, known, peersGone }: Resources) {
  if (halfClosed > 0 || kept > 0) return false
  return loose <= 0 || (known === peersGone && (peersGone === 1 || loose < peersGone))
}

/** Before a peer ends its side: which socket of the program is its connection's, if it has one yet. */
export function noteSocket(stage: Stage, peer: Peer): void {
  const { program, peer: own } = peer.ports()
  const inode = connectionRow(readTcpRows(), { program, peer: own })?.inode ?? 0
  if (inode !== 0) stage.socketOf.set(peer.name, inode)
}

function take(stage: Stage) {
  const gone = [...stage.peers.values()].filter(
    (peer) => peer.finished() && !stage.former.has(peer.name),
  )
  const ports = new Set(gone.map((peer) => peer.ports().peer))
  const open = readTcpRows().filter(
    ({ state, remotePort }) => state === 'close-wait' && ports.has(remotePort),
  )
  const pids = programOn(stage).processes()
  const before = stage.socketsBefore ?? { all: 0, loose: 0 }
  const inodes = gone.flatMap(({ name }) => stage.socketOf.get(name) ?? [])
  const own = socketInodes(pids)
  return {
    known: inodes.length,
    kept: inodes.filter((inode) => own.has(inode)).length,
    socketsBefore: before.all,
    sockets: own.size,
    loose: looseSockets(pids, ports) - before.loose,
    peersGone: gone.length,
    halfClosed: open.length,
  }
}
