import { z } from 'zod'
import { BytesSchema } from '../lib/bytes-schema.ts'

/** Why programs fail that should have written something, besides what they send. */
export const outputCauses = [
  /** The output does not have the text that it should. */
  z.strictObject({
    kind: z.literal('wrong-output'),
    stream: z.enum(['stdout', 'stderr', 'either']),
    expected: BytesSchema.optional(),
    received: BytesSchema,
    /** How many leading bytes of the expected text the output has in one piece. */
    found: z.int(),
  }),
  /** There is no such file; something else may be there, which was not read. */
  z.strictObject({
    kind: z.literal('no-file'),
    path: z.string(),
    there: z.enum(['nothing', 'link', 'folder', 'unreadable', 'other']),
    limitMs: z.number().optional(),
  }),
  /** The file has other bytes; those of `expected` and `received` begin with byte number `from`. */
  z.strictObject({
    kind: z.literal('wrong-file'),
    path: z.string(),
    from: z.int(),
    expected: BytesSchema,
    received: BytesSchema,
    /** Index of the first byte that differs, in the whole file. */
    offset: z.int(),
    expectedSize: z.int(),
    receivedSize: z.int(),
  }),
] as const
