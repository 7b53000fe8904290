import { z } from 'zod'
import { Text } from '../assignment/text.ts'
import { BytesSchema } from '../lib/bytes-schema.ts'

/**
 * A message is not what it should be; `expected` and `received` are what is inside of its frame.
 * - `not-json`, `differs` (from `path` on): it is whole;
 * - `cut-short`: its rest never came; `announced` bytes should be in it, where its header says so;
 * - `length`: its header announces more than any message has, `swapped` in the other byte order;
 * - `invalid`: the assignment's own codec says that it is none, and `why`.
 */
export const wrongMessage = z.strictObject({
  kind: z.literal('wrong-message'),
  peer: z.string(),
  fault: z.enum(['not-json', 'differs', 'cut-short', 'length', 'invalid']),
  expected: BytesSchema,
  received: BytesSchema,
  path: z.string().optional(),
  announced: z.int().optional(),
  swapped: z.int().optional(),
  why: Text.optional(),
})
