import { createHash } from 'node:crypto'
import { lstat, mkdir, mkdtemp, readFile, rename, rm } from 'node:fs/promises'
import { homedir, tmpdir } from 'node:os'
import { isAbsolute, join } from 'node:path'
import { execa } from 'execa'
import { bounds } from '../lib/bounds.ts'
import { codeOf, messageOf } from '../lib/errors.ts'

/** Something of ours that is written in C, beside this file. */
export type OwnCode = {
  /** What it is called; its source is that with `.c`. */
  readonly name: string
  /** What the name of the compiled file ends with. */
  readonly suffix: '' | '.so'
  /** What compilers are told, besides what to read and to write; libraries come last. */
  readonly options: readonly string[]
  readonly libraries: readonly string[]
  /** Why the compiled file is of no use on this machine, in a line; undefined where it is of use. */
  faultIn(file: string, until: Until): Promise<string | undefined>
}

/** The compiled file, or why this machine cannot have it. */
export type Compiled =
  | { readonly kind: 'ready'; readonly file: string }
  | { readonly kind: 'missing'; readonly because: string }

/** What a wait for compilers is ended by. */
export type Until = { readonly signal: AbortSignal }

/**
 * Finds the compiled file in the user's cache, or compiles it there: once for each machine and
 * version of the source. Whatever is handed out was seen to be of use on this machine.
 */
export async function prepareOwn(code: OwnCode, until: Until): Promise<Compiled> {
  try {
    const source = await readFile(join(import.meta.dirname, sourceOf(code)))
    const hash = createHash('sha256').update(source).update(process.arch).digest('hex')
    const name = `${code.name}-${hash.slice(0, hashDigits)}${code.suffix}`
    const folder = await cacheFolder()
    if (folder === undefined) return await compileApart(code, name, until)
    const file = join(folder, name)
    if (!(await isThere(file))) return await compile(code, file, until)
    const usable = (await isOurs(file)) && (await code.faultIn(file, until)) === undefined
    return usable ? { kind: 'ready', file } : await compileApart(code, name, until)
  } catch (thrown) {
    until.signal.throwIfAborted()
    // A full disk or a folder that cannot be written is the machine's; anything else is ours.
    if (codeOf(thrown) === undefined) throw thrown
    return missing(messageOf(thrown))
  }
}

const hashDigits = 16

function sourceOf({ name }: OwnCode): string {
  return `${name}.c`
}

/** The same, in a word of its own: why it is missing, as short as it can be said. */
export function missing(because: string): Extract<Compiled, { kind: 'missing' }> {
  return { kind: 'missing', because: because.trim().slice(0, bounds.causeCharactersMax) }
}

/** The first folder that is ours alone to write and whose libraries can be loaded. */
async function cacheFolder(): Promise<string | undefined> {
  const wanted = process.env['XDG_CACHE_HOME'] ?? ''
  const own = isAbsolute(wanted) ? wanted : join(homedir(), '.cache')
  for (const outer of [own, tmpdir()]) {
    const folder = join(outer, 'enchufe')
    const made = await mkdir(folder, { recursive: true, mode: 0o700 }).then(
      () => true,
      () => false,
    )
    if (made && isLoadable(folder) && (await isOurs(folder))) return folder
  }
  return undefined
}

/** LD_PRELOAD separates paths by spaces and colons and replaces `$LIB`; nothing can be quoted. */
function isLoadable(path: string): boolean {
  return !/[\s:$]/.test(path)
}

async function isThere(path: string): Promise<boolean> {
  return lstat(path).then(
    () => true,
    () => false,
  )
}

/** What others may have written is not loaded into a program of ours. A link is never ours. */
async function isOurs(path: string): Promise<boolean> {
  const { uid, mode } = await lstat(path)
  return uid === process.getuid?.() && (mode & writableByAll) === 0
}

const writableByAll = 0o002

/** Where the cache cannot be trusted: a folder of this run. */
async function compileApart(code: OwnCode, name: string, until: Until): Promise<Compiled> {
  const folder = await mkdtemp(join(tmpdir(), `enchufe-${code.name}-`))
  const result = await compile(code, join(folder, name), until)
  if (result.kind === 'missing') await rm(folder, { recursive: true, force: true })
  return result
}

/** Under a temporary name, so that another worker never takes half a file. */
async function compile(code: OwnCode, file: string, until: Until): Promise<Compiled> {
  const workshop = await mkdtemp(`${file}-`)
  try {
    const made = join(workshop, `${code.name}${code.suffix}`)
    const fault = (await faultInCompiling(code, made, until)) ?? (await code.faultIn(made, until))
    if (fault !== undefined) return missing(fault)
    await rename(made, file)
    return { kind: 'ready', file }
  } finally {
    await rm(workshop, { recursive: true, force: true })
  }
}

/** The complaint of the first compiler there is, unless a later one can do it. */
async function faultInCompiling(
  code: OwnCode,
  file: string,
  until: Until,
): Promise<string | undefined> {
  const faults: string[] = []
  for (const compiler of compilers) {
    const args = [...code.options, '-O2', '-o', file, sourceOf(code), ...code.libraries]
    const result = await tryOut(compiler, args, until)
    if (!result.failed) return undefined
    if (result.code !== 'ENOENT') faults.push(`${compiler}: ${complaint(result)}`)
  }
  return faults[0] ?? `no C compiler is installed (${compilers.join(', ')})`
}

const compilers = ['cc', 'gcc', 'clang'] as const

/** Runs a command to see what comes of it. */
export async function tryOut(
  file: string,
  args: readonly string[],
  { signal, env }: Until & { readonly env?: Readonly<Record<string, string>> },
) {
  const result = await execa(file, args, {
    cwd: import.meta.dirname,
    env: { LC_ALL: 'C', ...env },
    stdin: 'ignore',
    all: true,
    reject: false,
    timeout: bounds.ownCodeMs,
    cancelSignal: signal,
    killDescendants: true,
    maxBuffer: bounds.compilerBytesMax,
  })
  signal.throwIfAborted()
  return result
}

type Tried = Awaited<ReturnType<typeof tryOut>>

/** The one line that says what went wrong. */
export function complaint({ all, timedOut, shortMessage }: Tried): string {
  if (timedOut) return `not finished after ${bounds.ownCodeMs / msPerSecond} s`
  const lines = all.split('\n').filter((line) => line.trim() !== '')
  return lines.find((line) => line.includes('error')) ?? lines[0] ?? shortMessage ?? 'it failed'
}

const msPerSecond = 1000
