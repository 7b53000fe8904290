import { createHash } from 'node:crypto'
import { readFile } from 'node:fs/promises'
import { basename } from 'node:path'
import { codeOf } from '../lib/errors.ts'
import * as say from '../messages/codec.ts'
import type { Text } from '../messages/text.ts'
import { keepCodec } from './codec.ts'
import { runCodec } from './run-codec.ts'

/** Where a codec is, and the hash by which assignments name it. */
export type CodecFile = { readonly file: string; readonly hash: string }

const hashDigits = 16

/** Reads a codec and keeps it; what is wrong with it is one sentence. */
export async function loadCodec(file: string): Promise<CodecFile | { readonly problem: Text }> {
  try {
    const text = await readFile(file, 'utf8')
    const codec = runCodec({ name: basename(file), text })
    if ('problem' in codec) return codec
    const hash = createHash('sha256').update(text).digest('hex').slice(0, hashDigits)
    keepCodec(hash, codec)
    return { file, hash }
  } catch (thrown) {
    const code = codeOf(thrown)
    if (code === undefined) throw thrown
    return { problem: say.codecUnreadable(code) }
  }
}
