import {
  accept,
  anything,
  check,
  close,
  contains,
  defineAssignment,
  expectClose,
  expectExit,
  expectOutput,
  expectStdout,
  listen,
  refuse,
  repeated,
  reset,
  send,
  untilClose,
} from '../../harness/index.ts'

const greeting = 'Gracias por conectarte\n'
const accents = 'Hola: ¡qué alegría, señora Núñez! Ñandú, pingüino, café — 你好, 🔌.\n'
const paragraph = 'Había una vez un socket que no sabía cuánto iba a recibir; ¡así es recv!\n'
const paragraphs = 90

export default defineAssignment({
  id: 'greeting-client',
  title: { en: 'Greeting client', es: 'Cliente de saludos' },
  program: {
    role: 'client',
    entry: ['cliente', 'client', 'main'],
    port: { given: 'fixed', port: 9000 },
  },
  framing: untilClose(),
  counterpart: { assignment: 'greeting-server' },
  checks: [
    check('connects', {
      points: 1,
      requirement: {
        en: "The client MUST connect to port 9000 of its own host name's address.",
        es: 'El cliente DEBE conectarse al puerto 9000 de la dirección de su propio host.',
      },
      scenario: [listen(), accept('ana')],
      fulfilledBy: ['connects-and-leaves', 'connects-and-stays-silent'],
    }),
    check('shows-the-text', {
      points: 2,
      after: ['connects'],
      requirement: {
        en: "The client's output MUST contain the text that the server sends, in one piece.",
        es: 'La salida del cliente DEBE contener, de corrido, el texto que envía el servidor.',
      },
      scenario: [
        listen(),
        accept('ana'),
        send('ana', greeting),
        close('ana'),
        expectStdout(contains('Gracias por conectarte')),
      ],
    }),
    check('shows-a-text-in-pieces', {
      points: 3,
      after: ['connects'],
      requirement: {
        en: 'The output MUST contain the whole text however it arrives: in pieces, longer than 4,096 bytes, with every character intact.',
        es: 'La salida DEBE contener el texto completo llegue como llegue: en pedazos, con más de 4.096 bytes, con cada carácter intacto.',
      },
      scenarios: {
        short: [
          listen(),
          accept('ana'),
          send('ana', accents),
          close('ana'),
          expectStdout(contains(accents.trimEnd())),
        ],
        long: [
          listen(),
          accept('ana'),
          send('ana', repeated(paragraph, paragraphs)),
          close('ana'),
          expectStdout(contains(paragraph.repeat(paragraphs).trimEnd())),
        ],
      },
      lenses: ['whole', 'bytewise'],
    }),
    check('closes-and-ends', {
      points: 1,
      after: ['connects'],
      requirement: {
        en: 'After the text the client MUST close its connection and end by itself.',
        es: 'Después del texto el cliente DEBE cerrar su conexión y terminar solo.',
      },
      scenario: [
        listen(),
        accept('ana'),
        send('ana', greeting),
        close('ana'),
        expectOutput(anything()),
        expectClose('ana', { how: 'either', before: 'anything' }),
        expectExit(),
      ],
    }),
    check('says-that-nobody-listens', {
      points: 1,
      requirement: {
        en: 'When nobody listens the client MUST say so in some message, without an uncaught exception.',
        es: 'Cuando nadie escucha el cliente DEBE decirlo con algún mensaje, sin una excepción no capturada.',
      },
      scenario: [refuse(), expectExit(), expectOutput(anything())],
    }),
    check('says-that-it-was-cut-off', {
      points: 1,
      after: ['connects'],
      requirement: {
        en: 'When the server resets the connection before any byte the client MUST say so in some message, without an uncaught exception.',
        es: 'Cuando el servidor corta la conexión con un reset antes de cualquier byte el cliente DEBE decirlo con algún mensaje, sin una excepción no capturada.',
      },
      scenario: [listen(), accept('ana'), reset('ana'), expectExit(), expectOutput(anything())],
    }),
    check('ends-when-the-server-closes-at-once', {
      points: 1,
      after: ['connects'],
      requirement: {
        en: 'When the server closes the connection at once the client MUST end by itself.',
        es: 'Cuando el servidor cierra la conexión de inmediato el cliente DEBE terminar solo.',
      },
      scenario: [listen(), accept('ana'), close('ana'), expectExit({ crash: 'allowed' })],
      fulfilledBy: ['connects-and-leaves'],
    }),
  ],
})
