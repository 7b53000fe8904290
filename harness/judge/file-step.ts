import { payloadBytes } from '../assignment/payload.ts'
import type { Step } from '../assignment/step.ts'
import { bounds } from '../lib/bounds.ts'
import { commonPrefixLength, decodeBytes, encodeBytes } from '../lib/bytes.ts'
import { sha256 } from '../lib/digest.ts'
import type { FileContent } from '../transcript/file-content.ts'
import { eventsOf, type StepView } from '../transcript/views.ts'
import { absent, fulfilled, limitOf, type Case, type Judgement } from './case.ts'

type At = { readonly view: StepView; readonly number: number }

/** Judges a file that the program should have written, by what was found there. */
export function judgeFile(
  trial: Case,
  { path, data }: Extract<Step, { readonly kind: 'expectFile' }>,
  { view, number }: At,
): Judgement {
  const content = eventsOf(trial.events, 'file').find(({ step }) => step === number)?.content
  if (!content) return { kind: 'unplayed' }
  if (content.there !== 'file') {
    const { there } = content
    return absent(trial, { kind: 'no-file', path, there, ...limitOf(view) }, view)
  }
  const wanted = payloadBytes(data)
  if (isSame(content, wanted)) return fulfilled
  return absent(trial, { kind: 'wrong-file', path, ...difference(content, wanted) }, view)
}

type Found = Extract<FileContent, { readonly there: 'file' }>

/** By its bytes where all are there, else by size and digest. */
function isSame({ size, from, data, sha256: digest }: Found, wanted: Uint8Array): boolean {
  if (size !== wanted.length) return false
  const bytes = decodeBytes(data)
  if (from > 0 || bytes.length < size) return digest === sha256(wanted)
  return commonPrefixLength(bytes, wanted) === size
}

const { fileBytesShown: shownBytes, fileBytesShownBefore: beforeBytes } = bounds

/** The first difference, with some bytes around it. */
function difference({ size, from, data }: Found, wanted: Uint8Array) {
  const bytes = decodeBytes(data)
  const shared = commonPrefixLength(bytes, wanted.subarray(from))
  const start = Math.max(0, shared - beforeBytes)
  const first = from + start
  return {
    from: first,
    expected: encodeBytes(wanted.subarray(first, first + shownBytes)),
    received: encodeBytes(bytes.subarray(start, start + shownBytes)),
    offset: from + shared,
    expectedSize: wanted.length,
    receivedSize: size,
  }
}
