import * as say from '../messages/references.ts'
import { namesUsedIn } from './captured.ts'
import { fitsFrame } from './frame.ts'
import type { Framing } from './framing.ts'
import type { Item, Matcher, MessageMatcher } from './matcher.ts'
import { framingOf, payloadBytes, type Payload } from './payload.ts'
import type { Problem } from './problem.ts'
import type { Step } from './step.ts'

/** The step with its messages told in which framing they are, where they do not say so themselves. */
export function withFraming(step: Step, framing: Framing): Step {
  const data = 'data' in step ? { data: framedBy(step.data, framing) } : {}
  const expected = 'expected' in step ? { expected: framedBy(step.expected, framing) } : {}
  return { ...step, ...data, ...expected }
}

function framedBy<T extends Payload | Matcher | Item>(one: T, framing: Framing): T {
  if (one.kind === 'message') return { ...one, framing: one.framing ?? framing }
  if (one.kind === 'in-any-order') {
    return { ...one, of: one.of.map((item) => framedBy<Item>(item, framing)) }
  }
  const inner = one.kind === 'exactly' || one.kind === 'contains' ? one.data : undefined
  return inner ? { ...one, data: framedBy(inner, framing) } : one
}

/** Messages of a scenario that their framing cannot hold; paths begin at the number of the step. */
export function messageProblems(steps: readonly Step[]): readonly Problem[] {
  return steps.flatMap((step, index) =>
    (['data', 'expected'] as const).flatMap((key): readonly Problem[] => {
      const one: Payload | Matcher | undefined = key in step ? Reflect.get(step, key) : undefined
      const all = one?.kind === 'in-any-order' ? one.of : one ? [one] : []
      const unfit = all.find((item) => !fits(item))
      if (unfit?.kind !== 'message') return []
      return [{ path: [index, key], text: say.noMessage(framingOf(unfit).kind) }]
    }),
  )
}

/** Whether a message can be one of its framing; where its content is not known yet, whether any can. */
function fits(one: Payload | Matcher | Item): boolean {
  if (one.kind !== 'message' || one.data.kind === 'json-with') return true
  const framing = framingOf(one)
  const { data } = one
  return isContent(data) ? fitsFrame(framing, payloadBytes(data)) : framing.kind !== 'until-close'
}

/** Whether all of it is known before anything was played. */
function isContent(data: Payload | MessageMatcher['data']): data is Payload {
  if (namesUsedIn(data).length > 0) return false
  if (data.kind === 'parts') return data.of.every(({ kind }) => kind !== 'capture')
  return data.kind !== 'json-with'
}
