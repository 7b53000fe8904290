import { z } from 'zod'
import { Files } from '../assignment/files.ts'
import { Payload } from '../assignment/payload.ts'
import { Faults } from '../assignment/relay.ts'
import { Assignment, Lens, ProgramRule } from '../assignment/schema.ts'
import { Text } from '../assignment/text.ts'
import { Config } from '../config/schema.ts'
import { Report } from '../judge/report.ts'
import { labKinds } from '../lib/lab-kind.ts'
import { Delivery } from '../transcript/delivery.ts'
import { Transcript } from '../transcript/transcript.ts'

/** What a worker is to grade with; the first message that it gets. */
export const Setup = z.strictObject({
  kind: z.literal('setup'),
  assignment: Assignment,
  assignmentHash: z.string(),
  /** The codecs that the assignment's framings name. */
  codecs: z.array(z.strictObject({ file: z.string(), hash: z.string() })),
  config: Config,
  lab: z.enum(labKinds),
  folder: z.string(),
  /** The user that programs are, where the worker is root and gives them a world of their own. */
  user: z.int().optional(),
})
export type Setup = z.output<typeof Setup>

/** A submission to grade. */
export const Job = z.strictObject({
  kind: z.literal('grade'),
  submission: z.strictObject({
    id: z.string(),
    students: z.array(z.string()),
    folder: z.string(),
  }),
  selection: z.strictObject({
    seed: z.int(),
    only: z.array(z.string()).optional(),
    lenses: z.array(Lens).optional(),
    replay: z
      .strictObject({ check: z.string(), scenario: z.string(), delivery: Delivery })
      .optional(),
  }),
})
export type Job = z.output<typeof Job>

const Part = z.strictObject({ folder: z.string(), program: ProgramRule, files: Files })

/** A server and a client that are to get along with each other; folders of their programs. */
export const Duet = z.strictObject({
  kind: z.literal('duet'),
  server: Part,
  client: Part,
  times: z.int(),
  stdin: Payload.optional(),
  relay: z.strictObject({ toServer: Faults, toClient: Faults }).optional(),
  written: Files.optional(),
})
export type Duet = z.output<typeof Duet>

/** What the coordinator sends to a worker. */
export const ToWorker = z.discriminatedUnion('kind', [Setup, Job, Duet])
export type ToWorker = z.output<typeof ToWorker>

/** What a worker sends back; `graded`, `played` and `failed` end a job. */
export const FromWorker = z.discriminatedUnion('kind', [
  z.strictObject({ kind: z.literal('ready') }),
  z.strictObject({
    kind: z.literal('progress'),
    submission: z.string(),
    check: z.string(),
    position: z.int(),
    count: z.int(),
  }),
  z.strictObject({ kind: z.literal('port-wait'), port: z.int() }),
  z.strictObject({
    kind: z.literal('graded'),
    report: Report,
    transcripts: z.array(Transcript),
  }),
  z.strictObject({ kind: z.literal('played'), problem: Text.nullable() }),
  z.strictObject({ kind: z.literal('failed'), message: z.string() }),
])
export type FromWorker = z.output<typeof FromWorker>
