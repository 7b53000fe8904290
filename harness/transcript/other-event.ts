import { z } from 'zod'
import { Text } from '../assignment/text.ts'
import { Exit, Listening } from './exit.ts'
import { outputEvents } from './output-event.ts'
import { Unbuilt } from './unbuilt.ts'

const Stamp = { atMs: z.number() }
const [Output, , OverLimit] = outputEvents

/** What happens to another program: as the events of the one that is judged, which happen to it. */
const Happened = z.discriminatedUnion('kind', [
  z.strictObject({ kind: z.literal('started'), folder: z.string() }),
  z.strictObject({ kind: z.literal('listening'), port: z.int() }),
  z.strictObject({
    kind: z.literal('not-listening'),
    port: z.int(),
    sockets: z.array(Listening),
    limitMs: z.number(),
  }),
  Output.omit({ atMs: true }),
  OverLimit.omit({ atMs: true }),
  z.strictObject({ kind: z.literal('exited'), exit: Exit }),
])

/** Events of other programs. */
export const otherEvents = [
  z.strictObject({
    ...Stamp,
    kind: z.literal('other'),
    /** What this run is called. */
    other: z.string(),
    /** Whether it is a program that the course brings along. */
    ours: z.boolean(),
    event: Happened,
  }),
  /** A program of the submission that is to take part, and cannot; with the compiler's text, if any. */
  z.strictObject({
    ...Stamp,
    kind: z.literal('other-missing'),
    program: z.string(),
    because: z.discriminatedUnion('kind', [
      z.strictObject({ kind: z.literal('no-entry'), reason: Text }),
      z.strictObject({ kind: z.literal('did-not-build'), ...Unbuilt }),
    ]),
  }),
] as const
