import { decodeBytes, isInsideCharacter, type Bytes } from '../lib/bytes.ts'
import { visible, visibleBytes } from '../lib/quote.ts'
import type { Text } from './text.ts'

const shownMax = 60
const leadBytes = 20
const msPerSecond = 1000

/** A duration for people: `5 s`, `0.5 s`. */
export function seconds(ms: number): string {
  return `${ms / msPerSecond} s`
}

/** Bytes for people, control characters visible, cut after some characters. */
export function quotedBytes(bytes: Bytes): string {
  return `"${shortenBytes(decodeBytes(bytes))}"`
}

/** Bytes for people, from a little before `offset` on when that would not be seen otherwise. */
export function quotedAround(bytes: Bytes, offset: number): string {
  if (offset < shownMax - leadBytes) return quotedBytes(bytes)
  const raw = decodeBytes(bytes)
  let start = offset - leadBytes
  while (isInsideCharacter(raw, start)) start += 1
  return `…"${shortenBytes(raw.subarray(start))}"`
}

/** A line of a program's own words, made harmless and cut. */
export function quotedText(text: string): string {
  return `"${shorten(visible(text))}"`
}

/** No more is looked at than may be shown: an answer may have millions of bytes. */
function shortenBytes(raw: Uint8Array): string {
  return shorten(visibleBytes(raw.subarray(0, (shownMax + 1) * characterBytesMax)))
}

/** UTF-8 (RFC 3629). */
const characterBytesMax = 4

function shorten(text: string): string {
  const characters = Array.from(text)
  return characters.length > shownMax ? `${characters.slice(0, shownMax).join('')}…` : text
}

/** A count with its noun, in the right number. */
export function counted(count: number, one: string, many: string): string {
  return `${count} ${count === 1 ? one : many}`
}

/** Whether there are no bytes at all. */
export function isEmpty(bytes: Bytes): boolean {
  return decodeBytes(bytes).length === 0
}

/** Connections in the accept queue, as the end of a sentence; none are not worth a word. */
export function inQueue(connections: number): Text {
  if (connections === 0) return { en: '', es: '' }
  return {
    en: `; ${counted(connections, 'connection waits', 'connections wait')} in the queue`,
    es: `; ${counted(connections, 'conexión espera', 'conexiones esperan')} en la cola`,
  }
}

/** The beginning of a text, as a count: `the first byte`, `the first 7 bytes`. */
export function firstBytes(count: number): Text {
  return count === 1
    ? { en: 'the first byte', es: 'el primer byte' }
    : { en: `the first ${count} bytes`, es: `los primeros ${count} bytes` }
}

/** How a process ended, as seen from outside. */
export type ShownExit =
  | { readonly kind: 'code'; readonly code: number }
  | { readonly kind: 'signal'; readonly signal: string }

/** How a program ended, in words. */
export function exitWords(exit: ShownExit): Text {
  if (exit.kind === 'code') {
    return { en: `ended with code ${exit.code}`, es: `terminó con código ${exit.code}` }
  }
  const meaning = signalMeanings[exit.signal]
  return {
    en: `was ended by ${exit.signal}${meaning === undefined ? '' : ` (${meaning.en})`}`,
    es: `fue terminado por ${exit.signal}${meaning === undefined ? '' : ` (${meaning.es})`}`,
  }
}

/** What the usual fatal signals mean (signal(7)). */
const signalMeanings: Readonly<Record<string, Text>> = {
  SIGSEGV: { en: 'it used memory that is not its own', es: 'usó memoria que no es suya' },
  SIGPIPE: {
    en: 'it wrote to a connection that the other side had already ended',
    es: 'escribió en una conexión que el otro lado ya había terminado',
  },
  SIGABRT: { en: 'it gave up by itself, as assert does', es: 'se rindió solo, como hace assert' },
  SIGFPE: { en: 'a division by zero, as a rule', es: 'por lo general, una división por cero' },
  SIGXCPU: {
    en: 'it had used more processor time than a program may',
    es: 'había usado más tiempo de procesador del que puede un programa',
  },
  SIGXFSZ: {
    en: 'it wrote more to a file than a program may',
    es: 'escribió más en un archivo de lo que puede un programa',
  },
  SIGKILL: { en: 'it was killed', es: 'lo mataron' },
}

/** A connection that a program has left behind: whose it was, and its state. */
export type ShownHeld = { readonly peer?: string | undefined; readonly state: string }

/** Connections that a program has left behind: `ana's connection (FIN_WAIT2)`; nothing for none. */
export function heldWords(held: readonly ShownHeld[]): Text {
  const shown = held.slice(0, heldMax)
  const more = held.length > shown.length ? `, +${held.length - shown.length}` : ''
  const en = shown.map(({ peer, state }) => {
    return `${peer === undefined ? 'a connection' : `${peer}'s connection`} (${stateName(state)})`
  })
  const es = shown.map(({ peer, state }) => {
    return `${peer === undefined ? 'una conexión' : `la conexión de ${peer}`} (${stateName(state)})`
  })
  return { en: en.join(', ') + more, es: es.join(', ') + more }
}

const heldMax = 3

/** A state of TCP as netstat(8) writes it. */
function stateName(state: string): string {
  return state
    .toUpperCase()
    .replaceAll('-', '_')
    .replace(/_(?=\d$)/, '')
}
