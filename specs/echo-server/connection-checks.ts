import {
  check,
  close,
  connect,
  connectTogether,
  exactly,
  expect,
  expectClose,
  expectNoLeak,
  expectSilence,
  freeze,
  halfClose,
  repeated,
  reset,
  send,
  thaw,
} from '../../harness/index.ts'

const clients = ['ana', 'beto', 'carla', 'diego', 'elisa', 'felipe', 'gabriela', 'hugo'] as const

/** More than programs usually read at a time. */
const several = repeated('una y otra vez\n', 1_000)

/** How connections end, and several of them at once. */
export const connectionChecks = [
  check('answers-after-the-end', {
    points: 2,
    after: ['listens'],
    requirement: {
      en: 'When the client ends its side, the server MUST send back everything that came before, also what came together with the end, and then close the connection.',
      es: 'Cuando el cliente termina su lado, el servidor DEBE devolver todo lo que llegó antes, también lo que llegó junto con el fin, y luego cerrar la conexión.',
    },
    scenarios: {
      later: [
        connect('ana'),
        send('ana', 'hola'),
        expect('ana', 'hola'),
        halfClose('ana'),
        expectClose('ana'),
      ],
      together: [
        connect('ana'),
        send('ana', 'hola'),
        expect('ana', 'hola'),
        freeze(),
        send('ana', several),
        halfClose('ana'),
        thaw(),
        expect('ana', exactly(several)),
        expectClose('ana'),
      ],
    },
    fulfilledBy: ['echoes'],
  }),
  check('serves-in-any-order', {
    points: 2,
    after: ['listens'],
    requirement: {
      en: 'The server MUST serve eight clients that are connected at the same time, in whatever order they send, and MUST NOT mix their bytes.',
      es: 'El servidor DEBE atender a ocho clientes conectados al mismo tiempo, envíen en el orden que envíen, y NO DEBE mezclar sus bytes.',
    },
    scenarios: {
      'last-first': [
        ...clients.map((name) => connect(name)),
        ...clients
          .toReversed()
          .flatMap((name) => [send(name, `soy ${name}`), expect(name, `soy ${name}`)]),
        ...clients.map((name) => expectSilence(name)),
      ],
      'all-at-once': [
        connectTogether(...clients),
        freeze(),
        ...clients.map((name) => send(name, `soy ${name}`)),
        thaw(),
        ...clients.map((name) => expect(name, `soy ${name}`)),
      ],
    },
    fulfilledBy: ['echoes'],
  }),
  check('survives-a-reset', {
    points: 1,
    after: ['listens'],
    requirement: {
      en: 'A client that resets its connection while bytes are due to it MUST NOT bring the server down: the next client is served.',
      es: 'Un cliente que corta su conexión con un reset cuando se le deben bytes NO DEBE hacer caer al servidor: el siguiente cliente es atendido.',
    },
    scenario: [
      connect('ana'),
      send('ana', 'hola'),
      expect('ana', 'hola'),
      freeze(),
      send('ana', several),
      reset('ana'),
      thaw(),
      connect('beto'),
      // Only when nothing moves any more has the server seen the reset.
      expectSilence('beto'),
      send('beto', 'hola'),
      expect('beto', 'hola'),
    ],
    fulfilledBy: ['echoes'],
  }),
  check('leaves-nothing-open', {
    points: 1,
    after: ['listens'],
    requirement: {
      en: 'The server MUST close the socket of every client that has gone.',
      es: 'El servidor DEBE cerrar el socket de cada cliente que se fue.',
    },
    scenario: [
      ...clients.flatMap((name) => [
        connect(name),
        send(name, 'hola'),
        expect(name, 'hola'),
        close(name),
      ]),
      expectNoLeak(),
    ],
    fulfilledBy: ['echoes'],
  }),
]
