import { afterAnything } from '../messages/captures.ts'
import type { Problem } from './problem.ts'
import type { Step } from './step.ts'

/**
 * Steps of a stream that look at what comes to a peer after it has taken `anything`: how much that was
 * depends on the moment, so that nobody knows what is left. Paths begin at the number of the step.
 */
export function anythingProblems(steps: readonly Step[]): readonly Problem[] {
  const loose = new Set<string>()
  return steps.flatMap((step, index): readonly Problem[] => {
    const found = 'peer' in step && loose.has(step.peer) && looksOn(step)
    if (step.kind === 'expect' && step.expected.kind === 'anything') loose.add(step.peer)
    return found ? [{ path: [index, 'kind'], text: afterAnything(step.kind) }] : []
  })
}

function looksOn(step: Step): boolean {
  if (step.kind === 'expectClose') return step.before === 'nothing'
  return /^(?:expect|expectSilence|fence|drain)$/.test(step.kind)
}
