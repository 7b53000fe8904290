import * as say from '../messages/references.ts'
import type { Text } from '../messages/text.ts'
import { fitsFrame } from './frame.ts'
import type { Framing } from './framing.ts'
import type { Leaf, Matcher } from './matcher.ts'
import { framingOf, payloadBytes, type Payload } from './payload.ts'
import type { Problem } from './problem.ts'
import type { Step } from './step.ts'
import { tryCodec } from './try-codec.ts'

/** The step with its messages told in which framing they are, where they do not say so themselves. */
export function withFraming(step: Step, framing: Framing): Step {
  const frameOf = <T extends Payload | Matcher>(one: T): T => framedBy(one, framing)
  if (step.kind === 'send' || step.kind === 'stdin' || step.kind === 'expectFile')
    return { ...step, data: frameOf(step.data) }
  if (step.kind === 'expect' || step.kind === 'expectOutput') {
    return { ...step, expected: frameOf(step.expected) }
  }
  if (step.kind !== 'fence') return step
  return { ...step, data: frameOf(step.data), expected: frameOf(step.expected) }
}

/** The same for one payload or matcher. */
export function framedBy<T extends Payload | Matcher>(one: T, framing: Framing): T {
  if (one.kind === 'one-of') {
    return { ...one, of: one.of.map((parts) => parts.map((part) => framedPart(part, framing))) }
  }
  if (one.kind === 'head') {
    const { body } = one
    if (!body || body.kind === 'anything') return one
    return { ...one, body: framedBy(body, framing) }
  }
  if (one.kind === 'message') return { ...one, framing: one.framing ?? framing }
  const inner = one.kind === 'exactly' || one.kind === 'contains' ? one.data : undefined
  return inner ? { ...one, data: framedBy(inner, framing) } : one
}

function framedPart(part: Leaf, framing: Framing): Leaf {
  return part.kind === 'end' ? part : framedBy(part, framing)
}

/** Messages of a scenario that their framing cannot hold; paths begin at the number of the step. */
export function messageProblems(steps: readonly Step[]): readonly Problem[] {
  return steps.flatMap((step, index) =>
    (['data', 'expected'] as const).flatMap((key): readonly Problem[] => {
      const one: Payload | Matcher | undefined = key in step ? Reflect.get(step, key) : undefined
      if (one?.kind !== 'message' || one.data.kind === 'json-with') return []
      const framing = framingOf(one)
      const text = problemOf(framing, payloadBytes(one.data))
      return text ? [{ path: [index, key], text }] : []
    }),
  )
}

function problemOf(framing: Framing, content: Uint8Array): Text | undefined {
  if (framing.kind === 'codec') return tryCodec(framing, content)
  return fitsFrame(framing, content) ? undefined : say.noMessage(framing.kind)
}
