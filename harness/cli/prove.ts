import { findAssignment, listAssignments } from '../assignment/find.ts'
import { loadAssignment } from '../assignment/load.ts'
import { openReserve } from '../batch/reserve.ts'
import { openSlots } from '../batch/slots.ts'
import { loadConfig, ownSpecs } from '../config/load.ts'
import { chooseLab, type LabLevel } from '../lab/probe.ts'
import { UsageError } from '../lib/errors.ts'
import { noAssignments } from '../messages/cli.ts'
import * as say from '../messages/prove.ts'
import { prove as proveAssignment } from '../prove/prove.ts'
import type { Finding } from '../prove/finding.ts'
import { renderMatrix, type MatrixRow } from '../report/terminal/matrix.ts'
import { exitCodes } from './exit-codes.ts'
import { assertMachineFits } from './machine-fits.ts'
import { notes, plainNote } from './notes.ts'
import { jobsOf, labOf, partOf, seedOf, type Words } from './options.ts'
import { paintFor, type Terminal } from './terminal.ts'

/** `enchufe prove`: proves the assignments named, or all that are known. */
export async function prove(
  terminal: Terminal,
  ids: readonly string[],
  words: Words,
): Promise<number> {
  const { config } = await loadConfig(words.config, process.cwd())
  const jobs = jobsOf(words, jobsPerProcessor)
  const seed = seedOf(words)
  const part = partOf(words)
  const level = await chooseLab(labOf(words, config))
  plainNote(terminal, level)
  const files = await filesOf(ids, config.specs)
  const all = await Promise.all(files.map(loadAssignment))
  for (const { assignment } of all) await assertMachineFits(assignment, level, terminal.signal)
  const assignments = all.map(({ assignment }) => assignment)
  const slots = openSlots(jobs, level.kind, assignments)
  await using reserve = openReserve(terminal.signal)
  const common = { config, level, seed, part, slots, reserve }
  const turns = takeTurns(all.length, terminal.out)
  const proofs = await Promise.allSettled(
    all.map((loaded, index) => proveOne({ ...terminal, ...turns[index]! }, { loaded, ...common })),
  )
  // Others go on when one cannot be proved: what they found has been told.
  const broken = proofs.find((proof) => proof.status === 'rejected')
  if (broken) throw broken.reason
  const isRight = proofs.every((proof) => proof.status === 'fulfilled' && proof.value === 0)
  return isRight ? exitCodes.done : exitCodes.failed
}

/** Many wrong programs hang, and a limit is waited out once for each. */
const jobsPerProcessor = 2

async function filesOf(ids: readonly string[], folders: readonly string[]) {
  if (ids.length > 0) return Promise.all(ids.map((id) => findAssignment(id, folders)))
  // Ours are no course's to prove: it has no references and fixtures of them.
  const theirs = folders.filter((folder) => folder !== ownSpecs)
  const known = await listAssignments(theirs.length > 0 ? theirs : folders)
  if (known.length === 0) throw new UsageError('assignment', noAssignments)
  return known.map(({ file }) => file)
}

type What = Omit<Parameters<typeof proveAssignment>[0], 'signal' | 'onMessage' | 'onFinding'> & {
  readonly level: LabLevel
}

/** Where one of several that talk at once says its lines, and that it has said the last. */
type Turn = { readonly out: Terminal['out']; readonly done: () => void }

/**
 * The lines of each come together: of the one that speaks first as they come, others keep theirs
 * until nobody else is in the middle of his. Those who have said everything come before others.
 */
function takeTurns(count: number, out: Terminal['out']): readonly Turn[] {
  const kept = Array.from({ length: count }, (): string[] => [])
  const over = new Set<number>()
  let current: number | undefined
  const flush = (index: number) => {
    for (const text of kept[index]!.splice(0)) out(text)
  }
  const next = () => {
    for (const index of over) flush(index)
    const waiting = kept.findIndex((lines) => lines.length > 0)
    current = waiting < 0 ? undefined : waiting
    if (current !== undefined) flush(current)
  }
  return kept.map((lines, index) => ({
    out(text) {
      lines.push(text)
      current ??= index
      if (index === current) flush(index)
    },
    done() {
      over.add(index)
      if (index === current) next()
    },
  }))
}

async function proveOne(terminal: Terminal & Turn, what: What): Promise<number> {
  const { signal, language, width } = terminal
  const findings = await proveAssignment({
    ...what,
    signal,
    onMessage: notes(terminal),
    onFinding: (finding) => terminal.out(line(terminal, finding)),
  })
  const setting = { language, width, paint: paintFor(terminal) }
  for (const row of renderMatrix(rowsOf(findings), setting)) terminal.out(row)
  const wrong = findings.filter(({ problem }) => problem !== undefined).length
  terminal.out(say.proved(what.loaded.assignment.id, wrong, findings.length)[language])
  terminal.out('')
  terminal.done()
  return wrong
}

/** The programs that were graded, each kind together, whichever was ready first. */
function rowsOf(findings: readonly Finding[]): readonly MatrixRow[] {
  return order.flatMap((kind) =>
    findings
      .filter((finding) => finding.kind === kind)
      .toSorted((one, other) => (one.name < other.name ? -1 : 1))
      .flatMap(({ name, report }) =>
        report ? [{ kind: say.kinds[kind], name, counts: kind === 'fixture', report }] : [],
      ),
  )
}

const order = ['reference', 'fixture', 'wrong-program'] as const

function line(terminal: Terminal, { kind, name, problem }: Finding): string {
  const { language } = terminal
  const paint = paintFor(terminal)
  const what = `${say.kinds[kind][language]} ${name}`
  if (problem === undefined) return `${paint.green(say.outcomes.well[language])} ${what}`
  return `${paint.red(say.outcomes.wrong[language])} ${what}: ${problem[language]}`
}
