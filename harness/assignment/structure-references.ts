import { didYouMean } from '../lib/did-you-mean.ts'
import * as say from '../messages/structures.ts'
import { namesUsedIn } from './captured.ts'
import { captureNames } from './captures.ts'
import type { Path, Problem } from './problem.ts'
import { peersOf, type Step } from './step.ts'
import type { WrittenStep } from './structure.ts'

/** What is wrong in structures, which nobody sees any more when they are plain steps. */
export function structureProblems(
  written: readonly WrittenStep[],
  path: Path,
  names: readonly string[] = [],
): readonly Problem[] {
  return written.flatMap((one, index) => {
    const place = [...path, index]
    if (!('steps' in one)) return unnamedRounds(one, place, names)
    const own = one.kind === 'together' || one.as === undefined ? [] : [one.as]
    const inside = structureProblems(one.steps, [...place, 'steps'], [...names, ...own])
    const still = one.kind === 'together' ? noMoves(one.steps, [...place, 'steps']) : []
    return [...still, ...inside]
  })
}

/** A name of a peer or of a captured value with braces in which no round's value stands. */
function unnamedRounds(step: Step, path: Path, names: readonly string[]): readonly Problem[] {
  const inBraces = (all: readonly string[]) =>
    all.flatMap((one) => [...one.matchAll(/\{(\p{L}+)\}/gu)].map(([, name]) => name!))
  const told = (place: Path) => (name: string) => ({
    path: place,
    text: say.unknownRound(name, didYouMean(name, names), names),
  })
  const unknown = (name: string) => !names.includes(name)
  const ofPeers = inBraces(peersOf(step)).filter(unknown)
  const ofValues = inBraces([...captureNames(step), ...namesUsedIn(step)]).filter(unknown)
  return [
    ...ofPeers.map(told([...path, 'peers' in step ? 'peers' : 'peer'])),
    ...ofValues.map(told(path)),
    ...ofRuns(step).flatMap(({ key, name }) =>
      inBraces([name])
        .filter(unknown)
        .map(told([...path, key])),
    ),
  ]
}

/** The names of runs of other programs in a step, and where they stand. */
function ofRuns(step: Step): readonly { readonly key: string; readonly name: string }[] {
  if (step.kind === 'startOther') {
    return step.as === undefined ? [] : [{ key: 'as', name: step.as }]
  }
  return 'other' in step ? [{ key: 'other', name: step.other }] : []
}

/** A stopped program does nothing: all that can be done meanwhile is to move. */
function noMoves(written: readonly WrittenStep[], path: Path): readonly Problem[] {
  return written.flatMap((one, index): readonly Problem[] => {
    const place = [...path, index]
    if (one.kind === 'repeat' || one.kind === 'inReverse') {
      return noMoves(one.steps, [...place, 'steps'])
    }
    return moves.has(one.kind)
      ? []
      : [{ path: [...place, 'kind'], text: say.noMove(one.kind, [...moves]) }]
  })
}

const moves: ReadonlySet<WrittenStep['kind']> = new Set([
  'connect',
  'connectTogether',
  'open',
  'send',
  'sendDatagram',
  'halfClose',
  'close',
  'reset',
  'stdin',
])
