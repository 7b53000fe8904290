import { commonPrefixLength } from '../lib/bytes.ts'
import * as say from '../messages/matchers.ts'
import { namesUsedIn } from './captured.ts'
import type { Item } from './matcher.ts'
import { payloadBytes } from './payload.ts'
import type { Problem } from './problem.ts'
import type { Step } from './step.ts'

/** What is wrong with matchers of a scenario; paths begin at the number of the step. */
export function matcherProblems(steps: readonly Step[]): readonly Problem[] {
  return steps.flatMap((step, index): readonly Problem[] => {
    if (!('expected' in step)) return []
    const { expected, kind } = step
    const path = [index, 'expected']
    if (expected.kind === 'in-any-order') {
      return isAmbiguous(expected.of) ? [{ path, text: say.ambiguousOrder }] : []
    }
    const isStream = kind === 'expect' || kind === 'fence'
    return expected.kind === 'hash' && !isStream ? [{ path, text: say.noHash(kind) }] : []
  })
}

/** Whether one of them is the beginning of another: what has come then depends on what follows. */
function isAmbiguous(items: readonly Item[]): boolean {
  const known = items.flatMap((item) =>
    item.kind === 'message' || namesUsedIn(item).length > 0 ? [] : [payloadBytes(item)],
  )
  return known.some((one) =>
    known.some(
      (other) => one.length < other.length && commonPrefixLength(one, other) === one.length,
    ),
  )
}
