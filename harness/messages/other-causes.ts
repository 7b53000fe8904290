import type { Bytes } from '../lib/bytes.ts'
import { endpointText } from '../lib/endpoint-text.ts'
import { visible } from '../lib/quote.ts'
import { excessWords, type Excess } from './excess.ts'
import type { Explanation } from './explanation.ts'
import { codeWords, crashWords } from './other-exit.ts'
import { exitWords, isEmpty, quotedBytes, quotedText, seconds, type ShownExit } from './shown.ts'
import { otherUnbuilt } from './building.ts'
import type { Text } from './text.ts'

type Of = { other: string; ours: boolean }
type Limit = { limitMs?: number | undefined }
type Seen = Limit & { exit?: ShownExit | undefined; said: readonly string[] }

/** Failures of checks in which another program takes part. */
export const otherCauses = {
  'no-such-program': ({ program, reason }: { program: string; reason: Text }): Explanation => ({
    explanation: {
      en: `The program${named(program)} is not there: ${reason.en}.`,
      es: `El programa${named(program)} no está: ${reason.es}.`,
    },
    hint: {
      en: 'This check needs that program too: hand it in beside the other one, under one of its names.',
      es: 'Esta revisión necesita también ese programa: entrégalo junto al otro, con uno de sus nombres.',
    },
  }),
  'other-did-not-build': otherUnbuilt,
  'other-did-not-start': ({ other, port, sockets, exit, said, limitMs }: Start): Explanation => {
    const name = `"${visible(other)}"`
    const where = sockets.map((one) => endpointText(one.address, one.port)).join(', ')
    const instead = where === '' ? deaf({ exit, limitMs }) : elsewhere(where)
    const words = lastWords(said)
    return {
      explanation: {
        en: `Your program ${name}, to which this one should connect, ${instead.en}; it should listen on port ${port}.${words.en}`,
        es: `Tu programa ${name}, al que este debería conectarse, ${instead.es}; debería escuchar en el puerto ${port}.${words.es}`,
      },
      hint: {
        en: 'Start that program by itself first: it has to call bind() and listen() before anything else that waits.',
        es: 'Ejecuta primero ese programa solo: tiene que llamar a bind() y a listen() antes de cualquier otra cosa que espere.',
      },
    }
  },
  'other-wrong-output': ({
    other,
    ours,
    expected,
    like,
    received,
    ...seen
  }: Output): Explanation => {
    const who = subject({ other, ours })
    const wanted = wantedWords({ expected, like, received })
    const words = lastWords(seen.said)
    const end = ending(seen)
    const shown = isEmpty(received) ? nothing : showed(received)
    return {
      explanation: {
        en: `${who.en} should have shown ${wanted.en}. ${shown.en}${end.en}.${words.en}`,
        es: `${who.es} debería haber mostrado ${wanted.es}. ${shown.es}${end.es}.${words.es}`,
      },
      hint: hintFor(ours),
    }
  },
  'other-wrong-exit': ({
    other,
    ours,
    expected,
    exit,
    crashed,
    said,
    limitMs,
  }: End): Explanation => {
    const who = subject({ other, ours })
    const words = lastWords(said)
    const code = codeWords(expected)
    return {
      explanation: exit
        ? {
            en: `${who.en} ${exitWords(exit).en}${crashWords(crashed).en}; it should end ${code.en}.${words.en}`,
            es: `${who.es} ${exitWords(exit).es}${crashWords(crashed).es}; debería terminar ${code.es}.${words.es}`,
          }
        : {
            en: `${who.en} should have ended ${code.en}; ${still(limitMs).en}.${words.en}`,
            es: `${who.es} debería haber terminado ${code.es}; ${still(limitMs).es}.${words.es}`,
          },
      hint: hintFor(ours),
    }
  },
  'other-used-too-much': ({ other, ours, what, limit }: Used): Explanation => ({
    explanation: {
      en: `${subject({ other, ours }).en} was ended because it used more than any program of this assignment may: more than ${excessWords(what, limit).en}.`,
      es: `${subject({ other, ours }).es} fue terminado porque usó más de lo que puede cualquier programa de esta tarea: más de ${excessWords(what, limit).es}.`,
    },
    hint: hintFor(ours),
  }),
} as const

type Start = Seen & {
  other: string
  port: number
  sockets: readonly { readonly address: string; readonly port: number }[]
}
type Output = Of &
  Seen & { expected?: Bytes | undefined; like?: string | undefined; received: Bytes }
type Wanted = Pick<Output, 'expected' | 'like' | 'received'>
type End = Of & Seen & { expected: number | 'any' | 'failure'; crashed?: true | undefined }
type Used = Of & { what: Excess; limit: number }

/** One of ours is known to work; of two of theirs nobody can say which one is wrong. */
function subject({ other, ours }: Of): Text {
  const name = `"${visible(other)}"`
  return ours
    ? {
        en: `The course's program ${name}, run with yours,`,
        es: `El programa ${name} del curso, ejecutado con el tuyo,`,
      }
    : { en: `Your program ${name}`, es: `Tu programa ${name}` }
}

function hintFor(ours: boolean): Text {
  return ours
    ? {
        en: 'That program works with a correct one. What does yours send it, or not send, and does it close the connection when all is said?',
        es: 'Ese programa funciona con uno correcto. ¿Qué le envía el tuyo, o no le envía, y cierra la conexión cuando ya está todo dicho?',
      }
    : {
        en: "Run each of your two programs with somebody else's: so you see which of them does not keep to the protocol.",
        es: 'Ejecuta cada uno de tus dos programas con el de otra persona: así ves cuál de ellos no cumple el protocolo.',
      }
}

function lastWords(said: readonly string[]): Text {
  if (said.length === 0) return { en: '', es: '' }
  const lines = said.map(quotedText).join(', ')
  return { en: ` Its last words: ${lines}.`, es: ` Sus últimas palabras: ${lines}.` }
}

function wantedWords({ expected, like, received }: Wanted): Text {
  if (expected) return { en: quotedBytes(expected), es: quotedBytes(expected) }
  if (like !== undefined) {
    return { en: `something like ${quotedText(like)}`, es: `algo como ${quotedText(like)}` }
  }
  return isEmpty(received)
    ? { en: 'something', es: 'algo' }
    : { en: 'something else', es: 'otra cosa' }
}

const nothing: Text = { en: 'It showed nothing', es: 'No mostró nada' }

function showed(received: Bytes): Text {
  const text = quotedBytes(received)
  return { en: `It showed ${text}`, es: `Mostró ${text}` }
}

function ending({ exit, limitMs }: Omit<Seen, 'said'>): Text {
  if (!exit) {
    const { en, es } = still(limitMs)
    return { en: `; ${en}`, es: `; ${es}` }
  }
  const { en, es } = exitWords(exit)
  return { en: ` and ${en}`, es: ` y ${es}` }
}

function still(limitMs: number | undefined): Text {
  return limitMs === undefined
    ? { en: 'it was still running', es: 'seguía corriendo' }
    : {
        en: `after ${seconds(limitMs)} it was still running`,
        es: `después de ${seconds(limitMs)} seguía corriendo`,
      }
}

/** The assignment's own program has no name. */
function named(program: string): string {
  return program === '' ? '' : ` "${visible(program)}"`
}

function deaf({ exit, limitMs }: Omit<Seen, 'said'>): Text {
  if (exit) return exitWords(exit)
  const late = limitMs === undefined ? '' : seconds(limitMs)
  return {
    en: `runs, but does not listen${late && ` after ${late}`}`,
    es: `corre, pero no escucha${late && ` después de ${late}`}`,
  }
}

function elsewhere(where: string): Text {
  return { en: `listens on ${where}`, es: `escucha en ${where}` }
}
