import { isOpen, type Step } from '../assignment/step.ts'

/**
 * Which sends can go out together: of each step that begins such a group, the steps whose payloads
 * go with it. A later send joins when nothing but this peer's own expectations lies between them;
 * anything else may be what the program must see first.
 */
export function coalesce(steps: readonly Step[]): ReadonlyMap<number, readonly number[]> {
  const groups = new Map<number, number[]>()
  let first: number | undefined
  let peer: string | undefined
  for (const [number, step] of steps.entries()) {
    if (step.kind === 'expect' && step.peer === peer) continue
    if (step.kind !== 'send' || isOpen(step)) {
      first = undefined
      peer = undefined
    } else if (first !== undefined && step.peer === peer) {
      groups.set(first, [...(groups.get(first) ?? []), number])
    } else {
      first = number
      peer = step.peer
    }
  }
  return groups
}
