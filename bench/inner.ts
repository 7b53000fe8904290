import { mkdtemp } from 'node:fs/promises'
import { availableParallelism, loadavg, tmpdir } from 'node:os'
import { join } from 'node:path'
import { messageOf } from '../harness/lib/errors.ts'
import { amounts } from './amounts.ts'
import { measureFragments } from './fragments.ts'
import { measureHang } from './hang.ts'
import { measureOverhead } from './overhead.ts'
import type { Setting } from './setting.ts'
import { measureSilence } from './silence.ts'
import { linesOf, type Measured } from './table.ts'
import { measureWorlds } from './worlds.ts'

/** What `npm run bench` runs in its private network: the parts that were asked for, or all. */
const parts: Readonly<Record<string, (setting: Setting) => Promise<Measured>>> = {
  fragments: measureFragments,
  silence: measureSilence,
  overhead: measureOverhead,
  hang: measureHang,
  worlds: measureWorlds,
}

const gone = new AbortController()
// Process 1 of a namespace is not ended by Ctrl-C unless it says so.
process.on('SIGINT', leave)
process.on('disconnect', leave)

const words = process.argv.slice(2)
const unknown = words.find((word) => !(word in parts))
process.exit(unknown === undefined ? await measure() : complain(unknown))

/** What is being measured is ended first. */
function leave(): void {
  gone.abort()
  setTimeout(() => process.exit(1), amounts.leaveMs)
}

function complain(word: string): number {
  console.error(`"${word}" is no part of the benchmark, it should be ${orList(Object.keys(parts))}`)
  return 2
}

function orList(names: readonly string[]): string {
  return new Intl.ListFormat('en', { type: 'disjunction' }).format(names)
}

async function measure(): Promise<number> {
  // Who started us removes it, once the file systems in it are gone with our namespace.
  const folder = await mkdtemp(join(process.env['ENCHUFE_FOLDER'] ?? tmpdir(), 'parts-'))
  const signal = AbortSignal.any([gone.signal, AbortSignal.timeout(amounts.allMs)])
  const lab = process.env['ENCHUFE_PRIVATE'] === '1' ? 'net' : 'plain'
  const setting: Setting = { lab, folder, signal }
  const before = load()
  try {
    const all: Measured[] = []
    for (const [name, part] of Object.entries(parts)) {
      if (words.length > 0 && !words.includes(name)) continue
      console.error(`measuring ${name} …`)
      all.push(await part(setting))
    }
    console.log(circumstances(before))
    for (const line of linesOf(all)) console.log(line)
    return 0
  } catch (error) {
    console.error(signal.aborted ? 'the benchmark was interrupted' : messageOf(error))
    return 1
  }
}

function circumstances(before: string): string {
  const { version, arch } = process
  const machine = `${availableParallelism()} processors, ${arch}, Node ${version}`
  return `\n${machine}; load ${before} before, ${load()} after.\n`
}

function load(): string {
  return loadavg()[0]!.toFixed(1)
}
