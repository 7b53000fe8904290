import { describe, expect, test } from 'vitest'
import type { Bytes } from '../../lib/bytes.ts'
import { Event, type Happening } from '../../transcript/event.ts'
import type { Waiting } from '../../transcript/waiting.ts'
import type { Rung } from '../../transcript/ladder.ts'
import { renderLadder } from './ladder.ts'
import { makePaint } from './style.ts'
import { columns } from './wrap.ts'

const peer = 'ana'
const text = (some: string): Bytes => ({ text: some })
const step = 3
const waiting = (rest: Partial<Waiting> = {}): Waiting => ({
  call: 'recv',
  peers: [],
  listener: false,
  input: false,
  wakes: 'never',
  ...rest,
})
const blocked = (...threads: Waiting[]): Happening => ({
  kind: 'blocked',
  step,
  threads,
  ranMs: 1,
  starvedMs: 0,
  elapsedMs: 2,
  unreadResets: 0,
})
const sent = (
  apart: 'proved' | 'timed' | 'attempted',
  further: boolean,
): Happening & { sentBytes: Bytes } => ({
  kind: 'sent',
  peer,
  bytes: 5,
  further,
  apart,
  sentBytes: text('hola\n'),
})

type Case = Happening & { readonly sentBytes?: Bytes }

/** Every kind of event, with and without each part that changes what is said. */
const happenings: readonly Case[] = [
  { kind: 'build-failed', output: 'a.c:1: error' },
  { kind: 'started', folder: '/tmp/x' },
  {
    kind: 'listening',
    port: 9000,
    sockets: [
      { address: '0.0.0.0', port: 9000, family: 'ipv4' },
      { address: '::', port: 9001, family: 'ipv6' },
    ],
  },
  { kind: 'listening', port: 9000, sockets: [] },
  { kind: 'not-listening', port: 9000, sockets: [], limitMs: 5000, overloaded: false },
  { kind: 'output', stream: 'stdout', data: text('listo\n') },
  { kind: 'output', stream: 'stderr', data: { base64: '/w==' } },
  { kind: 'output-capped', stream: 'stdout', bytesMax: 9 },
  { kind: 'over-limit', what: 'memory', used: 12, limit: 9 },
  { kind: 'exited', exit: { kind: 'code', code: 1 } },
  { kind: 'exited', exit: { kind: 'signal', signal: 'SIGSEGV' } },
  { kind: 'restarted', held: [] },
  { kind: 'restarted', held: [{ peer, state: 'fin-wait-2' }, { state: 'time-wait' }] },
  { kind: 'frozen' },
  { kind: 'thawed' },
  { kind: 'signalled', signal: 'SIGTERM' },
  { kind: 'stdin', data: text('hola\n'), ended: false },
  { kind: 'file', step, path: 'recibido.txt', content: { there: 'nothing' } },
  {
    kind: 'file',
    step,
    path: 'recibido.txt',
    content: { there: 'file', size: 1, from: 0, data: text('x') },
  },
  { kind: 'step', step },
  { kind: 'step-ended', step, end: 'met' },
  { kind: 'step-ended', step, end: 'impossible' },
  { kind: 'step-ended', step, end: 'settled', limitMs: 5000 },
  { kind: 'step-ended', step, end: 'limit', limitMs: 5000 },
  { kind: 'step-ended', step, end: 'overloaded', limitMs: 5000 },
  { kind: 'arrived' },
  { kind: 'connecting', peer },
  { kind: 'connecting', peer, to: '[fd00::2]:9000' },
  { kind: 'connected', peer },
  { kind: 'refused', peer, code: 'ECONNREFUSED' },
  { kind: 'accepted', peer },
  sent('proved', false),
  sent('proved', true),
  sent('timed', true),
  sent('attempted', true),
  { kind: 'received', peer, data: text('HOLA\n') },
  { kind: 'received-capped', peer, bytesMax: 9 },
  { kind: 'fin', peer },
  { kind: 'reset', peer },
  { kind: 'closed', peer, how: 'half' },
  { kind: 'closed', peer, how: 'fin' },
  { kind: 'closed', peer, how: 'reset' },
  {
    kind: 'observed',
    peer,
    step,
    known: true,
    accepted: true,
    unreadBytes: 0,
    listening: true,
    waitingConnections: 0,
    halfClosed: false,
  },
  blocked(),
  blocked(
    waiting({ peers: ['ana', 'beto'], bytesMax: 1024 }),
    waiting({ call: 'accept', listener: true }),
    waiting({ call: 'read', input: true, bytesMax: 1 }),
    waiting({ call: 'futex' }),
    waiting({ call: 'unknown', peers: ['ana'] }),
  ),
  {
    kind: 'resources',
    step,
    socketsBefore: 4,
    sockets: 4,
    peersGone: 0,
    halfClosed: 0,
  },
  { kind: 'fault', message: 'no room' },
  { kind: 'opened', peer },
  { kind: 'datagram-sent', peer, step, sentBytes: text('hola') },
  { kind: 'datagram-sent', peer, step },
  { kind: 'datagram', peer, data: text('hola') },
  {
    kind: 'datagram',
    peer,
    data: text(''),
    from: { endpoint: '127.0.0.1:9', other: 'port' },
  },
  ...(['dropped', 'duplicated', 'held', 'corrupted', 'released'] as const).map((fate) => ({
    kind: 'relayed' as const,
    peer,
    direction: fate === 'held' ? ('from-program' as const) : ('to-program' as const),
    number: 2,
    fate,
    data: text('hola'),
  })),
  { kind: 'held-up', lateMs: 300 },
  { kind: 'datagrams-observed', step, unread: true, dropped: 0 },
  { kind: 'other', other: 'cliente', ours: true, event: { kind: 'listening', port: 9000 } },
  { kind: 'other-missing', program: 'cliente', because: { kind: 'did-not-build', output: '' } },
]

function ladderOf(
  some: readonly Case[],
  { width = 100, language = 'en' }: { width?: number; language?: 'en' | 'es' } = {},
): string {
  const rungs = some.map((one, index): Rung => ({ ...one, atMs: index * 12.345 }))
  return renderLadder(rungs, { width, language, paint: makePaint(false) }).join('\n')
}

describe('every kind of event', () => {
  test('is in the table', () => {
    const kinds = Event.options.map((option) => option.shape.kind.value)
    expect([...new Set(happenings.map(({ kind }) => kind))].toSorted()).toEqual(kinds.toSorted())
  })

  test('in English', () => {
    expect(ladderOf(happenings)).toMatchInlineSnapshot(`
      "     0.0  the program does not compile
          12.3  the program starts
          24.7  it listens on 0.0.0.0:9000, [::]:9001
          49.4  it does not listen
          61.7  stdout: "listo\\n"
          74.1  stderr: "\\xff"
          98.8  the program uses too much (memory) and is ended
         111.1  the program ended with code 1
         123.5  the program was ended by SIGSEGV (it used memory that is not its own)
         135.8  the program is ended (SIGKILL), and started again
         148.1  the program is ended (SIGKILL), and started again; behind it stays ana's connection
                  (FIN_WAIT2), a connection (TIME_WAIT)
         160.5  the program is stopped (SIGSTOP)
         172.8  the program goes on (SIGCONT)
         185.2  the program gets SIGTERM
         197.5  standard input: "hola\\n"
         209.9  there is no file "recibido.txt"
         222.2  the file "recibido.txt" has 1 byte
         259.2  that cannot be any more
         271.6  it is proved that nothing more will come in time
         283.9  nothing for 5 s
         296.3  the machine is too busy
         308.6  the program connects
         321.0  ana connects
         333.3  ana connects to [fd00::2]:9000
         345.7  ana is connected
         358.0  ana is refused (ECONNREFUSED)
         370.4  ana takes the connection
         382.7  ana sends "hola\\n"
         395.0  ana sends "hola\\n", after the program had read all before
         407.4  ana sends "hola\\n", after a pause
         419.7  ana sends "hola\\n", though the program had not read all before
         432.1  ana receives "HOLA\\n"
         444.4  ana has received 9 bytes: what follows is read, and not kept
         456.8  ana sees the end of the connection (FIN)
         469.1  ana sees a reset (RST)
         481.5  ana ends its side (FIN), and reads on
         493.8  ana closes (FIN)
         506.1  ana resets the connection (RST)
         543.2  the program waits in recv() on ana's connection and beto's connection, for at most 1024
                  bytes; accept() on the listening socket; read() on standard input, for at most 1 byte;
                  futex(); a call on ana's connection
         567.9  the harness failed: no room
         580.2  ana opens a UDP socket
         592.6  ana sends the datagram "hola"
         604.9  ana sends the datagram ""
         617.3  ana receives the datagram "hola"
         629.6  ana receives the datagram "" from 127.0.0.1:9
         641.9  the relay loses datagram 2 from ana to the program, "hola"
         654.3  the relay doubles datagram 2 from ana to the program, "hola"
         666.6  the relay holds back datagram 2 from the program to ana, "hola"
         679.0  the relay changes datagram 2 from ana to the program, into "hola"
         691.3  the relay lets go of datagram 2 from ana to the program, "hola"
         703.7  the harness itself was kept from running for 0.3 s
         728.4  "cliente" listens on port 9000
         740.7  "cliente" cannot take part"
    `)
  })

  test('in Spanish', () => {
    expect(ladderOf(happenings, { language: 'es' })).toMatchInlineSnapshot(`
      "     0.0  el programa no compila
          12.3  el programa empieza
          24.7  escucha en 0.0.0.0:9000, [::]:9001
          49.4  no escucha
          61.7  stdout: "listo\\n"
          74.1  stderr: "\\xff"
          98.8  el programa usa demasiado (memoria) y es terminado
         111.1  el programa terminó con código 1
         123.5  el programa fue terminado por SIGSEGV (usó memoria que no es suya)
         135.8  el programa es terminado (SIGKILL), y empieza de nuevo
         148.1  el programa es terminado (SIGKILL), y empieza de nuevo; detrás queda la conexión de ana
                  (FIN_WAIT2), una conexión (TIME_WAIT)
         160.5  el programa se detiene (SIGSTOP)
         172.8  el programa sigue (SIGCONT)
         185.2  el programa recibe SIGTERM
         197.5  entrada estándar: "hola\\n"
         209.9  no hay un archivo "recibido.txt"
         222.2  el archivo "recibido.txt" tiene 1 byte
         259.2  eso ya no puede ser
         271.6  está probado que no vendrá nada más a tiempo
         283.9  nada en 5 s
         296.3  la máquina está demasiado ocupada
         308.6  el programa se conecta
         321.0  ana se conecta
         333.3  ana se conecta a [fd00::2]:9000
         345.7  ana tiene conexión
         358.0  ana recibe un rechazo (ECONNREFUSED)
         370.4  ana toma la conexión
         382.7  ana envía "hola\\n"
         395.0  ana envía "hola\\n", después de que el programa leyó todo lo anterior
         407.4  ana envía "hola\\n", después de una pausa
         419.7  ana envía "hola\\n", aunque el programa no había leído todo lo anterior
         432.1  ana recibe "HOLA\\n"
         444.4  ana ha recibido 9 bytes: lo que sigue se lee, y no se guarda
         456.8  ana ve el fin de la conexión (FIN)
         469.1  ana ve un reset (RST)
         481.5  ana termina su lado (FIN), y sigue leyendo
         493.8  ana cierra (FIN)
         506.1  ana corta la conexión (RST)
         543.2  el programa espera en recv() en la conexión de ana y la conexión de beto, a lo más 1024
                  bytes; accept() en el socket que escucha; read() en la entrada estándar, a lo más 1
                  byte; futex(); una llamada en la conexión de ana
         567.9  el corrector falló: no room
         580.2  ana abre un socket UDP
         592.6  ana envía el datagrama "hola"
         604.9  ana envía el datagrama ""
         617.3  ana recibe el datagrama "hola"
         629.6  ana recibe el datagrama "" desde 127.0.0.1:9
         641.9  el relevo pierde el datagrama 2 de ana al programa, "hola"
         654.3  el relevo duplica el datagrama 2 de ana al programa, "hola"
         666.6  el relevo retiene el datagrama 2 del programa a ana, "hola"
         679.0  el relevo cambia el datagrama 2 de ana al programa, a "hola"
         691.3  el relevo deja pasar el datagrama 2 de ana al programa, "hola"
         703.7  el propio corrector no pudo correr durante 0.3 s
         728.4  "cliente" escucha en el puerto 9000
         740.7  "cliente" no puede participar"
    `)
  })
})

test('what takes more than a line goes on below it, at any width', () => {
  expect(ladderOf([sent('attempted', true)], { width: 40 })).toMatchInlineSnapshot(`
    "     0.0  ana sends "hola\\n", though the
                program had not read all
                before"
  `)
  for (const width of [40, 60, 120]) {
    for (const line of ladderOf(happenings, { width }).split('\n')) {
      expect(columns(line)).toBeLessThanOrEqual(width)
    }
  }
})

test('minutes and more have their place', () => {
  const rungs: Rung[] = [0.04, 9.96, 123_456.78].map((atMs) => ({ kind: 'arrived', atMs }))
  const setting = { width: 80, language: 'en', paint: makePaint(false) } as const
  expect(renderLadder(rungs, setting)).toEqual([
    '     0.0  the program connects',
    '    10.0  the program connects',
    '123456.8  the program connects',
  ])
})

test('only the time is set off, and nothing is without colour', () => {
  const setting = { width: 80, language: 'en', paint: makePaint(true) } as const
  expect(renderLadder([{ kind: 'arrived', atMs: 1 }], setting)).toEqual([
    '\u001B[2m     1.0\u001B[22m  the program connects',
  ])
})

test('whatever bytes there are, none steers a terminal', () => {
  const bad = '\u001B[31m\u0007\u202E\u2028\r\n::error::\u0085'
  const bytes: readonly Bytes[] = [text(bad), { base64: 'G1szMW3/' }]
  const hostile = bytes.flatMap((data): readonly Case[] => [
    { kind: 'stdin', data, ended: true },
    { kind: 'output', stream: 'stdout', data },
    { kind: 'received', peer, data },
    { ...sent('proved', false), sentBytes: data },
    { kind: 'build-failed', output: bad },
    { kind: 'started', folder: bad },
    { kind: 'fault', message: bad },
  ])
  const told = ladderOf(hostile).split('\n')
  expect(told).toHaveLength(hostile.length)
  expect(told.join('')).not.toMatch(/[\p{Cc}\p{Cf}\p{Zl}\p{Zp}\p{Co}]/u)
  expect(told[2]).toContain(
    String.raw`ana receives "\u{1b}[31m\u{7}\u{202e}\u{2028}\r\n::error::\u{85}"`,
  )
})

test('what was sent and is not known is nothing', () => {
  expect(ladderOf([{ kind: 'sent', peer, bytes: 1, further: false, apart: 'proved' }])).toBe(
    '     0.0  ana sends ""',
  )
})

test('what a person types and sees in a terminal', () => {
  const some: readonly Case[] = [
    { kind: 'started', folder: '/tmp/x', terminal: true },
    { kind: 'output', stream: 'stdout', data: text('Nombre: ') },
    { kind: 'stdin', data: text('ana\n'), ended: false },
  ]
  expect(ladderOf(some)).toMatchInlineSnapshot(`
    "     0.0  the program starts
        12.3  on the terminal: "Nombre: "
        24.7  typed in the terminal: "ana\\n""
  `)
  expect(ladderOf(some, { language: 'es' })).toMatchInlineSnapshot(`
    "     0.0  el programa empieza
        12.3  en el terminal: "Nombre: "
        24.7  se escribe en el terminal: "ana\\n""
  `)
})
