import { z } from 'zod'

/** Datagrams are counted from 1, in each direction by themselves. */
const Number = z.int().min(1)
const faultsMax = 100
const byteMax = 65_506

/**
 * What a relay does to one datagram, by its number:
 * - `drop`: it is lost;
 * - `duplicate`: it arrives twice;
 * - `hold`: it arrives only after datagram `until` has come to the relay, the next one unless said
 *   otherwise; where that never comes it is lost;
 * - `corrupt`: every bit of its byte number `byte`, counted from 0, is turned; of one that has no
 *   such byte, those of its last one.
 */
export const Fault = z
  .discriminatedUnion('kind', [
    z.strictObject({ kind: z.literal('drop'), datagram: Number }),
    z.strictObject({ kind: z.literal('duplicate'), datagram: Number }),
    z.strictObject({ kind: z.literal('hold'), datagram: Number, until: Number.optional() }),
    z.strictObject({
      kind: z.literal('corrupt'),
      datagram: Number,
      byte: z.int().min(0).max(byteMax).default(0),
    }),
  ])
  .refine((fault) => fault.kind !== 'hold' || (fault.until ?? Infinity) > fault.datagram, {
    message: 'should be held until a later datagram',
    path: ['until'],
  })
export type Fault = z.output<typeof Fault>

/** The faults of one direction. */
export const Faults = z
  .array(Fault)
  .max(faultsMax)
  .refine(
    (faults) => new Set(faults.map(({ datagram }) => datagram)).size === faults.length,
    'should have at most one fault for each datagram',
  )
  .default([])
export type Faults = z.output<typeof Faults>

/** What a relay does in each direction. */
export const relayed = {
  /** To what is sent to the program. */
  toProgram: Faults,
  /** To what the program sends. */
  fromProgram: Faults,
}
