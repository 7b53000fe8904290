import { z } from 'zod'
import { Payload } from './payload.ts'
import { Head, Matches } from './text-matcher.ts'

/** The program ends the connection, in whatever way, with nothing more before it. */
const End = z.strictObject({ kind: z.literal('end') })
export type End = z.output<typeof End>

/** What a payload becomes; also as it is, because a worker reads an assignment once again. */
const Exactly = z.strictObject({ kind: z.literal('exactly'), data: Payload })

const Part = z.union([
  Payload.transform((data) => ({ kind: 'exactly' as const, data })),
  z.discriminatedUnion('kind', [Exactly, Matches, Head, End]),
])
const partsMax = 24

/** One of several things that may come, or several of them one after the other. */
export const Alternative = z.union([
  Part.transform((part) => [part]),
  z.array(Part).min(1).max(partsMax),
])
