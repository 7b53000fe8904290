import { countSockets } from '../kernel/descriptors.ts'
import { looseSockets } from '../kernel/loose-sockets.ts'
import { readTcpRows } from '../kernel/read-tcp.ts'
import type { StepEnd } from '../transcript/event.ts'
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

function holdsNothing({ halfClosed, loose }: Resources) {
  return halfClosed === 0 && loose <= 0
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
  return {
    socketsBefore: before.all,
    sockets: countSockets(pids),
    loose: looseSockets(pids, ports) - before.loose,
    peersGone: gone.length,
    halfClosed: open.length,
  }
}
