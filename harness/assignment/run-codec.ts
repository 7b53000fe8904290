import { stripTypeScriptTypes } from 'node:module'
import { constants, createContext, Script, type Context } from 'node:vm'
import { bounds } from '../lib/bounds.ts'
import { codeOfAny, messageOfAny } from '../lib/errors.ts'
import * as say from '../messages/codec.ts'
import type { Text } from '../messages/text.ts'
import type { UncheckedCodec } from './codec.ts'

/** The text of a codec's file, and its name without a folder. */
export type CodecText = { readonly name: string; readonly text: string }

/**
 * Runs the file of a codec in a context of its own, where there is the language and nothing else: no
 * other file, no network, no timer. What is wrong with it is one sentence.
 */
export function runCodec({ name, text }: CodecText): UncheckedCodec | { readonly problem: Text } {
  try {
    const plain = /\.[cm]?ts$/.test(name) ? withoutTypes(text) : text
    // The engine finds every other import, and cannot be asked of this one before it is too late.
    if (dynamicImport.test(plain)) return { problem: say.codecImports }
    const script = scriptOf(plain)
    if (script === undefined) return { problem: say.codecImports }
    return codecOf(script) ?? { problem: say.noCodec }
  } catch (thrown) {
    const isLate = codeOfAny(thrown) === 'ERR_SCRIPT_EXECUTION_TIMEOUT'
    const said = messageOfAny(thrown).trim().split('\n')[0]!
    return { problem: isLate ? say.codecEndless(name, bounds.codecMs) : say.codecFails(said) }
  }
}

/** What may stand between two words. */
const gap = String.raw`(?:\s|/\*[\s\S]*?\*/|//.*)*`
const dynamicImport = new RegExp(String.raw`\bimport${gap}(?:\.${gap}(?:defer|source)${gap})?\(`)

/** Node warns that this may change in a later version, which is no news for who grades. */
function withoutTypes(text: string): string {
  const { emitWarning } = process
  process.emitWarning = () => undefined
  try {
    return stripTypeScriptTypes(text)
  } finally {
    process.emitWarning = emitWarning
  }
}

/**
 * A module as a script, which cannot import anything; undefined where the module does. Each `export` is
 * taken away where the engine's own parser finds it, which no string and no comment deceives.
 */
function scriptOf(module: string): Script | undefined {
  let text = `'use strict';${module}`
  for (;;) {
    try {
      return new Script(text, { filename: 'codec' })
    } catch (thrown) {
      if (messageOfAny(thrown) === importFound) return undefined
      const rest = restAfterExport(text, thrown)
      if (rest === undefined) throw thrown
      if (takesFrom.test(rest)) return undefined
      const before = text.slice(0, text.length - rest.length - 'export'.length)
      text = `${before}${rest.replace(defaultValue, ' globalThis.default =').replace(listed, kept)}`
    }
  }
}

const importFound = 'Cannot use import statement outside a module'
const exportFound = "Unexpected token 'export'"
const takesFrom = new RegExp(String.raw`^${gap}(?:\*|\{[^}]*\}${gap}from\b)`)
const defaultValue = new RegExp(String.raw`^${gap}default\b`)
const listed = new RegExp(String.raw`^${gap}\{[^}]*\}`)

/** Of a list of exports only the default is wanted. */
function kept(list: string): string {
  const name = /([\p{ID_Start}$_][\p{ID_Continue}$]*)\s+as\s+default\b/u.exec(list)?.[1]
  return name === undefined ? ';' : `;globalThis.default = ${name};`
}

/** What follows the `export` of which the engine complains: it shows the line, and carets below it
 *  where that is not longer than a thousand characters. */
function restAfterExport(text: string, thrown: unknown): string | undefined {
  if (messageOfAny(thrown) !== exportFound || !(thrown instanceof Error)) return undefined
  const [place = '', , carets = ''] = (thrown.stack ?? '').split('\n')
  const line = Number(place.split(':').at(-1))
  const starts = [0, ...Array.from(text.matchAll(lineEnd), afterMatch)]
  const start = starts[line - 1] ?? text.length
  const rest = text.slice(start + carets.indexOf('^'))
  return rest.startsWith('export') ? rest.slice('export'.length) : undefined
}

const lineEnd = /\r\n|[\n\r\u2028\u2029]/g

function afterMatch({ index, 0: { length } }: RegExpExecArray): number {
  return index + length
}

/** What a script gives as a codec; undefined where it gives none. */
function codecOf(script: Script): UncheckedCodec | undefined {
  // Not even the object of its globals is ours: behind every object of ours there is all that we have.
  const context = createContext(constants.DONT_CONTEXTIFY, {
    // What its promises would do is not done behind our back, but within the limit or never.
    microtaskMode: 'afterEvaluate',
    codeGeneration: { strings: false, wasm: false },
  })
  const copy = copying(context)
  const limit = { timeout: bounds.codecMs }
  script.runInContext(context, limit)
  const kinds = String(kindsScript.runInContext(context, limit))
  if (!/^function,function,(?:function|undefined)$/.test(kinds)) return undefined
  const codec: object = context['default']
  const call =
    (key: keyof UncheckedCodec) =>
    (bytes: Uint8Array): unknown =>
      Reflect.apply(Reflect.get(codec, key), codec, [copy(bytes)])
  return {
    encode: call('encode'),
    decode: call('decode'),
    ...(kinds.endsWith('undefined') ? {} : { boundaries: call('boundaries') }),
  }
}

const kindsScript = new Script(
  `(({ encode, decode, boundaries }) => [typeof encode, typeof decode, typeof boundaries].join())(Object(globalThis.default))`,
)

/** Makes copies of bytes that belong to a context. */
function copying(context: Context): (bytes: Uint8Array) => Uint8Array {
  const Bytes: typeof Uint8Array = new Script('Uint8Array').runInContext(context)
  return (bytes) => {
    const copy = new Bytes(bytes.length)
    Uint8Array.prototype.set.call(copy, bytes)
    return copy
  }
}
