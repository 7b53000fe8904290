import { createHash } from 'node:crypto'
import { lstat, mkdir, mkdtemp, readFile, rename, rm } from 'node:fs/promises'
import { homedir, tmpdir } from 'node:os'
import { basename, isAbsolute, join } from 'node:path'
import { execa } from 'execa'
import { bounds } from '../lib/bounds.ts'
import { codeOf, messageOf } from '../lib/errors.ts'

/** The library that makes socket calls short, or why this machine cannot have it. */
export type ShortIo =
  | { readonly kind: 'ready'; readonly library: string }
  | { readonly kind: 'missing'; readonly because: string }

/** What a wait for compilers is ended by. */
type Until = { readonly signal: AbortSignal }

/**
 * Finds the library in the user's cache, or compiles it there: once for each machine and version of
 * the source. Whatever is handed out was seen to load into a program of this machine.
 */
export async function prepareShortIo({ signal }: Until): Promise<ShortIo> {
  remembered ??= await prepare({ signal })
  return remembered
}

/** The environment in which a program's reads or writes are short; children inherit it. */
export function shortIoEnvironment(
  library: string,
  mode: 'reads' | 'writes',
  markFile: string,
): Record<string, string> {
  return { LD_PRELOAD: library, ENCHUFE_SHORT_IO: mode, ENCHUFE_SHORT_IO_MARK: markFile }
}

let remembered: ShortIo | undefined

async function prepare(until: Until): Promise<ShortIo> {
  if (process.platform !== 'linux') return missing('libraries are put before libc on Linux only')
  try {
    const source = await readFile(join(import.meta.dirname, sourceName))
    const hash = createHash('sha256').update(source).update(process.arch).digest('hex')
    const name = `short-io-${hash.slice(0, hashDigits)}.so`
    const folder = await cacheFolder()
    if (folder === undefined) return await compileApart(name, until)
    const library = join(folder, name)
    if (!(await isThere(library))) return await compile(library, until)
    const usable = (await isOurs(library)) && (await faultInLoading(library, until)) === undefined
    return usable ? { kind: 'ready', library } : await compileApart(name, until)
  } catch (thrown) {
    until.signal.throwIfAborted()
    // A full disk or a folder that cannot be written is the machine's; anything else is ours.
    if (codeOf(thrown) === undefined) throw thrown
    return missing(messageOf(thrown))
  }
}

const sourceName = 'short-io.c'
const hashDigits = 16

function missing(because: string): ShortIo {
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
async function compileApart(name: string, until: Until): Promise<ShortIo> {
  const folder = await mkdtemp(join(tmpdir(), 'enchufe-short-io-'))
  const result = await compile(join(folder, name), until)
  if (result.kind === 'missing') await rm(folder, { recursive: true, force: true })
  return result
}

/** Under a temporary name, so that another worker never loads half a library. */
async function compile(library: string, until: Until): Promise<ShortIo> {
  const workshop = await mkdtemp(`${library}-`)
  try {
    const made = join(workshop, 'short-io.so')
    const fault = (await faultInCompiling(made, until)) ?? (await faultInLoading(made, until))
    if (fault !== undefined) return missing(fault)
    await rename(made, library)
    return { kind: 'ready', library }
  } finally {
    await rm(workshop, { recursive: true, force: true })
  }
}

/** The complaint of the first compiler there is, unless a later one can do it. */
async function faultInCompiling(library: string, until: Until): Promise<string | undefined> {
  const faults: string[] = []
  for (const compiler of compilers) {
    const args = ['-shared', '-fPIC', '-O2', '-o', library, sourceName, '-ldl']
    const result = await run(compiler, args, until)
    if (!result.failed) return undefined
    if (result.code !== 'ENOENT') faults.push(`${compiler}: ${complaint(result)}`)
  }
  return faults[0] ?? `no C compiler is installed (${compilers.join(', ')})`
}

const compilers = ['cc', 'gcc', 'clang'] as const

/** What the loader says where a program starts with the library; it goes on without it. */
async function faultInLoading(library: string, until: Until): Promise<string | undefined> {
  const result = await run('true', [], { ...until, env: { LD_PRELOAD: library } })
  if (!result.failed && result.all === '') return undefined
  return complaint(result).replaceAll(library, basename(library))
}

async function run(
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
    timeout: bounds.shortIoMs,
    cancelSignal: signal,
    killDescendants: true,
    maxBuffer: bounds.compilerBytesMax,
  })
  signal.throwIfAborted()
  return result
}

/** The one line that says what went wrong. */
function complaint({ all, timedOut, shortMessage }: Awaited<ReturnType<typeof run>>): string {
  if (timedOut) return `not finished after ${bounds.shortIoMs / msPerSecond} s`
  const lines = all.split('\n').filter((line) => line.trim() !== '')
  return lines.find((line) => line.includes('error')) ?? lines[0] ?? shortMessage ?? 'it failed'
}

const msPerSecond = 1000
