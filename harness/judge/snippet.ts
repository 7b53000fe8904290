import { homeOf, type Family } from '../assignment/network.ts'
import type { PortRule } from '../assignment/port-rule.ts'
import {
  isDatagramStep,
  isOpen,
  isStepOfOther,
  payloadOf,
  type OtherStep,
  type Step,
} from '../assignment/step.ts'
import { piecesOf } from '../plan/pieces.ts'
import type { Delivery } from '../transcript/delivery.ts'
import { pythonName } from './python-name.ts'
import { messageFunction } from './python-bytes.ts'
import { datagramLines, showDatagram, showNext } from './snippet-datagrams.ts'
import { pauseLine, sendLines } from './snippet-send.ts'
import { isShown, looksAt, showFunction, showLines, type Difference } from './snippet-show.ts'

/** What is played to which kind of program. */
export type Scene = {
  readonly role: 'server' | 'client'
  readonly port: PortRule
  /** Over which version of IP program and peers meet. */
  readonly family: Family
  readonly steps: readonly Step[]
  readonly delivery: Delivery
  readonly seed: number
  /** Where the bytes that a step waits for begin to be others, if they do. */
  readonly difference?: Difference | undefined
}

/**
 * A few lines of Python that do to a program what a play did, with no grader at all, and print what
 * comes of it: pauses stand where the kernel was asked, and whoever runs it stops the program.
 * Undefined where Python alone cannot do it (short system calls, what is captured, other programs).
 */
export function snippet(scene: Scene): readonly string[] | undefined {
  const { steps, delivery, seed } = scene
  if (delivery.kind === 'short-io') return undefined
  const overUdp = steps.some(isDatagramStep)
  const cut = { ...scene, overUdp, pieces: piecesOf(steps, delivery, seed) }
  const lines: string[] = []
  for (const [number, step] of steps.entries()) {
    const more = anyLines(cut, step, number)
    if (more === undefined) return undefined
    lines.push(...more)
  }
  // Where nobody does anything to the program there is nothing to run.
  const waits: readonly string[] = Object.values(waitLines)
  return lines.every((line) => waits.includes(line)) ? undefined : [...headOf(cut, lines), ...lines]
}

/** What the lines use. */
function headOf(scene: Cut, lines: readonly string[]): readonly string[] {
  const has = (start: RegExp) => lines.some((line) => start.test(line))
  const shows = scene.overUdp ? showDatagram : showFunction(lines)
  return [
    has(/^ *time\./) ? 'import socket, time' : 'import socket',
    ...(has(/^show\(/) ? shows : []),
    ...(has(/\bmessage\(/) ? messageFunction : []),
    ...portLine(scene),
  ]
}

function anyLines(scene: Cut, step: Step, number: number): readonly string[] | undefined {
  if (isStepOfOther(step) || sendsCaptured(step)) return undefined
  if (step.kind === 'expectSilence' && scene.overUdp) return [showNext(step.peer)]
  return isDatagramStep(step) ? datagramLines(scene, step, number) : linesOf(scene, step, number)
}

function sendsCaptured(step: Step): boolean {
  return payloadOf(step) !== undefined && isOpen(step)
}

function portLine({ port, steps }: Scene): readonly string[] {
  const needed = steps.some(({ kind }) => /^(?:connect|connectTogether|listen|open)$/.test(kind))
  if (!needed) return []
  if (port.given === 'announced') return ['port = int(input("The port that your program says: "))']
  return [`port = ${port.given === 'fixed' ? port.port : examplePort}`]
}

/** The one that people give to their program when it takes any. */
const examplePort = '5000'

/** A scene with the pieces in which each send goes out. */
type Cut = Scene & {
  readonly pieces: ReturnType<typeof piecesOf>
  readonly overUdp: boolean
}

/** The lines of one step; undefined for one that cannot be done. */
function linesOf(scene: Cut, step: OtherStep, number: number): readonly string[] | undefined {
  switch (step.kind) {
    case 'connect':
      return [connection(scene, step.peer)]
    case 'connectTogether':
      return step.peers.map((peer) => connection(scene, peer))
    case 'listen':
      return [`server = socket.create_server(${servers[scene.family]})`]
    case 'accept':
      return [`${pythonName(step.peer)}, _ = server.accept()`]
    case 'send':
      return sendLines(scene, step, number)
    case 'expect':
    case 'expectClose':
    case 'expectSilence':
      return isShown(scene, step.peer, number) ? [] : showLines(scene, step.peer, number)
    case 'fence':
      return [...sendLines(scene, step, number), ...showLines(scene, step.peer, number)]
    case 'drain':
    case 'halfClose':
    case 'close':
    case 'reset':
      return endLines(scene, step, number)
    case 'expectOutput':
    case 'expectFile':
    case 'expectExit':
    case 'freeze':
    case 'thaw':
    case 'restart':
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

const servers: Readonly<Record<Family, string>> = {
  ipv4: '("", port)',
  ipv6: '("::1", port), family=socket.AF_INET6',
}

function connection({ family }: Scene, peer: string): string {
  return `${pythonName(peer)} = socket.create_connection(("${homeOf[family]}", port))`
}

/** The terminal stops a program as SIGSTOP does (SIGTSTP), unless the program catches it. */
const waitLines = {
  expectOutput: pauseLine,
  expectFile: pauseLine,
  expectExit: 'time.sleep(3)',
  freeze: 'input("Press Ctrl-Z where your program runs, then Enter here")',
  thaw: 'input("Type fg where your program runs, then press Enter here")',
  restart: 'input("Press Ctrl-C where your program runs, start it there again, then Enter here")',
} as const

type End = Extract<Step, { readonly kind: 'drain' | 'halfClose' | 'close' | 'reset' }>

function endLines(scene: Cut, { kind, peer }: End, number: number): readonly string[] {
  if (kind === 'reset') return resetLines(peer)
  if (kind === 'close') return [closeLine(scene, peer, number)]
  return [halfClose(peer), ...(kind === 'drain' ? showLines(scene, peer, number) : [])]
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
