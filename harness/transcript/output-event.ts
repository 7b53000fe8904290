import { z } from 'zod'
import { BytesSchema } from '../lib/bytes-schema.ts'

const Stamp = { atMs: z.number() }

/** What a program writes, besides what it sends, and what it uses of the machine. */
export const outputEvents = [
  z.strictObject({
    ...Stamp,
    kind: z.literal('output'),
    stream: z.enum(['stdout', 'stderr']),
    data: BytesSchema,
  }),
  z.strictObject({
    ...Stamp,
    kind: z.literal('output-capped'),
    stream: z.enum(['stdout', 'stderr']),
    bytesMax: z.int(),
  }),
  z.strictObject({
    ...Stamp,
    kind: z.literal('over-limit'),
    /** Output of one stream, in bytes; memory of all its processes, in bytes; their threads. */
    what: z.enum(['output', 'memory', 'threads']),
    used: z.int(),
    limit: z.int(),
  }),
] as const
