import {
  check,
  connect,
  exactly,
  expect,
  expectClose,
  expectSilence,
  halfClose,
  repeated,
  send,
} from '../../harness/index.ts'

const accents = 'canción, ñandú y pingüino 🔌\n'
/** More than 5,000 bytes in one line: more than most programs read at a time. */
const story = `${'y la historia sigue, '.repeat(240)}hasta la última canción\n`
/** 100,000 bytes. */
const chorus = { line: 'otra vez, ', times: 10_000 }

/** What the server does with the lines of one client. */
export const lineChecks = [
  check('answers-a-line', {
    points: 2,
    after: ['listens'],
    requirement: {
      en: 'The server MUST answer a line with the same line in capitals, in UTF-8, and a newline.',
      es: 'El servidor DEBE responder una línea con la misma línea en mayúsculas, en UTF-8, y un salto de línea.',
    },
    scenario: [
      connect('ana'),
      send('ana', '¿cómo estás, ñandú?\n'),
      expect('ana', '¿CÓMO ESTÁS, ÑANDÚ?\n'),
      expectSilence('ana'),
    ],
  }),
  check('answers-however-it-arrives', {
    points: 4,
    after: ['listens'],
    requirement: {
      en: 'The server MUST answer a line as one line, with every character intact, however it arrives: in pieces, cut anywhere, longer than 4,096 bytes.',
      es: 'El servidor DEBE responder una línea como una sola, con cada carácter intacto, llegue como llegue: en pedazos, cortada en cualquier parte, con más de 4.096 bytes.',
    },
    scenarios: {
      short: [connect('ana'), send('ana', accents), expect('ana', accents.toUpperCase())],
      long: [connect('ana'), send('ana', story), expect('ana', story.toUpperCase())],
    },
    lenses: ['cuts', 'bytewise', 'random'],
  }),
  check('answers-several-at-once', {
    points: 2,
    after: ['listens'],
    requirement: {
      en: 'The server MUST answer every line, in their order, also when several arrive at once.',
      es: 'El servidor DEBE responder cada línea, en su orden, también cuando varias llegan juntas.',
    },
    scenario: [
      connect('ana'),
      send('ana', 'uno\n'),
      expect('ana', 'UNO\n'),
      send('ana', 'dos\n'),
      expect('ana', 'DOS\n'),
      send('ana', 'tres\n'),
      expect('ana', 'TRES\n'),
    ],
    lenses: ['coalesced'],
  }),
  check('waits-for-the-whole-line', {
    points: 1,
    after: ['listens'],
    requirement: {
      en: 'The server MUST NOT answer before the newline has arrived.',
      es: 'El servidor NO DEBE responder antes de que llegue el salto de línea.',
    },
    scenario: [
      connect('ana'),
      send('ana', 'buenas '),
      expectSilence('ana'),
      send('ana', 'tardes\n'),
      expect('ana', 'BUENAS TARDES\n'),
    ],
  }),
  check('sends-all-of-a-long-line', {
    points: 2,
    after: ['listens'],
    requirement: {
      en: 'The server MUST answer a line of 100,000 bytes completely, also when send() takes less than it was given, and to a client that is slow to read.',
      es: 'El servidor DEBE responder completa una línea de 100.000 bytes, también cuando send() toma menos de lo que se le dio, y a un cliente que lee lento.',
    },
    scenario: [
      connect('ana'),
      send('ana', repeated(chorus.line, chorus.times)),
      send('ana', '\n'),
      expect('ana', exactly(repeated(chorus.line.toUpperCase(), chorus.times))),
      expect('ana', '\n'),
    ],
    lenses: ['short-io', 'slow-reader'],
  }),
  check('answers-the-last-line', {
    points: 1,
    after: ['listens'],
    requirement: {
      en: 'When the client ends its side in the middle of a line, the server MUST answer that line too, with a newline like any other, and then close the connection.',
      es: 'Cuando el cliente termina su lado en medio de una línea, el servidor DEBE responder también esa línea, con un salto de línea como las demás, y luego cerrar la conexión.',
    },
    scenario: [
      connect('ana'),
      send('ana', 'sin salto de linea'),
      halfClose('ana'),
      expect('ana', 'SIN SALTO DE LINEA\n'),
      expectClose('ana'),
    ],
  }),
]
