import {
  isDatagramStep,
  isStepOfOther,
  type DatagramStep,
  type OtherStep,
  type Step,
  type StepOfOther,
} from '../assignment/step.ts'
import type { StepEnd } from '../transcript/event.ts'
import * as datagrams from './datagram-steps.ts'
import { expectFile } from './file-step.ts'
import { fillIn } from './fill-in.ts'
import { accept, listen, refuse } from './listen-steps.ts'
import { expectNoLeak } from './leak-step.ts'
import { markBefore } from './mark.ts'
import { observe } from './observe.ts'
import * as others from './other-steps.ts'
import * as peers from './peer-steps.ts'
import * as program from './program-steps.ts'
import { restart } from './restart-step.ts'
import { closeEnded, type Stage } from './stage.ts'
import { limitOf } from './step-limit.ts'

/** Some steps of a scenario, with the number of the first one. */
export type Part = { readonly steps: readonly Step[]; readonly first: number }

/**
 * Plays steps in order. After an expectation that something made impossible the scenario goes on
 * (unless a client program has ended without connecting, or a server that was started again); after one that was not met in any other
 * way it ends, because nothing that follows could be told apart; and before a step that needs what
 * none has captured. Returns whether it was played to the end.
 */
export async function play(stage: Stage, { steps, first }: Part): Promise<boolean> {
  for (const [index, asked] of steps.entries()) {
    const number = first + index
    const step = fillIn(stage, asked, number)
    if (!step) return false
    stage.history.record({ kind: 'step', step: number })
    stage.upcoming = steps.slice(index)
    closeEnded(stage)
    stage.upcoming = steps.slice(index + 1)
    markBefore(stage, step)
    const end = await playStep(stage, step, number)
    if (end !== 'met') observe(stage, step, { number, end })
    const limitMs = limitOf(stage, step)
    stage.history.record({
      kind: 'step-ended',
      step: number,
      end,
      ...(limitMs === undefined ? {} : { limitMs }),
    })
    if (end !== 'met' && isLast(step, end)) return false
  }
  return true
}

/**
 * Whether nothing can follow a step that was not met: of a peer that never came there is nothing to
 * ask, and a program that does not listen (again) takes nobody.
 */
function isLast({ kind }: Step, end: StepEnd): boolean {
  return firsts.has(kind) || (end !== 'impossible' && kind !== 'expectSilence')
}

const firsts: ReadonlySet<Step['kind']> = new Set(['accept', 'restart', 'startOther'])

function playStep(stage: Stage, step: Step, number: number): Promise<StepEnd> {
  if (isDatagramStep(step)) return playDatagramStep(stage, step, number)
  return isStepOfOther(step) ? playOther(stage, step) : playPlain(stage, step, number)
}

function playPlain(stage: Stage, step: OtherStep, number: number): Promise<StepEnd> {
  switch (step.kind) {
    case 'connect':
      return peers.connect(stage, step)
    case 'connectTogether':
      return peers.connectTogether(stage, step)
    case 'listen':
    case 'accept':
    case 'refuse':
      return playListenStep(stage, step)
    case 'send':
      return peers.send(stage, step, number)
    case 'expect':
      return peers.expectBytes(stage, step)
    case 'expectSilence':
      return playSilence(stage, step)
    case 'expectClose':
      return peers.expectClose(stage, step)
    case 'fence':
      return peers.fence(stage, step, number)
    case 'drain':
      return peers.drain(stage, step)
    case 'halfClose':
    case 'close':
    case 'reset':
      return peers.endSide(stage, step)
    case 'stdin':
    case 'expectOutput':
    case 'expectFile':
    case 'signal':
    case 'freeze':
    case 'thaw':
    case 'expectExit':
    case 'expectNoLeak':
    case 'restart':
      return playProgramStep(stage, step, number)
    default:
      return step satisfies never
  }
}

/** A step of peers that have no connections. */
function playDatagramStep(stage: Stage, step: DatagramStep, number: number): Promise<StepEnd> {
  switch (step.kind) {
    case 'open':
      return datagrams.open(stage, step)
    case 'relay':
      return datagrams.relay(stage, step)
    case 'sendDatagram':
      return datagrams.sendDatagram(stage, step, number)
    case 'expectDatagram':
      return datagrams.expectDatagram(stage, step)
    default:
      return step satisfies never
  }
}

/** A step of another program. */
function playOther(stage: Stage, step: StepOfOther): Promise<StepEnd> {
  if (step.kind === 'startOther') return others.startOther(stage, step)
  return step.kind === 'expectOtherOutput'
    ? others.expectOtherOutput(stage, step)
    : others.expectOtherExit(stage, step)
}

function playSilence(
  stage: Stage,
  step: Extract<Step, { readonly kind: 'expectSilence' }>,
): Promise<StepEnd> {
  return stage.transport === 'udp'
    ? datagrams.expectNoDatagram(stage, step.peer)
    : peers.expectSilence(stage, step)
}

/** A step of peers to which the program connects. */
function playListenStep(
  stage: Stage,
  step: Extract<Step, { readonly kind: 'listen' | 'accept' | 'refuse' }>,
): Promise<StepEnd> {
  if (step.kind === 'accept') return accept(stage, step)
  return step.kind === 'listen' ? listen(stage) : refuse(stage)
}

type ProgramStep = Exclude<OtherStep, { readonly peer: string } | { readonly peers: unknown }>

/** A step that is about the program itself. */
function playProgramStep(
  stage: Stage,
  step: Exclude<ProgramStep, { readonly kind: 'listen' | 'refuse' }>,
  number: number,
): Promise<StepEnd> {
  switch (step.kind) {
    case 'stdin':
      return program.stdin(stage, step)
    case 'expectOutput':
      return program.expectOutput(stage, step)
    case 'expectFile':
      return expectFile(stage, step, number)
    case 'signal':
      return program.signal(stage, step)
    case 'freeze':
      return program.freeze(stage)
    case 'thaw':
      return program.thaw(stage)
    case 'expectExit':
      return program.expectExit(stage)
    case 'expectNoLeak':
      return expectNoLeak(stage, number)
    case 'restart':
      return restart(stage)
    default:
      return step satisfies never
  }
}
