import { mkdir, readdir, readFile } from 'node:fs/promises'
import { join } from 'node:path'
import type { z } from 'zod'
import { Report } from '../judge/report.ts'
import { codeOf, messageOf, UsageError } from '../lib/errors.ts'
import { jsonText } from '../lib/json.ts'
import * as say from '../messages/store.ts'
import { Transcript } from '../transcript/transcript.ts'
import { Gradebook } from './gradebook.ts'
import { writeAtomically } from './write-atomically.ts'

/** A folder of results, as `grade` leaves it. */
export type Store = { readonly folder: string }

/** Makes sure that a folder may take results: new, empty, or of an interrupted batch. */
export async function openStore(folder: string, mode: 'new' | 'resume'): Promise<Store> {
  const names = await readdir(folder).catch((error: unknown) => {
    if (codeOf(error) === 'ENOENT') return []
    throw new UsageError('out', say.unusableOut(folder, messageOf(error)))
  })
  if (names.length > 0 && mode === 'new') throw new UsageError('out', say.outNotEmpty(folder))
  await mkdir(folder, { recursive: true }).catch((error: unknown) => {
    throw new UsageError('out', say.unusableOut(folder, messageOf(error)))
  })
  return { folder }
}

/** Writes one submission's transcripts, then its report: a report means that all is there. */
export async function saveSubmission(
  { folder }: Store,
  report: Report,
  transcripts: readonly Transcript[],
): Promise<void> {
  const own = join(folder, 'submissions', report.id)
  for (const transcript of transcripts) {
    const name = `${transcript.check}-${transcript.scenario}-${transcript.lens}.json`
    await writeAtomically(join(own, 'trials', name), jsonFile(transcript))
  }
  await saveReport({ folder }, report)
}

/** Writes one submission's report, with its keys in the order of the schema. */
export async function saveReport({ folder }: Store, report: Report): Promise<void> {
  await writeAtomically(
    join(folder, 'submissions', report.id, 'report.json'),
    jsonFile(Report.parse(report)),
  )
}

/** Writes the gradebook. */
export async function saveGradebook({ folder }: Store, gradebook: Gradebook): Promise<void> {
  await writeAtomically(join(folder, 'gradebook.json'), jsonFile(Gradebook.parse(gradebook)))
}

/** The report of a submission, or undefined when there is none that can be read. */
export async function loadReport({ folder }: Store, id: string): Promise<Report | undefined> {
  const path = join(folder, 'submissions', id, 'report.json')
  const parsed = Report.safeParse(await readJson(path).catch(() => undefined))
  return parsed.success ? parsed.data : undefined
}

/** The stored transcripts of a submission. */
export async function loadTranscripts(
  { folder }: Store,
  id: string,
): Promise<readonly Transcript[]> {
  const trials = join(folder, 'submissions', id, 'trials')
  const names = await readdir(trials).catch(() => [])
  return Promise.all(
    names
      .filter((name) => name.endsWith('.json'))
      .toSorted()
      .map(async (name) =>
        parseStored(Transcript, await readStored(join(trials, name)), join(trials, name)),
      ),
  )
}

/** The gradebook of a folder of results; an error when there is none. */
export async function loadGradebook({ folder }: Store): Promise<Gradebook> {
  const path = join(folder, 'gradebook.json')
  return parseStored(Gradebook, await readStored(path), path)
}

async function readStored(path: string): Promise<unknown> {
  return readJson(path).catch((error: unknown) => {
    throw new UsageError('results', say.noResults(path, messageOf(error)))
  })
}

function parseStored<S extends z.ZodType>(schema: S, value: unknown, path: string): z.output<S> {
  const parsed = schema.safeParse(value)
  if (parsed.success) return parsed.data
  throw new UsageError('results', say.notOurs(path))
}

async function readJson(path: string): Promise<unknown> {
  return JSON.parse(await readFile(path, 'utf8')) as unknown
}

function jsonFile(value: unknown): string {
  return `${jsonText(value)}\n`
}
