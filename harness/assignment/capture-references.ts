import { didYouMean } from '../lib/did-you-mean.ts'
import * as say from '../messages/captures.ts'
import { captureNames } from './captures.ts'
import { namesUsedIn } from './captured.ts'
import type { Problem } from './problem.ts'
import type { Step } from './step.ts'

/** What is wrong with captured values of a scenario; paths begin at the number of the step. */
export function captureProblems(steps: readonly Step[]): readonly Problem[] {
  const known = new Set<string>()
  return steps.flatMap((step, index) => {
    const found = [...usesOf(step, known), ...capturesOf(step, known)]
    for (const name of captureNames(step)) known.add(name)
    return found.map(({ key, text }): Problem => ({ path: [index, key], text }))
  })
}

type Found = { readonly key: string; readonly text: Problem['text'] }

/** Values that no step before has captured, or that are used where they cannot be. */
function usesOf(step: Step, known: ReadonlySet<string>): readonly Found[] {
  return (['data', 'stdin', 'expected'] as const).flatMap((key) => {
    const names = key in step ? namesUsedIn(Reflect.get(step, key)) : []
    const [first] = names
    if (first !== undefined && !users.has(step.kind)) {
      return [{ key, text: say.noUser(step.kind, [...users]) }]
    }
    return names
      .filter((name) => !known.has(name))
      .map((name) => ({ key, text: say.notCaptured(name, didYouMean(name, [...known])) }))
  })
}

const users: ReadonlySet<Step['kind']> = new Set(['send', 'expect', 'fence'])

/** A step that cannot capture, or a name that is taken. */
function capturesOf(step: Step, known: ReadonlySet<string>): readonly Found[] {
  const names = captureNames(step)
  const [first] = names
  if (first === undefined) return []
  if (step.kind !== 'expect') return [{ key: 'expected', text: say.noCapturer(step.kind) }]
  const twice = names.find((name, index) => known.has(name) || names.indexOf(name) !== index)
  const key = twice === step.as ? 'as' : 'expected'
  return twice === undefined ? [] : [{ key, text: say.capturedTwice(twice) }]
}
