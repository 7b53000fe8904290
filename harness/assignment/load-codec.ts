import { createHash } from 'node:crypto'
import { readFile } from 'node:fs/promises'
import { pathToFileURL } from 'node:url'
import { codeOf, messageOf } from '../lib/errors.ts'
import * as say from '../messages/codec.ts'
import type { Text } from '../messages/text.ts'
import { keepCodec, type Codec } from './codec.ts'

/** Where a codec is, and the hash by which assignments name it. */
export type CodecFile = { readonly file: string; readonly hash: string }

const hashDigits = 16

/** Reads a codec and keeps it; what is wrong with it is one sentence. */
export async function loadCodec(file: string): Promise<CodecFile | { readonly problem: Text }> {
  try {
    const text = await readFile(file, 'utf8')
    if (importsValues(text)) return { problem: say.codecImports }
    const hash = createHash('sha256').update(text).digest('hex').slice(0, hashDigits)
    const loaded: unknown = await import(`${pathToFileURL(file).href}?${hash}`)
    const codec: unknown = Reflect.get(Object(loaded), 'default')
    if (!isCodec(codec)) return { problem: say.noCodec }
    keepCodec(hash, codec)
    return { file, hash }
  } catch (thrown) {
    const isSystem = ['ENOENT', 'EACCES', 'EISDIR'].includes(codeOf(thrown) ?? '')
    const problem = isSystem
      ? say.codecUnreadable(codeOf(thrown)!)
      : say.codecFails(messageOf(thrown).split('\n')[0]!)
    return { problem }
  }
}

/** The hash is that of one file: what it would import could change without its notice. */
function importsValues(text: string): boolean {
  return /^\s*(?:import\s*(?!type\b)[\w{*'"]|export\b[^\n]*\bfrom\s*['"])|\b(?:import|require)\s*\(/m.test(
    text,
  )
}

function isCodec(value: unknown): value is Codec {
  const isFunction = (key: string) => typeof Reflect.get(Object(value), key) === 'function'
  const more: unknown = Reflect.get(Object(value), 'boundaries')
  return (
    isFunction('encode') && isFunction('decode') && (more === undefined || isFunction('boundaries'))
  )
}
