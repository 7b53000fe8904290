import { namesUsedIn, withCaptured } from '../assignment/captured.ts'
import { payloadBytes } from '../assignment/payload.ts'
import { isOpen, payloadOf, type Step } from '../assignment/step.ts'
import { inOnePiece } from '../plan/fragment.ts'
import type { Stage } from './stage.ts'

/**
 * The step with what earlier ones have captured, which it sends in one piece; undefined where one of
 * them has not captured it.
 */
export function fillIn(stage: Stage, step: Step, number: number): Step | undefined {
  if (!isOpen(step)) return step
  const { captured, filled: filledSteps, pieces } = stage
  if (!namesUsedIn(step).every((name) => captured.has(name))) return undefined
  const filled = withCaptured(step, captured)
  const payload = payloadOf(filled)
  if (payload) {
    pieces.set(number, inOnePiece(payloadBytes(payload)))
    filledSteps.add(number)
  }
  return filled
}
