import { entry, type Entries } from './reference-entry.ts'
import type { Step } from './step.ts'
import type { WrittenStep } from './structure.ts'

const ana = { peer: 'ana' }

/** The steps; their `kind` is added to the examples. */
export const steps = {
  connect: entry('The peer connects to the server program.', ana),
  connectTogether: entry('Several peers connect at the same moment.', { peers: ['ana', 'beto'] }),
  listen: entry('The harness listens where the client program will connect, before it starts.'),
  accept: entry(
    "The peer takes the client program's next connection, which comes from one of the ports of `fromPort`, where that is given.",
    { ...ana, fromPort: { from: 5000, to: 5010 } },
  ),
  refuse: entry('Nobody listens where the client program will connect.'),
  send: entry('The peer sends bytes, delivered as the lens says.', { ...ana, data: 'hola\n' }),
  expect: entry(
    'The peer must receive this, next. Later steps find it under the name `as`, where that is given.',
    { ...ana, expected: 'HOLA\n' },
  ),
  expectSilence: entry(
    'The peer must receive nothing (more): `proved` where the program waits for good; else for the limit `silenceMs`, and for as long as its own timers run (`sleep`, `settimeout`), up to `answerMs`.',
    ana,
  ),
  expectClose: entry(
    'The program must end the connection of the peer: with FIN, or with a reset too where `how` is `either`. Bytes that come before are a failure unless `before` is `anything`.',
    { ...ana, how: 'fin', before: 'nothing' },
  ),
  fence: entry(
    'The peer sends a request, in one piece, whose answer must be the very next thing that comes: so nothing more had come before.',
    { ...ana, data: 'eco\n', expected: 'ECO\n' },
  ),
  drain: entry(
    'The peer ends its side, and the program must end the connection without a word.',
    ana,
  ),
  halfClose: entry('The peer sends FIN and goes on reading.', ana),
  close: entry('The peer closes its side (FIN).', ana),
  reset: entry('The peer resets the connection (RST).', ana),
  open: entry(
    'The peer gets a socket for datagrams; for client programs the first one is where the program will send to.',
    ana,
  ),
  relay: entry(
    'From here on a relay stands between the peer and the program, which drops, duplicates, holds back or corrupts datagrams by their number, counted from 1 in each direction.',
    {
      ...ana,
      toProgram: [
        { kind: 'drop', datagram: 2 },
        { kind: 'hold', datagram: 3, until: 4 },
      ],
      fromProgram: [
        { kind: 'duplicate', datagram: 1 },
        { kind: 'corrupt', datagram: 2, byte: 0 },
      ],
    },
  ),
  sendDatagram: entry('The peer sends one datagram, which may be empty.', { ...ana, data: 'hola' }),
  expectDatagram: entry(
    'The peer must receive a datagram with this: the next one, or any that comes where `order` is `any`; from where it was asked unless `from` is `anywhere`; where a timer is asked for, not before so many milliseconds after the last one, and within others.',
    {
      ...ana,
      expected: 'hola',
      order: 'next',
      from: 'asked',
      notBeforeMs: 200,
      withinMs: 2000,
    },
  ),
  stdin: entry("Writes on the program's standard input, and ends it when `then` is `end`.", {
    data: 'ana\n',
    then: 'hold',
  }),
  expectOutput: entry('A stream of the output (or `either`) must have this.', {
    stream: 'stdout',
    expected: { kind: 'contains', data: 'hola' },
  }),
  expectFile: entry(
    'The program must have written a file that is this, byte for byte, at `path` in the folder in which it starts; not a link, nor behind one.',
    { path: 'recibido.txt', data: 'hola\n' },
  ),
  signal: entry('Sends a signal to the program.', { signal: 'SIGTERM' }),
  freeze: entry(
    'Stops every process of the program (SIGSTOP), so that several moves are seen at once.',
  ),
  thaw: entry('Lets a frozen program go on (SIGCONT).'),
  expectExit: entry(
    'The program must end by itself, with this code (or `any`, or `failure`: any but 0), and without a crash.',
    {
      code: 0,
    },
  ),
  expectNoLeak: entry(
    'The program must have closed the socket of every peer that has come and gone.',
  ),
  restart: entry(
    'Ends the server program (SIGKILL) and starts it again at once; it must listen again.',
  ),
  startOther: entry(
    'Starts one of the programs in `others` beside the program that is judged: a client, told where that listens, or a server before a client that is judged starts, which must listen. This run of it is called `as`, or else as the program. Its standard input is `stdin` and ends after it, or stays open where that is not given.',
    { program: 'cliente', as: 'ana', stdin: 'hola\n' },
  ),
  expectOtherOutput: entry(
    'What this other program writes on a stream (or `either`) must have this.',
    { other: 'ana', stream: 'stdout', expected: { kind: 'contains', data: 'HOLA' } },
  ),
  expectOtherExit: entry(
    'This other program must end by itself, with this code (or `any`, or `failure`: any but 0), and without a crash; 0 unless given.',
    { other: 'ana', code: 0 },
  ),
} as const satisfies Entries<Step['kind']>

/** The structures. */
export const structures = {
  repeat: entry(
    'The steps `times` times, or once for `each` of some texts. What `as` names stands in braces for the number of the round, from 1, or for its text, in every text of the steps.',
    {
      each: ['ana', 'beto'],
      as: 'who',
      steps: [
        { kind: 'connect', peer: '{who}' },
        { kind: 'send', peer: '{who}', data: 'I am {who}\n' },
      ],
    },
  ),
  inReverse: entry('The same as `repeat`, from the last round to the first.', {
    times: 3,
    as: 'n',
    steps: [{ kind: 'close', peer: 'c{n}' }],
  }),
  together: entry(
    'Moves that the program sees all at once, because it is stopped meanwhile (`freeze`, `thaw`).',
    {
      steps: [
        { kind: 'send', ...ana, data: 'yo\n' },
        { kind: 'send', peer: 'beto', data: 'no, yo\n' },
      ],
    },
  ),
} as const satisfies Entries<Exclude<WrittenStep['kind'], Step['kind']>>
