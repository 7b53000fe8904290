import { isPromise, isUint8Array } from 'node:util/types'
import { createContext, Script } from 'node:vm'
import { bounds } from '../lib/bounds.ts'
import { codeOfAny, messageOfAny } from '../lib/errors.ts'
import type { Text } from '../messages/text.ts'
import type { Framing } from './framing.ts'

/**
 * What a codec says of bytes of which the first ones should be a message, by `kind`:
 * - `message`: it is there, `length` bytes long with all of its frame, and `payload` is in it;
 * - `incomplete`: more bytes may still make it one;
 * - `invalid`: whatever follows, it is none; `why` ends a sentence for the student.
 */
export type Decoded =
  | { readonly kind: 'message'; readonly length: number; readonly payload: Uint8Array }
  | { readonly kind: 'incomplete' }
  | { readonly kind: 'invalid'; readonly why: string | Text }

/**
 * A course's own framing: the default export of a file beside the assignment. Pure functions, which
 * get copies: `encode` gives the bytes of one message; `decode` finds the first message of some bytes,
 * and minds nothing that follows it; `boundaries` may tell where in some bytes a program is likely to
 * go wrong when they arrive in pieces.
 */
export type Codec = {
  readonly encode: (payload: Uint8Array) => Uint8Array
  readonly decode: (bytes: Uint8Array) => Decoded
  readonly boundaries?: (bytes: Uint8Array) => readonly number[]
}

/** A codec of which nobody knows yet whether it returns what it should. */
export type UncheckedCodec = Readonly<
  Record<'encode' | 'decode', (bytes: Uint8Array) => unknown> &
    Partial<Record<'boundaries', (bytes: Uint8Array) => unknown>>
>

/** The framing of a codec. */
export type CodecFraming = Extract<Framing, { kind: 'codec' }>

/** A codec threw, took too long or returned nonsense: a fault of the assignment, never of a student. */
export class CodecFault extends Error {
  override readonly name = 'CodecFault'
}

const codecs = new Map<string, UncheckedCodec>()

/** Keeps a codec for all assignments that name it by the hash of its file. */
export function keepCodec(hash: string, codec: UncheckedCodec): void {
  codecs.set(hash, codec)
}

/** The bytes of one message. */
export function encodeWith(framing: CodecFraming, payload: Uint8Array): Uint8Array {
  const bytes = ask(framing, 'encode', ({ encode }) => encode(Uint8Array.from(payload)))
  if (isUint8Array(bytes)) return Uint8Array.from(bytes)
  throw nonsense(framing, 'encode', bytes)
}

/** What the first message of some bytes is. */
export function decodeWith(framing: CodecFraming, bytes: Uint8Array): Decoded {
  const found = ask(framing, 'decode', ({ decode }) => decode(Uint8Array.from(bytes)))
  if (isDecoded(found, bytes.length)) return found
  throw nonsense(framing, 'decode', found)
}

/** Where a program is likely to go wrong; undefined where the codec does not tell. */
export function boundariesWith(
  framing: CodecFraming,
  bytes: Uint8Array,
): readonly number[] | undefined {
  const found = ask(framing, 'boundaries', ({ boundaries }) => boundaries?.(Uint8Array.from(bytes)))
  if (found === undefined) return undefined
  const isOffset = (one: unknown) =>
    Number.isInteger(one) && Number(one) >= 0 && Number(one) <= bytes.length
  if (Array.isArray(found) && found.every(isOffset)) return found.map(Number)
  throw nonsense(framing, 'boundaries', found)
}

function isDecoded(found: unknown, bytesMax: number): found is Decoded {
  const part = (key: string): unknown => Reflect.get(Object(found), key)
  switch (part('kind')) {
    case 'message': {
      const length = part('length')
      const fits = Number.isInteger(length) && Number(length) >= 1 && Number(length) <= bytesMax
      return fits && isUint8Array(part('payload'))
    }
    case 'incomplete':
      return true
    case 'invalid': {
      const why = part('why')
      const said: readonly unknown[] =
        typeof why === 'string' ? [why] : ['en', 'es'].map((key) => Reflect.get(Object(why), key))
      return said.every((text) => typeof text === 'string' && text !== '')
    }
    default:
      return false
  }
}

const context = createContext({ call: undefined })
const script = new Script('call()')

/** Calls a codec; one that goes on for ever is stopped, which only the engine can do. */
function ask(
  framing: CodecFraming,
  name: keyof Codec,
  call: (codec: UncheckedCodec) => unknown,
): unknown {
  const codec = codecs.get(framing.hash ?? '')
  if (!codec) throw new Error('A codec was not loaded: the assignment was not loaded by its file.')
  try {
    context['call'] = () => call(codec)
    const answer: unknown = script.runInContext(context, { timeout: bounds.codecMs })
    // It is no answer; and where nobody takes what it brings the whole process ends for it.
    if (isPromise(answer)) void answer.catch(() => undefined)
    return answer
  } catch (thrown) {
    const late = codeOfAny(thrown) === 'ERR_SCRIPT_EXECUTION_TIMEOUT'
    throw fault(framing, name, late ? `> ${bounds.codecMs} ms` : `throw ${messageOfAny(thrown)}`)
  }
}

function nonsense(framing: CodecFraming, name: keyof Codec, value: unknown): CodecFault {
  return fault(framing, name, `→ ${shown(value).slice(0, shownMax)}`)
}

/** As JSON where it can be: a number that is too large for it, or a circle, cannot. */
function shown(value: unknown): string {
  try {
    return JSON.stringify(value) ?? typeof value
  } catch {
    return typeof value
  }
}

const shownMax = 80

/** In signs rather than words, because it stands in a sentence of either language. */
function fault({ file }: CodecFraming, name: keyof Codec, what: string): CodecFault {
  return new CodecFault(`${file}: ${name}() ${what.slice(0, bounds.causeCharactersMax)}`)
}
