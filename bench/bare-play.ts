import { decodeBytes } from '../harness/lib/bytes.ts'
import type { Rung } from '../harness/transcript/ladder.ts'
import { connectBare, type BarePeer } from './bare-peer.ts'
import type { BareProgram } from './bare-program.ts'
import { hangBell, type Bell } from './bell.ts'

/** What a play needs: the program that listens on this port. */
export type BareStage = { readonly program: BareProgram; readonly port: number }

type Playing = BareStage & {
  readonly bell: Bell
  readonly peers: Map<string, BarePeer>
  /** Bytes that each peer received up to this moment of the play. */
  readonly dueBytes: Map<string, number>
}

/** Does what was done in a play, in its order, and waits for what came of it, and no more. */
export async function playBare(stage: BareStage, rungs: readonly Rung[]): Promise<void> {
  const playing = { ...stage, bell: hangBell(), peers: new Map(), dueBytes: new Map() }
  try {
    for (const rung of rungs) {
      if ('peer' in rung && rung.kind !== 'observed') await playPeer(playing, rung)
      else await playProgram(playing, rung)
    }
  } finally {
    for (const { socket } of playing.peers.values()) socket.destroy()
  }
}

async function playProgram({ program }: Playing, { kind }: Rung): Promise<void> {
  if (kind === 'frozen') program.signal('SIGSTOP')
  if (kind === 'thawed') program.signal('SIGCONT')
  if (kind === 'exited') await program.untilExit()
}

type OfPeer = Exclude<Extract<Rung, { peer: string }>, { kind: 'observed' }>

async function playPeer(playing: Playing, rung: OfPeer): Promise<void> {
  const { bell, peers, port, dueBytes } = playing
  const name = rung.peer
  if (rung.kind === 'connecting') return void peers.set(name, connectBare(port, bell))
  const peer = peers.get(name)
  if (peer === undefined) return
  const until = (look: () => boolean) => bell.until(look, `${name}: ${rung.kind}`)
  if (rung.kind === 'connected') return until(() => peer.connected)
  if (rung.kind === 'sent') return void peer.socket.write(decodeBytes(rung.sentBytes!))
  if (rung.kind === 'closed') return endSide(peer, rung.how)
  if (rung.kind !== 'received') return until(() => peer.ended)
  const due = (dueBytes.get(name) ?? 0) + decodeBytes(rung.data).length
  dueBytes.set(name, due)
  return until(() => peer.receivedBytes >= due)
}

function endSide({ socket }: BarePeer, how: 'half' | 'fin' | 'reset'): void {
  if (how === 'reset') socket.resetAndDestroy()
  else socket.end()
}
