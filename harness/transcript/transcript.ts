import { z } from 'zod'
import { Lens } from '../assignment/schema.ts'
import { Step } from '../assignment/step.ts'
import { Delivery } from './delivery.ts'
import { Event } from './event.ts'

/** One time that a scenario was played: how its bytes were delivered, and what happened. */
export const Play = z.strictObject({ delivery: Delivery, events: z.array(Event) })
export type Play = z.output<typeof Play>

/**
 * What one trial left: its plays, in order, with what was played: enough to judge it again.
 * `steps` is the scenario as it was played, so that a changed assignment is noticed. `impossible`
 * says why the lens cannot be had for this program (then it is not counted) or on this machine
 * (then it is not judged).
 */
export const Transcript = z.strictObject({
  version: z.literal(2),
  check: z.string(),
  scenario: z.string(),
  lens: Lens,
  seed: z.int(),
  steps: z.array(Step),
  plays: z.array(Play),
  impossible: z
    .enum(['nothing-to-deliver', 'not-for-this-program', 'not-on-this-machine'])
    .optional(),
  tookMs: z.number(),
})
export type Transcript = z.output<typeof Transcript>

/** Why a lens could not be had. */
export type Impossible = NonNullable<Transcript['impossible']>
