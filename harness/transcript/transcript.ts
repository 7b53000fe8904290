import { z } from 'zod'
import { Lens } from '../assignment/schema.ts'
import { Step } from '../assignment/step.ts'
import { Event } from './event.ts'

/**
 * The ordered events that one trial left, with what was played: enough to judge it again. `steps`
 * is the scenario as it was played, so that a changed assignment is noticed.
 */
export const Transcript = z.strictObject({
  version: z.literal(1),
  check: z.string(),
  scenario: z.string(),
  lens: Lens,
  seed: z.int(),
  steps: z.array(Step),
  events: z.array(Event),
  tookMs: z.number(),
})
export type Transcript = z.output<typeof Transcript>
