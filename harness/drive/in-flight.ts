import { connectionRow } from '../kernel/listening.ts'
import type { TcpRow } from '../kernel/tcp-table.ts'
import type { Peer } from './peer.ts'
import type { Stage } from './stage.ts'

/**
 * Whether something may still arrive at the program or at us without anybody's doing: bytes or ends
 * of connections under way, a connection being made, something that the kernel has for us and we
 * have not read. True also where the tables cannot be read: then nothing is known.
 */
export function somethingInFlight(stage: Stage, rows: readonly TcpRow[]): boolean {
  if (rows.length === 0 || stage.program?.inputInFlight()) return true
  const peers = [...stage.peers.values()]
  const ours = stage.alone ? rows : rows.filter((row) => touches(stage, row))
  return (
    peers.some((peer) => peerInFlight(peer, rows)) ||
    isDelivering(stage, rows) ||
    ours.some((row) => isMoving(row) && !isHeldUp(row, peers))
  )
}

/**
 * Whether bytes of the program are on their way to a peer that reads them, and has room for more:
 * whatever holds them up then, it is not the program.
 */
export function isDelivering({ peers, limits }: Stage, rows: readonly TcpRow[]): boolean {
  return [...peers.values()].some((peer) => {
    if (!peer.reading() || peer.received().length >= limits.receivedBytesMax) return false
    const { peer: own, program } = peer.ports()
    const theirs = connectionRow(rows, { program, peer: own })
    return theirs !== undefined && theirs.sendQueueBytes > 0
  })
}

/** Whether a row belongs to this scenario, on a machine where others have connections too. */
function touches({ address, peers }: Stage, { localPort, remotePort }: TcpRow): boolean {
  const ports = new Set([address.port, ...[...peers.values()].map((peer) => peer.ports().peer)])
  return ports.has(localPort) || ports.has(remotePort)
}

/** A window that is full is no movement: its other end does not read (a probe timer runs then). */
function isMoving(row: TcpRow): boolean {
  if (row.state === 'listen' || row.state === 'time-wait') return false
  if (row.state === 'syn-sent' || row.state === 'syn-received') return true
  return row.sendQueueBytes > 0 && row.timer !== 'probe'
}

/** What the program sends to a peer that does not read on purpose goes nowhere. */
function isHeldUp({ remotePort }: TcpRow, peers: readonly Peer[]): boolean {
  return peers.some((peer) => !peer.reading() && peer.ports().peer === remotePort)
}

function peerInFlight(peer: Peer, rows: readonly TcpRow[]): boolean {
  if (peer.status() !== 'connected') return peer.status() === 'connecting'
  const { peer: own, program } = peer.ports()
  const ours = connectionRow(rows, { program: own, peer: program })
  if (ours === undefined) return isUntold(peer, connectionRow(rows, { program, peer: own }))
  const hasEnd = ours.state !== 'established' && !ours.state.startsWith('fin-wait')
  const isUnread = ours.receiveQueue > 0 || (hasEnd && peer.end() === undefined)
  return (peer.reading() && isUnread) || isUnsent(peer, ours)
}

/** Whether there is more to send although all that was sent has arrived: bytes, or our end. */
function isUnsent(peer: Peer, ours: TcpRow): boolean {
  if (!peer.flushed()) return ours.sendQueueBytes === 0
  return peer.finished() && (ours.state === 'established' || ours.state === 'close-wait')
}

/** Our end is gone: we must have been told of it, and the program's end must have been, too. */
function isUntold(peer: Peer, theirs: TcpRow | undefined): boolean {
  if (peer.end() === undefined) return peer.reading()
  return peer.end() === 'reset' && theirs !== undefined && theirs.state !== 'closed'
}
