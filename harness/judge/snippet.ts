import type { PortRule } from '../assignment/schema.ts'
import type { Step } from '../assignment/step.ts'
import { bounds } from '../lib/bounds.ts'
import { coalesce } from '../plan/coalesce.ts'
import { piecesOf } from '../plan/pieces.ts'
import type { Delivery } from '../transcript/delivery.ts'
import { pythonBytes } from './python-bytes.ts'
import { pythonName } from './python-name.ts'

/** What is played to which kind of program. */
export type Scene = {
  readonly role: 'server' | 'client'
  readonly port: PortRule
  readonly steps: readonly Step[]
  readonly delivery: Delivery
  readonly seed: number
}

/**
 * A few lines of Python that do to a program what a play did, with no grader at all, and print what
 * comes of it: pauses stand where the kernel was asked, and whoever runs it stops the program.
 * Undefined where Python alone cannot do it (short system calls).
 */
export function snippet(scene: Scene): readonly string[] | undefined {
  const { steps, delivery, seed } = scene
  if (delivery.kind === 'short-io') return undefined
  const cut = { ...scene, pieces: piecesOf(steps, delivery, seed) }
  const lines: string[] = []
  for (const [number, step] of steps.entries()) {
    const more = linesOf(cut, step, number)
    if (more === undefined) return undefined
    lines.push(...more)
  }
  const has = (start: RegExp) => lines.some((line) => start.test(line))
  return [
    has(/^ *time\./) ? 'import socket, time' : 'import socket',
    ...(has(/^show\(/) ? show : []),
    ...portLine(scene),
    ...lines,
  ]
}

/** Prints all that a peer gets until nothing comes for a second, and how that ended. */
const show = [
  'def show(name, peer):',
  '    got, end = b"", "closed"',
  '    peer.settimeout(1)',
  '    try:',
  '        while part := peer.recv(65536):',
  '            got += part',
  '    except socket.timeout:',
  '        end = "still open"',
  '    except OSError as error:',
  '        end = error',
  '    print(name, len(got), "bytes", got[:200], end)',
]

function portLine({ port, steps }: Scene): readonly string[] {
  const needed = steps.some(({ kind }) => /^(?:connect|connectTogether|listen)$/.test(kind))
  if (!needed) return []
  return [`port = ${port.given === 'fixed' ? port.port : examplePort}`]
}

/** The one that people give to their program when it takes any. */
const examplePort = '5000'

/** A scene with the pieces in which each send goes out. */
type Cut = Scene & { readonly pieces: ReturnType<typeof piecesOf> }

/** The lines of one step; undefined for one that cannot be done. */
function linesOf(scene: Cut, step: Step, number: number): readonly string[] | undefined {
  switch (step.kind) {
    case 'connect':
      return [connection(step.peer)]
    case 'connectTogether':
      return step.peers.map(connection)
    case 'listen':
      return ['server = socket.create_server(("", port))']
    case 'accept':
      return [`${pythonName(step.peer)}, _ = server.accept()`]
    case 'send':
      return sendLines(scene, step, number)
    case 'expect':
    case 'expectClose':
    case 'expectSilence':
      return isShown(scene, step.peer, number) ? [] : showLines(scene, step.peer)
    case 'fence':
      return [...sendLines(scene, step, number), ...showLines(scene, step.peer)]
    case 'drain':
    case 'halfClose':
      return [halfClose(step.peer), ...(step.kind === 'drain' ? showLines(scene, step.peer) : [])]
    case 'close':
      return [closeLine(scene, step.peer, number)]
    case 'reset':
      return resetLines(step.peer)
    case 'expectOutput':
    case 'expectExit':
    case 'freeze':
    case 'thaw':
      return [waitLines[step.kind]]
    case 'refuse':
    case 'stdin':
    case 'signal':
    case 'expectNoLeak':
      return undefined
    default:
      return step satisfies never
  }
}

function connection(peer: string): string {
  return `${pythonName(peer)} = socket.create_connection(("127.0.0.1", port))`
}

const pauseLine = 'time.sleep(0.5)'

/** The terminal stops a program as SIGSTOP does (SIGTSTP), unless the program catches it. */
const waitLines = {
  expectOutput: pauseLine,
  expectExit: 'time.sleep(3)',
  freeze: 'input("Press Ctrl-Z where your program runs, then Enter here")',
  thaw: 'input("Type fg where your program runs, then press Enter here")',
} as const

function showLines({ delivery }: Scene, peer: string): readonly string[] {
  const late = delivery.kind === 'slow-reader' ? [pauseLine] : []
  return [...late, `show("${peer}", ${pythonName(peer)})`]
}

/** Whether all that this peer gets was shown already, and nothing was done since. */
function isShown({ steps, pieces }: Cut, peer: string, number: number): boolean {
  const does = (step: Step, at: number) =>
    step.kind === 'send' ? pieces.get(at)!.length > 0 : !step.kind.startsWith('expect')
  const before = steps.slice(0, number)
  const last = before.findLastIndex((step, at) => does(step, at) || looksAt(step, peer))
  return last >= 0 && looksAt(steps[last]!, peer)
}

function looksAt(step: Step, peer: string): boolean {
  return /^(?:expect|fence|drain)/.test(step.kind) && 'peer' in step && step.peer === peer
}

/** Our peers read on after they close: a real close() resets what it did not wait for. */
function closeLine(scene: Cut, peer: string, number: number): string {
  const later = scene.steps.slice(number).some((step) => looksAt(step, peer))
  const over = isShown(scene, peer, number) && !later
  return over ? `${pythonName(peer)}.close()` : halfClose(peer)
}

function halfClose(peer: string): string {
  return `${pythonName(peer)}.shutdown(socket.SHUT_WR)`
}

/** SO_LINGER of zero seconds (socket(7)): what close() sends is a reset. */
function resetLines(peer: string): readonly string[] {
  const linger = String.raw`b"\1\0\0\0\0\0\0\0"`
  return [
    `${pythonName(peer)}.setsockopt(socket.SOL_SOCKET, socket.SO_LINGER, ${linger})`,
    `${pythonName(peer)}.close()`,
  ]
}

function sendLines(
  { steps, delivery, pieces: all }: Cut,
  { peer, data }: Pick<Extract<Step, { kind: 'send' }>, 'peer' | 'data'>,
  number: number,
): readonly string[] {
  const pieces = all.get(number)!
  const joined = delivery.kind === 'coalesced' ? (coalesce(steps).get(number) ?? []) : []
  const more = joined.flatMap((at) => (steps[at]?.kind === 'send' ? [steps[at].data] : []))
  const whole = [data, ...more].map(pythonBytes).join(' + ')
  const call = (bytes: string) => `${pythonName(peer)}.sendall(${bytes})`
  if (pieces.length === 0) return []
  if (pieces.length === 1) return [call(whole)]
  const parts = delivery.kind === 'bytewise' ? loop(pieces, call) : slices(pieces, call)
  return [`data = ${whole}`, ...parts]
}

type Call = (bytes: string) => string

/** Byte by byte, or what is too long for that in larger pieces. */
function loop(pieces: readonly Uint8Array[], call: Call): readonly string[] {
  const size = pieces.every(({ length }) => length === 1) ? 1 : bounds.bytewisePieceBytesMax
  return [
    `for start in range(${size === 1 ? 'len(data)' : `0, len(data), ${size}`}):`,
    `    ${call(`data[start:start + ${size}]`)}`,
    '    time.sleep(0.02)',
  ]
}

function slices(pieces: readonly Uint8Array[], call: Call): readonly string[] {
  let start = 0
  return pieces.flatMap((piece, index) => {
    const from = start === 0 ? '' : String(start)
    start += piece.length
    const last = index === pieces.length - 1
    const line = call(`data[${from}:${last ? '' : start}]`)
    return last ? [line] : [line, pauseLine]
  })
}
