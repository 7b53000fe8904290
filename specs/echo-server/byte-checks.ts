import {
  check,
  connect,
  exactly,
  expect,
  expectSilence,
  hex,
  repeated,
  send,
} from '../../harness/index.ts'

/** Every value that a byte can have, the one that ends strings in C among them, and one no newline. */
const everyByte = hex(Buffer.from(Array.from({ length: 256 }, (_, value) => value)).toString('hex'))
const accents = '¿Qué dice el ñandú? 🔌 Lo mismo.'
/** 1 MiB. */
const much = repeated('eco, eco', 131_072)

/** What the server does with the bytes of one client. */
export const byteChecks = [
  check('echoes', {
    points: 2,
    after: ['listens'],
    requirement: {
      en: 'The server MUST send back what a client sends, at once and nothing else, also when no newline comes.',
      es: 'El servidor DEBE devolver lo que envía un cliente, de inmediato y nada más, también cuando no llega un salto de línea.',
    },
    scenario: [
      connect('ana'),
      send('ana', 'hola\n'),
      expect('ana', 'hola\n'),
      send('ana', 'sin salto'),
      expect('ana', 'sin salto'),
      expectSilence('ana'),
    ],
    fulfilledBy: ['echoes'],
  }),
  check('echoes-every-byte', {
    points: 2,
    after: ['listens'],
    requirement: {
      en: 'The server MUST send back every byte as it came, whatever its value: zero, 255 and what is no text.',
      es: 'El servidor DEBE devolver cada byte como llegó, tenga el valor que tenga: cero, 255 y lo que no es texto.',
    },
    scenario: [
      connect('ana'),
      send('ana', everyByte),
      expect('ana', exactly(everyByte)),
      expectSilence('ana'),
    ],
    lenses: ['random'],
    fulfilledBy: ['echoes'],
  }),
  check('echoes-however-it-arrives', {
    points: 2,
    after: ['listens'],
    requirement: {
      en: 'The server MUST send back the same bytes however they arrive: byte by byte, or cut in the middle of a character.',
      es: 'El servidor DEBE devolver los mismos bytes lleguen como lleguen: de a uno, o cortados en medio de un carácter.',
    },
    scenario: [connect('ana'), send('ana', accents), expect('ana', accents), expectSilence('ana')],
    lenses: ['cuts', 'bytewise'],
    fulfilledBy: ['echoes'],
  }),
  check('echoes-a-mebibyte', {
    points: 2,
    after: ['listens'],
    requirement: {
      en: 'The server MUST send back 1 MiB completely, also when send() takes less than it was given, and to a client that is slow to read.',
      es: 'El servidor DEBE devolver 1 MiB completo, también cuando send() toma menos de lo que se le dio, y a un cliente que lee lento.',
    },
    scenario: [connect('ana'), send('ana', much), expect('ana', exactly(much))],
    lenses: ['short-io', 'slow-reader'],
    fulfilledBy: ['echoes'],
  }),
]
