import { announcementOf } from '../assignment/announced.ts'
import type { Family } from '../assignment/network.ts'
import type { PortRule } from '../assignment/port-rule.ts'
import type { Transport } from '../assignment/transport.ts'
import { effortSince } from '../kernel/effort.ts'
import { boundSockets, listeningSockets } from '../kernel/listening.ts'
import { isHidden } from '../kernel/processes.ts'
import { seesKernel } from '../kernel/proc.ts'
import { bounds } from '../lib/bounds.ts'
import { HarnessError } from '../lib/errors.ts'
import { pollUntil, type WaitBounds } from '../lib/poll.ts'
import { readDry } from '../lib/read-dry.ts'
import type { Listening } from '../transcript/event.ts'
import { watchAnnounced } from './announced.ts'
import type { Program } from './program.ts'
import { hasEnded, haveRun, lookQuiet, type Quiet } from './settle.ts'

/** Where a server program listens, or what was seen instead when it does not. */
export type Readiness =
  | { readonly kind: 'listening'; readonly port: number; readonly sockets: readonly Listening[] }
  | {
      readonly kind: 'not-listening'
      readonly sockets: readonly Listening[]
      /** Whether it is proved that it would never have listened, however long one waits. */
      readonly settled: boolean
      /** Whether the machine kept the program from running, beyond all extensions of the limit. */
      readonly overloaded: boolean
      /** What it has said of its port, where it was to choose one and say it. */
      readonly announced?: Announced
    }

type Announced = { readonly ports: readonly number[]; readonly like: string }

/**
 * What can be proved of a program that only waits: where others can act on it, nothing; that one
 * which listens elsewhere stays there; or, when it is known to set no hidden timer, all.
 */
export type Provable = 'nothing' | 'elsewhere' | 'all'

/** Where a program should listen, and over which version of IP its peers will come. */
type Target = {
  readonly rule: PortRule
  readonly port: number
  readonly family?: Family
  readonly transport?: Transport
}

/**
 * Waits until one of the program's own processes listens on `port` (any port when the rule says
 * `discovered`, one that it has announced when it says `announced`). The kernel's table is read; no connection is spent, because a probe would use up
 * the one accept() of a one-shot server. Where it is `provable`, a program is not waited for when it
 * waits for good itself.
 */
export async function waitUntilListening(
  program: Program,
  target: Target,
  { provable = 'nothing', ...wait }: WaitBounds & { readonly provable?: Provable },
): Promise<Readiness> {
  const ports = watchAnnounced(program, target.rule)
  if (!seesKernel()) return assumeListening(target, ports, wait)
  let sockets: readonly Listening[] = []
  const fits = (socket: Listening) => isFor(target, socket, ports())
  let settled = false
  const isOver = async () => {
    if (hasEnded(program)) return true
    sockets = socketsOf(target)(() => program.processes())
    if (sockets.some(fits)) return true
    const mayProve = provable === 'all' || (provable === 'elsewhere' && sockets.length > 0)
    const quiet = mayProve ? lookQuiet(program) : undefined
    if (!quiet || !waitsForGood(quiet)) return false
    // What it wrote before it fell asleep is in its pipes.
    await readDry()
    sockets = socketsOf(target)(() => program.processes())
    settled = !sockets.some(fits) && !haveRun(program, quiet)
    return settled || sockets.some(fits)
  }
  const overloaded = !(await pollWhileStarved(program, isOver, wait))
  const ready = sockets.find(fits)
  if (!ready && program.processes().some(isHidden)) {
    throw new HarnessError('the program hides from the kernel view whether it listens')
  }
  return ready && !hasEnded(program)
    ? { kind: 'listening', port: ready.port, sockets }
    : {
        kind: 'not-listening',
        sockets: hasEnded(program) ? [] : sockets,
        settled: settled && !hasEnded(program),
        overloaded,
        ...said(target, ports()),
      }
}

function isFor(
  target: Target,
  socket: Listening,
  announced: readonly number[] | undefined,
): boolean {
  const { rule, port, family = 'ipv4' } = target
  const isRight = announced?.includes(socket.port) ?? socket.port === port
  return (rule.given === 'discovered' || isRight) && mayTake[family](socket)
}

function said({ rule }: Target, ports: readonly number[] | undefined): { announced?: Announced } {
  if (rule.given !== 'announced' || !ports) return {}
  return { announced: { ports, like: announcementOf(rule, examplePort) } }
}

const examplePort = '5000'

function socketsOf({ transport = 'tcp' }: Target): typeof listeningSockets {
  return transport === 'udp' ? boundSockets : listeningSockets
}

function waitsForGood({ waits, timers }: Quiet): boolean {
  return !timers && waits.every(({ wakes }) => wakes.kind === 'never')
}

/**
 * Looks until a limit from which the time is left out in which the program waited for a processor.
 * False when that was most of the time, so that nothing is decided.
 */
async function pollWhileStarved(
  program: Program,
  look: () => Promise<boolean>,
  { limitMs, signal }: WaitBounds,
): Promise<boolean> {
  let waitedMs = 0
  for (;;) {
    const { starvedMs } = effortSince(program.processes())
    const leftMs = limitMs + Math.min(starvedMs, limitMs * share) - waitedMs
    if (leftMs <= 0) return starvedMs <= limitMs * share
    if ((await pollUntil(look, { limitMs: leftMs, signal })) !== 'limit') return true
    waitedMs += leftMs
  }
}

const share = bounds.starvedShareMax

/**
 * Where nothing is seen of the kernel, the first peer finds out: it tries to connect until it is
 * let in. A refused attempt does nothing to a program that does not listen yet. Over UDP nobody is
 * refused: a datagram that comes too early is lost, and binding the port to find out would take it
 * from the program. So nothing is decided there. A port that is announced is waited for.
 */
async function assumeListening(
  { rule, port, transport }: Target,
  announced: ReturnType<typeof watchAnnounced>,
  wait: WaitBounds,
): Promise<Readiness> {
  if (transport === 'udp')
    throw new HarnessError('it cannot be seen here whether a UDP socket is open')
  if (rule.given === 'announced') {
    await pollUntil(() => (announced() ?? []).length > 0, wait)
    const [first] = announced() ?? []
    if (first !== undefined) return { kind: 'listening', port: first, sockets: [] }
  } else if (rule.given !== 'discovered') return { kind: 'listening', port, sockets: [] }
  throw new HarnessError('it cannot be seen here on which port a program listens')
}

/** A socket bound to `::` takes IPv4 too unless it asked not to, which the table does not show. */
const mayTake: Readonly<Record<Family, (socket: Listening) => boolean>> = {
  ipv4: ({ family, address }) => family === 'ipv4' || address === '::' || address.includes('.'),
  ipv6: ({ address }) => address.includes(':'),
}
