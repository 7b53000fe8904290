import { resolve } from 'node:path'
import * as say from '../messages/codec.ts'
import { loadCodec, type CodecFile } from './load-codec.ts'
import type { Path, Problem } from './problem.ts'

/** The same data with every codec named by the hash of its file, and where those files are. */
export type WithCodecs<T> = {
  readonly value: T
  readonly codecs: readonly CodecFile[]
  readonly problems: readonly Problem[]
}

/** Loads the codecs that framings anywhere in an assignment name, from files beside it. */
export async function withCodecs<T>(value: T, folder: string): Promise<WithCodecs<T>> {
  const files = new Map<string, Awaited<ReturnType<typeof loadCodec>>>()
  for (const { framing } of framingsIn(value, [])) {
    const { file } = framing
    if (!files.has(file)) files.set(file, await loadCodec(resolve(folder, file)))
  }
  const problems: Problem[] = []
  for (const { framing, path } of framingsIn(value, [])) {
    const loaded = files.get(framing.file)!
    if ('problem' in loaded) problems.push({ path: [...path, 'file'], text: loaded.problem })
    else if ((framing.hash ?? loaded.hash) !== loaded.hash) {
      problems.push({ path: [...path, 'hash'], text: say.codecChanged(loaded.hash) })
    } else framing.hash = loaded.hash
  }
  const codecs = [...files.values()].flatMap((one) => ('problem' in one ? [] : [one]))
  return { value, codecs, problems }
}

type Found = { readonly framing: { readonly file: string; hash?: string }; readonly path: Path }

/** Every framing that names a codec; what is inside of JSON is content. */
function framingsIn(value: unknown, path: Path): readonly Found[] {
  if (typeof value !== 'object' || value === null) return []
  if ('kind' in value && (value.kind === 'json' || value.kind === 'json-with')) return []
  return Object.entries(value).flatMap(([key, item]: [string, unknown]) => {
    const inner = [...path, Array.isArray(value) ? Number(key) : key]
    return key === 'framing' && isCodecFraming(item)
      ? [{ framing: item, path: inner }]
      : framingsIn(item, inner)
  })
}

function isCodecFraming(value: unknown): value is Found['framing'] {
  return typeof value === 'object' && value !== null && 'kind' in value && value.kind === 'codec'
}
