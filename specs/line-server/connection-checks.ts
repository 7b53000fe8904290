import {
  check,
  close,
  connect,
  contains,
  expect,
  expectClose,
  expectNoLeak,
  expectSilence,
  halfClose,
  repeat,
  repeated,
  reset,
  send,
  together,
} from '../../harness/index.ts'

const clients = ['ana', 'beto', 'carla', 'diego', 'elisa', 'felipe', 'gabriela', 'hugo'] as const

/** As many bytes as surely wait all together in the program, and more than most read at a time. */
const chatter = repeated('y otra cosa\n', 1_700)

/** How connections end, and several of them at once. */
export const connectionChecks = [
  check('closes-after-the-client', {
    points: 1,
    after: ['listens'],
    requirement: {
      en: 'When the client ends its side after a line, the server MUST close the connection and send nothing more.',
      es: 'Cuando el cliente termina su lado después de una línea, el servidor DEBE cerrar la conexión y no enviar nada más.',
    },
    scenario: [
      connect('ana'),
      send('ana', 'hola\n'),
      expect('ana', 'HOLA\n'),
      halfClose('ana'),
      expectClose('ana'),
    ],
  }),
  check('says-goodbye', {
    points: 2,
    after: ['listens'],
    requirement: {
      en: 'After the line "adios" the server MUST answer "ADIOS" and end the connection properly, with FIN and not with a reset, whatever the client has sent after it.',
      es: 'Después de la línea "adios" el servidor DEBE responder "ADIOS" y terminar bien la conexión, con FIN y no con un reset, haya enviado lo que haya enviado el cliente después.',
    },
    scenarios: {
      alone: [connect('ana'), send('ana', 'adios\n'), expect('ana', 'ADIOS\n'), expectClose('ana')],
      'with-more-behind-it': [
        connect('ana'),
        together(send('ana', 'adios\n'), send('ana', chatter)),
        expect('ana', 'ADIOS\n'),
        expectClose('ana'),
      ],
    },
  }),
  check('serves-two-at-once', {
    points: 2,
    after: ['listens'],
    requirement: {
      en: 'The server MUST serve a client while another one is in the middle of a line, and MUST NOT mix their lines.',
      es: 'El servidor DEBE atender a un cliente mientras otro está en medio de una línea, y NO DEBE mezclar sus líneas.',
    },
    scenario: [
      connect('ana'),
      send('ana', 'hola, soy '),
      connect('beto'),
      send('beto', 'hola\n'),
      expect('beto', 'HOLA\n'),
      send('ana', 'ana\n'),
      // One who answers each recv() loses points elsewhere; one who loses half a line loses them here.
      expect('ana', contains('HOLA, SOY')),
      expect('ana', contains('ANA\n')),
    ],
  }),
  check('survives-a-reset', {
    points: 1,
    after: ['listens'],
    requirement: {
      en: 'A client that resets its connection while answers are due MUST NOT bring the server down: the next client is served.',
      es: 'Un cliente que corta su conexión con un reset cuando se le deben respuestas NO DEBE hacer caer al servidor: el siguiente cliente es atendido.',
    },
    scenario: [
      connect('ana'),
      send('ana', 'hola\n'),
      expect('ana', 'HOLA\n'),
      together(send('ana', 'uno\ndos\ntres\n'), reset('ana')),
      connect('beto'),
      // Only when nothing moves any more has the server seen the reset.
      expectSilence('beto'),
      send('beto', 'hola\n'),
      expect('beto', 'HOLA\n'),
    ],
  }),
  check('leaves-nothing-open', {
    points: 1,
    after: ['listens'],
    requirement: {
      en: 'The server MUST close the socket of every client that has gone.',
      es: 'El servidor DEBE cerrar el socket de cada cliente que se fue.',
    },
    scenario: [
      repeat({ each: clients, as: 'name' }, [
        connect('{name}'),
        send('{name}', 'hola\n'),
        expect('{name}', 'HOLA\n'),
        close('{name}'),
      ]),
      expectNoLeak(),
    ],
  }),
]
