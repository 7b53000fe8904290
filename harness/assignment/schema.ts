import { z } from 'zod'
import { EntryName } from './entry-name.ts'
import { Files } from './files.ts'
import { Framing } from './framing.ts'
import { Id } from './id.ts'
import { framedBy, withFraming } from './message.ts'
import { Name } from './name.ts'
import { Network } from './network.ts'
import { Payload } from './payload.ts'
import { PortRule } from './port-rule.ts'
import { Faults } from './relay.ts'
import { countSteps, expand } from './expand.ts'
import { stepsMax, WrittenStep } from './structure.ts'
import { Text } from './text.ts'

/** What is launched: its role, the names that its entry file may have, and how it gets its port. */
export const ProgramRule = z.strictObject({
  role: z.enum(['server', 'client', 'udp-server', 'udp-client']),
  /** Names without extension, in any case; `*` stands for any characters (`servidor*`). */
  entry: z.array(EntryName).min(1),
  /** `make`: its makefile builds the program, which else it does where no file is an entry file. */
  build: z.literal('make').optional(),
  /**
   * `terminal`: its standard streams are one terminal instead of three pipes, so that it is judged by
   * what a person would see there. That arrives when it pleases: nothing is proved then.
   */
  streams: z.literal('terminal').optional(),
  port: PortRule,
})
export type ProgramRule = z.output<typeof ProgramRule>

/**
 * A program that runs beside the one that is judged: another one of the `submission`, or one that
 * the course brings along, the `reference` of an assignment. It has no terminal.
 */
export const OtherProgram = z.discriminatedUnion('from', [
  z.strictObject({ from: z.literal('submission'), ...ProgramRule.omit({ streams: true }).shape }),
  z.strictObject({ from: z.literal('reference'), assignment: Id }),
])
export type OtherProgram = z.output<typeof OtherProgram>

/**
 * How the bytes of a scenario are delivered:
 * - `whole`: each payload in one piece;
 * - `bytewise`: byte by byte;
 * - `cuts`: in two pieces, cut at every place in turn (of long payloads: wherever a program is
 *   likely to go wrong, and a sample);
 * - `coalesced`: payloads that follow each other in one piece;
 * - `random`: in pieces that the seed determines;
 * - `slow-reader`: whole, and peers read only when the program waits for them;
 * - `short-io`: whole, and the program's own reads and writes take less than it asked for.
 */
export const Lens = z.enum([
  'whole',
  'bytewise',
  'cuts',
  'coalesced',
  'random',
  'slow-reader',
  'short-io',
])
export type Lens = z.output<typeof Lens>

/** Wrong programs that `prove` runs against every assignment of their role. */
export const WrongProgram = z.enum([
  'never-accepts',
  'stays-silent',
  'closes-at-once',
  'resets',
  'echoes',
  'never-connects',
  'connects-and-leaves',
  'connects-and-stays-silent',
  'udp-stays-silent',
  'udp-ends-at-first',
  'udp-answers-nothing',
  'udp-never-sends',
  'udp-sends-once',
])
export type WrongProgram = z.output<typeof WrongProgram>

const Requirement = Text.refine(({ en }) => /\b(?:MUST|SHOULD|MAY)\b/.test(en), {
  message: 'should be a full sentence with MUST, SHOULD or MAY',
  path: ['en'],
}).refine(({ es }) => /\b(?:DEBE|DEBERÍA|PUEDE)N?\b/.test(es), {
  message: 'should be a full sentence with DEBE, DEBERÍA or PUEDE',
  path: ['es'],
})

const pointsMax = 1000
/** One that is too long is left as it was written, to be told so: see `written.ts`. */
const Scenario = z
  .array(WrittenStep)
  .min(1)
  .max(stepsMax)
  .transform((steps) => (countSteps(steps) > stepsMax ? [] : expand(steps).map(({ step }) => step)))

/**
 * A graded behaviour, as it is written. `scenario` is one timeline; `scenarios` names several, all of which the
 * program must pass (a short and a long text, say). Every scenario is also played `whole`, because
 * what fails only in another lens is thereby diagnosed. `fulfilledBy` lists the wrong programs whose
 * behaviour truly fulfils the requirement.
 * `timeWait` says whether the kernel keeps what the program has closed (FIN_WAIT2, TIME_WAIT). In a
 * private network it is `dropped` unless the check has a `restart`, so that every server gets its
 * port again at once; `kept` is what happens everywhere else, and what SO_REUSEADDR is for. Without
 * a private network it is as the machine has it.
 * `program` names another program of the submission (`others`) that is judged here, instead of the
 * assignment's own.
 */
export const CheckShape = z.strictObject({
  id: Id,
  points: z.int().min(0).max(pointsMax),
  requirement: Requirement,
  program: Name.optional(),
  after: z.array(z.string()).default([]),
  scenario: Scenario.optional(),
  scenarios: z.record(Id, Scenario).optional(),
  lenses: z.array(Lens).min(1).default(['whole']),
  timeWait: z.enum(['dropped', 'kept']).optional(),
  fulfilledBy: z.array(WrongProgram).default([]),
})

/** A check as it is read: with all its scenarios by their names, and all its lenses. */
export const Check = CheckShape.refine(
  (check) => (check.scenario === undefined) !== (check.scenarios === undefined),
  {
    message: 'should have either "scenario" or "scenarios"',
  },
).transform(({ scenario, scenarios = { main: scenario! }, lenses, timeWait, ...rest }) => ({
  ...rest,
  lenses: [...new Set<Lens>(['whole', ...lenses])],
  timeWait: timeWait ?? (restarts(Object.values(scenarios)) ? 'kept' : 'dropped'),
  scenarios,
}))
export type Check = z.output<typeof Check>

function restarts(scenarios: readonly z.output<typeof Scenario>[]): boolean {
  return scenarios.some((steps) => steps.some(({ kind }) => kind === 'restart'))
}

/** An assignment as it is written, before its messages are given its framing. */
export const AssignmentShape = z.strictObject({
  id: Id,
  title: Text,
  program: ProgramRule,
  /** Programs that checks start beside it (`startOther`), by names of the course's. */
  others: z.record(Name, OtherProgram).optional(),
  framing: Framing,
  network: Network.optional(),
  /**
   * Files that every program finds in the folder in which it starts, by their paths (`www/index.html`).
   * They are written into the copy of the submission that is built and run, never into the
   * submission; where it has a file of that name too, this one counts.
   */
  files: Files.default({}),
  checks: z.array(Check).min(1),
  /**
   * The assignment of the other side, whose reference must get along with this one's: how many times
   * the client is run, what it reads on its standard input, which ends after it, over UDP what a
   * relay between them does to their datagrams, and files that the server must have written then.
   */
  counterpart: z
    .strictObject({
      assignment: Id,
      times: z.int().min(1).max(100).default(1),
      stdin: Payload.optional(),
      relay: z.strictObject({ toServer: Faults, toClient: Faults }).optional(),
      written: Files.optional(),
    })
    .optional(),
})

/**
 * An assignment: what students must build. Plain data; load one with `loadAssignment`. Messages in
 * its scenarios are in its framing unless they name another one.
 */
export const Assignment = AssignmentShape.transform((assignment) => ({
  ...assignment,
  files: Object.fromEntries(
    Object.entries(assignment.files).map(([path, payload]) => [
      path,
      framedBy(payload, assignment.framing),
    ]),
  ),
  checks: assignment.checks.map((check) => ({
    ...check,
    scenarios: Object.fromEntries(
      Object.entries(check.scenarios).map(([name, steps]) => [
        name,
        steps.map((step) => withFraming(step, assignment.framing)),
      ]),
    ),
  })),
}))
export type Assignment = z.output<typeof Assignment>
export type AssignmentInput = z.input<typeof Assignment>
