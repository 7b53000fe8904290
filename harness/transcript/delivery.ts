import { z } from 'zod'

const At = z.int().min(1)
const StepNumber = z.int().min(0)

/**
 * How the bytes of one play are delivered, by `kind`. A lens stands for one or several of them.
 * - `whole`: each payload in one piece;
 * - `bytewise`: byte by byte;
 * - `cut`: the payload of step `step` in two pieces, the first of `at` bytes; the others whole;
 * - `pieces`: the payload of each step cut at these offsets;
 * - `coalesced`: payloads that follow each other in one piece;
 * - `slow-reader`: whole, to a program whose peers read late, through small buffers where possible;
 * - `short-io`: whole, and the program's own reads or writes are short.
 */
export const Delivery = z.discriminatedUnion('kind', [
  z.strictObject({ kind: z.literal('whole') }),
  z.strictObject({ kind: z.literal('bytewise') }),
  z.strictObject({ kind: z.literal('cut'), step: StepNumber, at: At }),
  z.strictObject({
    kind: z.literal('pieces'),
    cuts: z.array(z.strictObject({ step: StepNumber, at: z.array(At) })),
  }),
  z.strictObject({ kind: z.literal('coalesced') }),
  z.strictObject({ kind: z.literal('slow-reader') }),
  z.strictObject({ kind: z.literal('short-io'), what: z.enum(['reads', 'writes']) }),
])
export type Delivery = z.output<typeof Delivery>

/** A delivery as a word of the command line: `bytewise`, `cut:2:5`, `pieces:2=3,7:4=1`. */
export function deliveryWord(delivery: Delivery): string {
  switch (delivery.kind) {
    case 'cut':
      return `cut:${delivery.step}:${delivery.at}`
    case 'pieces':
      return ['pieces', ...delivery.cuts.map(({ step, at }) => `${step}=${at.join(',')}`)].join(':')
    case 'short-io':
      return `short-io:${delivery.what}`
    case 'whole':
    case 'bytewise':
    case 'coalesced':
    case 'slow-reader':
      return delivery.kind
  }
}

/** The delivery that a word stands for, or undefined when it stands for none. */
export function parseDelivery(word: string): Delivery | undefined {
  const [kind, ...rest] = word.split(':')
  const parsed = Delivery.safeParse({ kind, ...partsOf(kind!, rest) })
  return parsed.success && deliveryWord(parsed.data) === word ? parsed.data : undefined
}

function partsOf(kind: string, rest: readonly string[]): object {
  if (kind === 'cut') return { step: Number(rest[0]), at: Number(rest[1]) }
  if (kind === 'short-io') return { what: rest[0] }
  if (kind !== 'pieces') return {}
  return {
    cuts: rest.map((part) => {
      const [step, at = ''] = part.split('=')
      return { step: Number(step), at: at === '' ? [] : at.split(',').map(Number) }
    }),
  }
}
