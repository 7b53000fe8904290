import {
  accept,
  check,
  close,
  contains,
  defineAssignment,
  anything,
  expect,
  expectClose,
  expectExit,
  expectStderr,
  expectStdout,
  hex,
  json,
  lengthPrefixed,
  listen,
  message,
  refuse,
  send,
  stdin,
} from '../../harness/index.ts'

const line = '{"op":"sum","values":[1,2,3]}\n'
const other = '{"op":"reverse","text":"canción"}\n'
const request = message(json({ op: 'sum', values: [1, 2, 3] }))
const otherRequest = message(json({ op: 'reverse', text: 'canción' }))

/** The program sends one request, and gets this answer. */
const answered = (answer: string) => [
  listen(),
  stdin(line, 'end'),
  accept('ana'),
  expect('ana', request),
  send('ana', message(answer)),
  expectStdout(contains(`${answer}\n`)),
]

/** The server ends after these bytes of an answer. */
const cutOff = (bytes: string) => [
  listen(),
  stdin(line, 'end'),
  accept('ana'),
  expect('ana', request),
  send('ana', hex(bytes)),
  close('ana'),
  expectExit({ code: 'failure' }),
  expectStderr(anything()),
]

const large = `{"result":"${'mar y sol, '.repeat(6_400).slice(0, 70_000 - '{"result":""}'.length)}"}`

export default defineAssignment({
  id: 'message-client',
  title: { en: 'Message client', es: 'Cliente de mensajes' },
  program: {
    role: 'client',
    entry: ['cliente', 'client', 'main'],
    port: { given: 'argument', args: ['{host}', '{port}'] },
  },
  framing: lengthPrefixed(),
  counterpart: { assignment: 'message-server', stdin: line + other },
  checks: [
    check('connects', {
      points: 1,
      requirement: {
        en: 'The client MUST connect to the host and the port that its two arguments name.',
        es: 'El cliente DEBE conectarse al host y al puerto que recibe como sus dos argumentos.',
      },
      scenario: [listen(), stdin(line, 'end'), accept('ana')],
      fulfilledBy: ['connects-and-leaves', 'connects-and-stays-silent'],
    }),
    check('sends-each-line', {
      points: 2,
      after: ['connects'],
      requirement: {
        en: 'The client MUST send each line of its standard input, without its newline, as one message, and the next one after the answer.',
        es: 'El cliente DEBE enviar cada línea de su entrada estándar, sin el salto de línea, como un mensaje, y la siguiente después de la respuesta.',
      },
      scenario: [
        listen(),
        stdin(line + other, 'end'),
        accept('ana'),
        expect('ana', request),
        send('ana', message('{"result":6}')),
        expect('ana', otherRequest),
      ],
    }),
    check('prints-each-answer', {
      points: 2,
      after: ['connects'],
      requirement: {
        en: 'The client MUST print each answer as it came, on a line of its own, and nothing else on standard output.',
        es: 'El cliente DEBE imprimir cada respuesta tal como llegó, en una línea propia, y nada más en la salida estándar.',
      },
      scenario: [
        listen(),
        stdin(line + other, 'end'),
        accept('ana'),
        expect('ana', request),
        send('ana', message('{"result": 6}')),
        expect('ana', otherRequest),
        send('ana', message('{"result": "nóicnac"}')),
        expectStdout('{"result": 6}\n{"result": "nóicnac"}\n'),
      ],
    }),
    check('prints-an-answer-in-pieces', {
      points: 3,
      after: ['connects'],
      requirement: {
        en: 'The client MUST print an answer however it arrives: cut anywhere, in its length too.',
        es: 'El cliente DEBE imprimir una respuesta llegue como llegue: cortada en cualquier parte, también en su largo.',
      },
      scenario: answered('"así"'),
      lenses: ['cuts', 'bytewise'],
    }),
    check('prints-a-long-answer', {
      points: 2,
      after: ['connects'],
      requirement: {
        en: 'The client MUST print an answer of 70,000 bytes completely, however it arrives.',
        es: 'El cliente DEBE imprimir completa una respuesta de 70.000 bytes, llegue como llegue.',
      },
      scenario: answered(large),
      lenses: ['bytewise'],
    }),
    check('keeps-what-follows', {
      points: 1,
      after: ['connects'],
      requirement: {
        en: 'The client MUST NOT lose an answer that arrives together with the one before it.',
        es: 'El cliente NO DEBE perder una respuesta que llega junto con la anterior.',
      },
      scenario: [
        listen(),
        stdin(line + other, 'end'),
        accept('ana'),
        expect('ana', request),
        send('ana', message('{"result":6}')),
        expect('ana', otherRequest),
        send('ana', message('{"result":"nóicnac"}')),
        expectStdout(contains('{"result":"nóicnac"}\n')),
      ],
      lenses: ['coalesced'],
    }),
    check('closes-and-ends', {
      points: 1,
      after: ['connects'],
      requirement: {
        en: 'After the answer to its last line the client MUST close its connection and end with code 0.',
        es: 'Después de la respuesta a su última línea el cliente DEBE cerrar su conexión y terminar con código 0.',
      },
      scenario: [
        listen(),
        stdin(line, 'end'),
        accept('ana'),
        expect('ana', request),
        send('ana', message('{"result":6}')),
        expectClose('ana'),
        expectExit({ code: 0 }),
      ],
    }),
    check('says-that-it-was-cut-off', {
      points: 2,
      after: ['connects'],
      requirement: {
        en: 'When the server ends before an answer is complete, in its length too, the client MUST say so on standard error and end with another code than 0, without an uncaught exception.',
        es: 'Cuando el servidor termina antes de que la respuesta esté completa, también en su largo, el cliente DEBE decirlo en la salida de error y terminar con un código distinto de 0, sin una excepción no capturada.',
      },
      scenarios: {
        'before-it': cutOff(''),
        'in-its-length': cutOff('00 00'),
        'in-its-content': cutOff('00 00 00 0c 7b 22 72'),
      },
    }),
    check('says-that-nobody-listens', {
      points: 1,
      requirement: {
        en: 'When nobody listens the client MUST say so on standard error and end with another code than 0, without an uncaught exception.',
        es: 'Cuando nadie escucha el cliente DEBE decirlo en la salida de error y terminar con un código distinto de 0, sin una excepción no capturada.',
      },
      scenario: [
        refuse(),
        stdin(line, 'end'),
        expectExit({ code: 'failure' }),
        expectStderr(anything()),
      ],
    }),
  ],
})
