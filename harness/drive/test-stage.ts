import { cp, mkdir, mkdtemp, rm, writeFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { extname, join } from 'node:path'
import { fileURLToPath } from 'node:url'
import { Step, type StepInput } from '../assignment/step.ts'
import { ProgramRule } from '../assignment/schema.ts'
import { Limits } from '../config/limits.ts'
import { loadConfig } from '../config/load.ts'
import { LanguageRecipe } from '../config/schema.ts'
import { build } from '../launch/build.ts'
import { runCommand } from '../launch/command.ts'
import { locateInterpreter } from '../launch/locate.ts'
import { firstPeerPort } from '../launch/port.ts'
import type { Program } from '../launch/program.ts'
import { waitUntilListening } from '../launch/ready.ts'
import { startProgram } from '../launch/start.ts'
import { HarnessError } from '../lib/errors.ts'
import type { Delivery } from '../transcript/delivery.ts'
import type { Event, Happening, StepEnd } from '../transcript/event.ts'
import { openHistory } from './history.ts'
import { play } from './play.ts'
import { openStage, type Stage } from './stage.ts'
import type { Trust } from './trust.ts'

/** A real program for a test, built in folders of its own as a submission is. */
export type TestProgram = AsyncDisposable & {
  /** Where its source is, and what was built of it; both may be looked through. */
  readonly source: string
  readonly out: string
  start(limits: Limits): Promise<Running>
}

/** A test's program that listens. It may be given one stage after another. */
export type Running = AsyncDisposable & {
  readonly program: Program
  open(scenario: Scenario): TestStage
}

/** What is played, and what is believed of the program. */
type Scenario = {
  readonly steps: readonly StepInput[]
  readonly trust: Trust
  readonly delivery?: Delivery
}

/** A stage on which a test plays its scenario, once. */
type TestStage = AsyncDisposable & {
  readonly stage: Stage
  play(): Promise<readonly Event[]>
}

/** One of the programs in `fixtures/probes/`. */
export function buildProbe(name: string): Promise<TestProgram> {
  return buildIn(async (source) => {
    await cp(fileURLToPath(new URL(name, probes)), join(source, name))
    return name
  })
}

/** A program that a test has written itself. It gets its port, 0, as its only argument. */
export function buildText(name: string, text: string): Promise<TestProgram> {
  return buildIn(async (source) => {
    await writeFile(join(source, name), text)
    return name
  })
}

const probes = new URL('../../fixtures/probes/', import.meta.url)
const family = 'ipv4'
const { signal } = new AbortController()
const { buildMs } = Limits.parse({})

async function buildIn(fill: (source: string) => Promise<string>): Promise<TestProgram> {
  const folder = await mkdtemp(join(tmpdir(), 'enchufe-stage-'))
  const [source, out] = [join(folder, 'source'), join(folder, 'out')]
  await mkdir(source)
  const entry = join(source, await fill(source))
  const recipe = await recipeOf(entry)
  const outcome = await build(recipe, { entry, out }, { limitMs: buildMs, signal })
  if (outcome.kind === 'build-failed') throw new HarnessError(outcome.output)
  const interpreter = await locateInterpreter(recipe)
  return {
    source,
    out,
    start: (limits) => start({ entry, out, folder, recipe, interpreter }, limits),
    [Symbol.asyncDispose]: () => rm(folder, { recursive: true, force: true }),
  }
}

/** Programs are built and run as the house's own configuration says. */
async function recipeOf(entry: string): Promise<LanguageRecipe> {
  const { config } = await loadConfig(undefined, import.meta.dirname)
  const languages = [...Object.values(config.languages), perl]
  const recipe = languages.find(({ extensions }) => extensions.includes(extname(entry)))
  if (recipe === undefined) throw new HarnessError(`there is no language for ${entry}`)
  return recipe
}

const perl = LanguageRecipe.parse({ extensions: ['.pl'], run: ['perl', '{entry}'] })

type Startable = {
  readonly entry: string
  readonly out: string
  readonly folder: string
  readonly recipe: LanguageRecipe
  readonly interpreter: string | undefined
}

async function start(what: Startable, limits: Limits): Promise<Running> {
  const scratch = await mkdtemp(join(what.folder, 'run-'))
  const given = { given: 'argument', args: ['0'] }
  const rule = ProgramRule.parse({ role: 'server', entry: ['*'], port: given })
  const own = { cwd: scratch, home: scratch, temporary: scratch }
  const run = { ...what, ...own, port: 0, mark: scratch, family } as const
  let record: (happening: Happening) => void = () => undefined
  await using stack = new AsyncDisposableStack()
  const program = stack.use(
    await startProgram({
      ...runCommand(rule, what.recipe, run),
      pipesFolder: scratch,
      mark: scratch,
      limits,
      record: (happening) => record(happening),
    }),
  )
  const anywhere = { rule: { given: 'discovered' }, port: 0 } as const
  const ready = await waitUntilListening(program, anywhere, { limitMs: limits.startMs, signal })
  if (ready.kind === 'not-listening') throw new HarnessError(`${what.entry} does not listen`)
  const owned = stack.move()
  return {
    program,
    open(scenario) {
      const opened = openScenario(program, scenario, { limits, port: ready.port })
      record = opened.stage.history.record
      return opened
    },
    [Symbol.asyncDispose]: () => owned.disposeAsync(),
  }
}

function openScenario(
  program: Program,
  { steps, trust, delivery = { kind: 'whole' } }: Scenario,
  { limits, port }: { readonly limits: Limits; readonly port: number },
): TestStage {
  const parsed = steps.map((step) => Step.parse(step))
  const stage = openStage({
    history: openHistory(),
    limits,
    signal,
    delivery,
    trust,
    steps: parsed,
    seed: 1,
    family,
    port,
    firstLocalPort: isPrivate ? firstPeerPort() : undefined,
  })
  stage.program = program
  return {
    stage,
    async play() {
      await play(stage, { steps: parsed, first: 0 })
      return stage.history.events
    },
    [Symbol.asyncDispose]: () => stage[Symbol.asyncDispose](),
  }
}

/** Whether the test runs in a network that nobody else uses. */
const isPrivate = process.env['ENCHUFE_PRIVATE'] === '1'

/** How a step ended, and after how long. */
export type StepTime = { readonly end: StepEnd; readonly tookMs: number }

/** The steps that were played. */
export function stepEnds(events: readonly Event[]): readonly StepTime[] {
  const begun = new Map(
    events.flatMap((event) => (event.kind === 'step' ? [[event.step, event.atMs] as const] : [])),
  )
  return events.flatMap((event) =>
    event.kind === 'step-ended'
      ? [{ end: event.end, tookMs: event.atMs - (begun.get(event.step) ?? 0) }]
      : [],
  )
}

/** Whether tests that count are to count for hours. */
export const isSoak = process.env['ENCHUFE_SOAK'] === '1'

/** How long a test that counts may take. */
export const soakMs = isSoak ? Infinity : Limits.parse({}).buildMs

/** How many steps there were, and how long they took. */
export function figuresOf(steps: readonly StepTime[]): string {
  const times = steps.map(({ tookMs }) => tookMs).toSorted((left, right) => left - right)
  const at = (share: number) => times[Math.floor((times.length - 1) * share)]?.toFixed(1) ?? '–'
  return `${times.length} times: median ${at(0.5)} ms, 99 % ${at(0.99)} ms, most ${at(1)} ms`
}
