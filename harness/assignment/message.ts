import * as say from '../messages/references.ts'
import type { Text } from '../messages/text.ts'
import { namesUsedIn } from './captured.ts'
import { fitsFrame } from './frame.ts'
import type { Framing } from './framing.ts'
import type { Item, Leaf, Matcher, MessageMatcher } from './matcher.ts'
import { framingOf, payloadBytes, type Payload } from './payload.ts'
import type { Problem } from './problem.ts'
import type { Step } from './step.ts'
import { tryCodec } from './try-codec.ts'

/** The step with its messages told in which framing they are, where they do not say so themselves. */
export function withFraming(step: Step, framing: Framing): Step {
  const data = 'data' in step ? { data: framedBy(step.data, framing) } : {}
  const expected = 'expected' in step ? { expected: framedBy(step.expected, framing) } : {}
  const stdin =
    'stdin' in step && step.stdin ? { stdin: framedBy<Payload>(step.stdin, framing) } : {}
  return { ...step, ...data, ...expected, ...stdin }
}

/** The same for one payload or matcher. */
export function framedBy<T extends Payload | Matcher | Item>(one: T, framing: Framing): T {
  if (one.kind === 'one-of') {
    return { ...one, of: one.of.map((parts) => parts.map((part) => framedPart(part, framing))) }
  }
  if (one.kind === 'head') return { ...one, body: framedBody(one.body, framing) }
  if (one.kind === 'message') return { ...one, framing: one.framing ?? framing }
  if (one.kind === 'in-any-order') {
    return { ...one, of: one.of.map((item) => framedBy<Item>(item, framing)) }
  }
  const inner = one.kind === 'exactly' || one.kind === 'contains' ? one.data : undefined
  return inner ? { ...one, data: framedBy(inner, framing) } : one
}

function framedBody(body: HeadBody | undefined, framing: Framing): HeadBody | undefined {
  return !body || body.kind === 'anything' ? body : framedBy(body, framing)
}

type HeadBody = NonNullable<Extract<Matcher, { kind: 'head' }>['body']>

function framedPart(part: Leaf, framing: Framing): Leaf {
  return part.kind === 'end' ? part : framedBy(part, framing)
}

/** Messages of a scenario that their framing cannot hold; paths begin at the number of the step. */
export function messageProblems(steps: readonly Step[]): readonly Problem[] {
  return steps.flatMap((step, index) =>
    (['data', 'stdin', 'expected'] as const).flatMap((key): readonly Problem[] => {
      const one: Payload | Matcher | undefined = key in step ? Reflect.get(step, key) : undefined
      const all = one?.kind === 'in-any-order' ? one.of : one ? [one] : []
      return all
        .flatMap((item) => problemOf(item) ?? [])
        .slice(0, 1)
        .map((text) => ({ path: [index, key], text }))
    }),
  )
}

/** What keeps a message from being one of its framing; where its content is not known yet, any. */
function problemOf(one: Payload | Matcher | Item): Text | undefined {
  if (one.kind !== 'message' || one.data.kind === 'json-with') return undefined
  const framing = framingOf(one)
  const { data } = one
  if (!isContent(data)) {
    return framing.kind === 'until-close' ? say.noMessage(framing.kind) : undefined
  }
  if (framing.kind === 'codec') return tryCodec(framing, payloadBytes(data))
  return fitsFrame(framing, payloadBytes(data)) ? undefined : say.noMessage(framing.kind)
}

/** Whether all of it is known before anything was played. */
function isContent(data: Payload | MessageMatcher['data']): data is Payload {
  if (namesUsedIn(data).length > 0) return false
  if (data.kind === 'parts') return data.of.every(({ kind }) => kind !== 'capture')
  return data.kind !== 'json-with'
}
