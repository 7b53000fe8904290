import type { PortRule } from '../assignment/schema.ts'
import { listeningSockets } from '../kernel/listening.ts'
import { pollUntil, type WaitBounds } from '../lib/poll.ts'
import type { Listening } from '../transcript/event.ts'
import type { Program } from './program.ts'

/** Where a server program listens, or what was seen instead when it does not. */
export type Readiness =
  | { readonly kind: 'listening'; readonly port: number; readonly sockets: readonly Listening[] }
  | { readonly kind: 'not-listening'; readonly sockets: readonly Listening[] }

/**
 * Waits until one of the program's own processes listens on `port` (any port when the rule says
 * `discovered`). The kernel's table is read; no connection is spent, because a probe would use up
 * the one accept() of a one-shot server.
 */
export async function waitUntilListening(
  program: Program,
  { rule, port }: { readonly rule: PortRule; readonly port: number },
  bounds: WaitBounds,
): Promise<Readiness> {
  let sockets: readonly Listening[] = []
  const fits = (socket: Listening) =>
    (rule.given === 'discovered' || socket.port === port) && mayTakeIpv4(socket)
  await pollUntil(() => {
    if (program.exit() !== undefined) return true
    sockets = listeningSockets(program.processes())
    return sockets.some(fits)
  }, bounds)
  const ready = sockets.find(fits)
  return ready && program.exit() === undefined
    ? { kind: 'listening', port: ready.port, sockets }
    : { kind: 'not-listening', sockets: program.exit() === undefined ? sockets : [] }
}

/** A socket bound to `::` takes IPv4 too unless it asked not to, which the table does not show. */
function mayTakeIpv4(socket: Listening): boolean {
  return socket.family === 'ipv4' || socket.address === '::' || socket.address.includes('.')
}
