import { z } from 'zod'
import { BytesSchema } from '../lib/bytes-schema.ts'

/** Why long answers, and what should come in some order, fail. */
export const orderCauses = [
  /** Fewer bytes came than a hash is of, or as many others; `begins` are the first of them. */
  z.strictObject({
    kind: z.literal('wrong-hash'),
    peer: z.string(),
    length: z.int(),
    count: z.int(),
    begins: BytesSchema,
  }),
  /** What should come in the order in which `other` got it came in another one. */
  z.strictObject({
    kind: z.literal('other-order'),
    peer: z.string(),
    other: z.string(),
    expected: BytesSchema,
    received: BytesSchema,
    offset: z.int(),
  }),
  /** A long line ends after its first `length` bytes, which are right, where it should go on. */
  z.strictObject({
    kind: z.literal('long-line-in-pieces'),
    peer: z.string(),
    length: z.int(),
    expected: BytesSchema,
    received: BytesSchema,
    /** Index of the first byte that differs, in both. */
    offset: z.int(),
  }),
] as const
