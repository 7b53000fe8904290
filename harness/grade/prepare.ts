import { chmod, mkdtemp, rm } from 'node:fs/promises'
import { basename, dirname, join } from 'node:path'
import { bytesOfFiles, type Files } from '../assignment/files.ts'
import { payloadBytes } from '../assignment/payload.ts'
import type { ProgramRule } from '../assignment/schema.ts'
import { chooseEntry, type EntryChoice } from '../intake/entry.ts'
import { readSubmission } from '../intake/read.ts'
import type { DiskShare } from '../lab/disk.ts'
import { locateInterpreter } from '../launch/locate.ts'
import { findRuntimes } from '../launch/runtimes.ts'
import { copiedBytes, copySubmission, putFiles, removeFiles } from '../launch/workspace.ts'
import { codeOf } from '../lib/errors.ts'
import type { Text } from '../messages/text.ts'
import { filesUnreadable, tooManyBytes } from '../messages/usage.ts'
import { compile, type Building, type Compiled } from './compile.ts'
import { programBeside, targetOf } from './made.ts'
import { openRooms } from './rooms.ts'
import type { Built, Site } from './site.ts'
import { initialTrust } from './trust.ts'

/** What came of preparing a submission; `dispose` removes what it left. */
export type Prepared =
  | { readonly kind: 'not-gradable'; readonly reason: Text }
  | ({
      readonly kind: 'build-failed'
      readonly output: string
      /** The names of which make should have made a program, where it made none. */
      readonly unmade?: string[] | undefined
    } & Kept)
  | ({ readonly kind: 'built' } & Kept)

/** What is prepared: a submission, for what role, and the files that are put beside its program. */
export type Work = {
  readonly submission: string
  readonly program: ProgramRule
  readonly files: Files
  /** Paths of files that the program is to write: those that it brings along are taken away. */
  readonly written: readonly string[]
}

type Kept = { readonly built: Built; readonly dispose: () => Promise<void> }

/** Finds the entry file, copies the submission and builds it, once for all its runs. */
export async function prepare(site: Site, work: Work): Promise<Prepared> {
  const { config } = site
  const { program, submission } = work
  const found = await readSubmission(submission, config.limits)
  if (found.kind === 'unreadable') return { kind: 'not-gradable', reason: found.reason }
  const choice = chooseEntry({ rule: program, languages: config.languages, ...found })
  if (choice.kind !== 'entry') return { kind: 'not-gradable', reason: choice.reason }
  const bytes = await copiedBytes(submission)
  const { submissionBytesMax, diskBytesMax } = config.limits
  if (bytes > submissionBytesMax) {
    return { kind: 'not-gradable', reason: tooManyBytes(submissionBytesMax) }
  }
  using stack = new DisposableStack()
  const share = stack.use(site.disk.share())
  await share.resize((bytes + bytesOfFiles(work.files)) * copiesCount + diskBytesMax)
  const folder = await mkdtemp(join(site.disk.folder, 'built-'))
  const copy = await copySubmission(submission, join(folder, 'source')).catch(codeOf)
  if (copy === undefined || typeof copy === 'string') {
    return { kind: 'not-gradable', reason: filesUnreadable(copy ?? 'EIO') }
  }
  await putFiles(join(copy.folder, dirname(choice.file)), contents(work.files))
  const { written } = work
  const copied = { program, folder, source: copy.folder, choice, written, share }
  const built = await buildCopy(site, copied)
  stack.move()
  return built
}

function contents(files: Files): ReadonlyMap<string, Uint8Array> {
  return new Map(Object.entries(files).map(([path, data]) => [path, payloadBytes(data)]))
}

/** The disk holds the submission, copies of it for its build and a run and the next, and what programs write. */
const copiesCount = 4

type Copied = {
  readonly program: ProgramRule
  readonly folder: string
  readonly source: string
  readonly choice: Extract<EntryChoice, { kind: 'entry' }>
  readonly written: readonly string[]
  readonly share: DiskShare
}

async function buildCopy(
  site: Site,
  { program, folder, source: copy, choice, written, share }: Copied,
): Promise<Prepared> {
  const { language } = choice
  const recipe = site.config.languages[language]!
  const out = join(folder, 'out')
  const interpreter = await locateInterpreter(recipe)
  const runtimes = findRuntimes(recipe, interpreter)
  const building = { recipe, runtimes, folder, source: copy, out }
  const { entry, source, ...outcome } = await buildIn(site, building, { program, choice, share })
  // Only now, because a build may have made them too.
  const taken = written.filter((path) => path !== basename(entry))
  await removeFiles(join(source, dirname(entry)), taken)
  const trust = initialTrust(source, out, program.streams)
  const parts = { recipe, entry, source, out, runtimes }
  const rooms = openRooms(site, folder, parts)
  const { passedOver } = choice
  return {
    ...outcome,
    built: {
      ...parts,
      program,
      language,
      passedOver,
      interpreter,
      trust,
      rooms,
      others: new Map(),
    },
    async dispose() {
      await rooms[Symbol.asyncDispose]()
      await rm(folder, { recursive: true, force: true })
      share[Symbol.dispose]()
    },
  }
}

const executable = 0o755

type Made = Compiled & { readonly entry: string; readonly unmade?: string[] }

/** Builds it; what a makefile has made is the entry from then on. */
async function buildIn(
  site: Site,
  building: Omit<Building, 'entry'>,
  { program, choice: { file }, share }: Pick<Copied, 'program' | 'choice' | 'share'>,
): Promise<Made> {
  const { recipe } = building
  const entry = join(building.source, file)
  if (recipe.extensions.includes('')) await chmod(entry, executable)
  if (recipe.files.length === 0)
    return { ...(await compile(site, { ...building, entry })), entry: file }
  const target = await targetOf(entry, program)
  const compiled = await compile(site, { ...building, entry, target })
  if (compiled.kind === 'build-failed') return { ...compiled, entry: file }
  const { source } = compiled
  const { diskBytesMax } = site.config.limits
  await share.resize((await copiedBytes(source)) * (copiesCount + 1) + diskBytesMax)
  const name = await programBeside(join(source, file), program, site.config.languages)
  if (name !== undefined) return { kind: 'built', source, entry: join(dirname(file), name) }
  return { kind: 'build-failed', output: '', unmade: [...program.entry], source, entry: file }
}
