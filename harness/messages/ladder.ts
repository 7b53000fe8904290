import type { Bytes } from '../lib/bytes.ts'
import { visible } from '../lib/quote.ts'
import {
  counted,
  exitWords,
  heldWords,
  quotedBytes,
  type ShownExit,
  type ShownHeld,
} from './shown.ts'
import type { Text } from './text.ts'

const overWords = {
  output: { en: 'output', es: 'salida' },
  memory: { en: 'memory', es: 'memoria' },
  threads: { en: 'processes and threads', es: 'procesos e hilos' },
} as const satisfies Record<string, Text>

/** What happened in a play, a line each. */
export const rungs = {
  started: { en: 'the program starts', es: 'el programa empieza' },
  listening: (where: string): Text => ({
    en: `it listens on ${where}`,
    es: `escucha en ${where}`,
  }),
  'not-listening': { en: 'it does not listen', es: 'no escucha' },
  exited: (exit: ShownExit): Text => ({
    en: `the program ${exitWords(exit).en}`,
    es: `el programa ${exitWords(exit).es}`,
  }),
  overLimit: (what: 'output' | 'memory' | 'threads'): Text => ({
    en: `the program uses too much (${overWords[what].en}) and is ended`,
    es: `el programa usa demasiado (${overWords[what].es}) y es terminado`,
  }),
  restarted: (held: readonly ShownHeld[]): Text => {
    const words = heldWords(held)
    return {
      en: `the program is ended (SIGKILL), and started again${words.en === '' ? '' : `; behind it stays ${words.en}`}`,
      es: `el programa es terminado (SIGKILL), y empieza de nuevo${words.es === '' ? '' : `; detrás queda ${words.es}`}`,
    }
  },
  frozen: { en: 'the program is stopped (SIGSTOP)', es: 'el programa se detiene (SIGSTOP)' },
  thawed: { en: 'the program goes on (SIGCONT)', es: 'el programa sigue (SIGCONT)' },
  signalled: (signal: string): Text => ({
    en: `the program gets ${signal}`,
    es: `el programa recibe ${signal}`,
  }),
  stdin: (data: Bytes): Text => ({
    en: `standard input: ${quotedBytes(data)}`,
    es: `entrada estándar: ${quotedBytes(data)}`,
  }),
  output: (stream: string, data: Bytes): Text => ({
    en: `${stream}: ${quotedBytes(data)}`,
    es: `${stream}: ${quotedBytes(data)}`,
  }),
  receivedCapped: (bytesMax: number): Text => ({
    en: `has received ${bytesMax} bytes: what follows is read, and not kept`,
    es: `ha recibido ${bytesMax} bytes: lo que sigue se lee, y no se guarda`,
  }),
  typed: (data: Bytes): Text => ({
    en: `typed in the terminal: ${quotedBytes(data)}`,
    es: `se escribe en el terminal: ${quotedBytes(data)}`,
  }),
  onTerminal: (data: Bytes): Text => ({
    en: `on the terminal: ${quotedBytes(data)}`,
    es: `en el terminal: ${quotedBytes(data)}`,
  }),
  file: (path: string, size: number | undefined): Text => {
    const name = `"${visible(path)}"`
    return size === undefined
      ? { en: `there is no file ${name}`, es: `no hay un archivo ${name}` }
      : {
          en: `the file ${name} has ${counted(size, 'byte', 'bytes')}`,
          es: `el archivo ${name} tiene ${counted(size, 'byte', 'bytes')}`,
        }
  },
  arrived: { en: 'the program connects', es: 'el programa se conecta' },
  connecting: (to: string | undefined): Text =>
    to === undefined
      ? { en: 'connects', es: 'se conecta' }
      : { en: `connects to ${to}`, es: `se conecta a ${to}` },
  connected: { en: 'is connected', es: 'tiene conexión' },
  accepted: { en: 'takes the connection', es: 'toma la conexión' },
  refused: (code: string): Text => ({
    en: `is refused (${code})`,
    es: `recibe un rechazo (${code})`,
  }),
  sent: (data: Bytes, apart: 'first' | 'proved' | 'timed' | 'attempted'): Text => {
    const how = {
      first: { en: '', es: '' },
      proved: {
        en: ', after the program had read all before',
        es: ', después de que el programa leyó todo lo anterior',
      },
      timed: { en: ', after a pause', es: ', después de una pausa' },
      attempted: {
        en: ', though the program had not read all before',
        es: ', aunque el programa no había leído todo lo anterior',
      },
    }[apart]
    return { en: `sends ${quotedBytes(data)}${how.en}`, es: `envía ${quotedBytes(data)}${how.es}` }
  },
  received: (data: Bytes): Text => ({
    en: `receives ${quotedBytes(data)}`,
    es: `recibe ${quotedBytes(data)}`,
  }),
  opened: { en: 'opens a UDP socket', es: 'abre un socket UDP' },
  datagramSent: (data: Bytes): Text => ({
    en: `sends the datagram ${quotedBytes(data)}`,
    es: `envía el datagrama ${quotedBytes(data)}`,
  }),
  datagram: (data: Bytes, from: string | undefined): Text => ({
    en: `receives the datagram ${quotedBytes(data)}${from === undefined ? '' : ` from ${from}`}`,
    es: `recibe el datagrama ${quotedBytes(data)}${from === undefined ? '' : ` desde ${from}`}`,
  }),
  fin: { en: 'sees the end of the connection (FIN)', es: 've el fin de la conexión (FIN)' },
  reset: { en: 'sees a reset (RST)', es: 've un reset (RST)' },
  closed: {
    half: { en: 'ends its side (FIN), and reads on', es: 'termina su lado (FIN), y sigue leyendo' },
    fin: { en: 'closes (FIN)', es: 'cierra (FIN)' },
    reset: { en: 'resets the connection (RST)', es: 'corta la conexión (RST)' },
  },
  fault: (message: string): Text => ({
    en: `the harness failed: ${message}`,
    es: `el corrector falló: ${message}`,
  }),
  buildFailed: { en: 'the program does not compile', es: 'el programa no compila' },
  stepEnded: (end: string, limit: string): Text => stepEnds(limit)[end] ?? same(end),
} as const

function stepEnds(limit: string): Readonly<Record<string, Text>> {
  return {
    impossible: { en: 'that cannot be any more', es: 'eso ya no puede ser' },
    settled: {
      en: 'it is proved that nothing more will come in time',
      es: 'está probado que no vendrá nada más a tiempo',
    },
    limit: { en: `nothing for ${limit}`, es: `nada en ${limit}` },
    overloaded: { en: 'the machine is too busy', es: 'la máquina está demasiado ocupada' },
  }
}

/** Where a thread waits, in words: `recv() on ana's connection, for at most 10 bytes`. */
export function waitWords({
  call,
  peers,
  listener,
  input,
  bytesMax,
}: {
  readonly call: string
  readonly peers: readonly string[]
  readonly listener: boolean
  readonly input: boolean
  readonly bytesMax?: number | undefined
}): Text {
  const on = {
    en: [
      ...peers.map((peer) => `${peer}'s connection`),
      ...(listener ? ['the listening socket'] : []),
      ...(input ? ['standard input'] : []),
    ],
    es: [
      ...peers.map((peer) => `la conexión de ${peer}`),
      ...(listener ? ['el socket que escucha'] : []),
      ...(input ? ['la entrada estándar'] : []),
    ],
  }
  const most =
    bytesMax === undefined
      ? { en: '', es: '' }
      : {
          en: `, for at most ${counted(bytesMax, 'byte', 'bytes')}`,
          es: `, a lo más ${counted(bytesMax, 'byte', 'bytes')}`,
        }
  const name = call === 'unknown' ? { en: 'a call', es: 'una llamada' } : same(`${call}()`)
  return {
    en: `${name.en}${on.en.length > 0 ? ` on ${on.en.join(' and ')}` : ''}${most.en}`,
    es: `${name.es}${on.es.length > 0 ? ` en ${on.es.join(' y ')}` : ''}${most.es}`,
  }
}

function same(text: string): Text {
  return { en: text, es: text }
}
