import {
  anything,
  check,
  close,
  connect,
  connectTogether,
  defineAssignment,
  expect,
  expectClose,
  expectExit,
  expectSilence,
  freeze,
  reset,
  thaw,
  untilClose,
} from '../../harness/index.ts'

const greeting = 'Gracias por conectarte\n'
const clients = ['ana', 'beto', 'carla', 'diego', 'elisa'] as const

export default defineAssignment({
  id: 'greeting-server',
  title: { en: 'Greeting server', es: 'Servidor de saludos' },
  program: {
    role: 'server',
    entry: ['servidor', 'server', 'main'],
    port: { given: 'fixed', port: 9000 },
  },
  framing: untilClose(),
  counterpart: { assignment: 'greeting-client', times: 5 },
  checks: [
    check('listens', {
      points: 1,
      requirement: {
        en: 'The server MUST listen on port 9000 of a local IPv4 address.',
        es: 'El servidor DEBE escuchar en el puerto 9000 de una dirección IPv4 local.',
      },
      scenario: [connect('ana')],
      fulfilledBy: ['never-accepts', 'stays-silent', 'closes-at-once', 'resets', 'echoes'],
    }),
    check('greets', {
      points: 2,
      after: ['listens'],
      requirement: {
        en: 'The server MUST send each client exactly "Gracias por conectarte" and a newline, in UTF-8, without waiting for anything.',
        es: 'El servidor DEBE enviar a cada cliente exactamente "Gracias por conectarte" y un salto de línea, en UTF-8, sin esperar nada.',
      },
      scenario: [connect('ana'), expect('ana', greeting), expectSilence('ana')],
    }),
    check('closes', {
      points: 1,
      after: ['listens'],
      requirement: {
        en: "After the greeting the server MUST close that client's connection properly: with FIN, not with a reset.",
        es: 'Después del saludo el servidor DEBE cerrar bien la conexión con ese cliente: con FIN, no con un reset.',
      },
      scenario: [
        connect('ana'),
        expect('ana', anything()),
        expectClose('ana', { how: 'fin', before: 'anything' }),
      ],
    }),
    check('serves-five-in-turn', {
      points: 1,
      after: ['listens'],
      requirement: {
        en: 'The server MUST serve five clients that come one after the other.',
        es: 'El servidor DEBE atender a cinco clientes que llegan uno después del otro.',
      },
      scenario: clients.flatMap((name) => [connect(name), expect(name, anything()), close(name)]),
    }),
    check('serves-five-together', {
      points: 2,
      after: ['listens'],
      requirement: {
        en: 'The server MUST serve five clients that arrive together.',
        es: 'El servidor DEBE atender a cinco clientes que llegan juntos.',
      },
      scenario: [
        freeze(),
        connectTogether(...clients),
        thaw(),
        ...clients.map((name) => expect(name, anything())),
      ],
    }),
    check('ends-after-the-fifth', {
      points: 2,
      after: ['listens'],
      requirement: {
        en: 'The server MUST end by itself, with code 0, after the fifth client has been served and has gone.',
        es: 'El servidor DEBE terminar solo, con código 0, después de que el quinto cliente fue atendido y se fue.',
      },
      scenario: [
        ...clients.flatMap((name) => [connect(name), expect(name, anything()), close(name)]),
        expectExit({ code: 0 }),
      ],
    }),
    check('survives-a-reset', {
      points: 1,
      after: ['listens'],
      requirement: {
        en: 'A client that resets its connection before the server touches it MUST NOT bring the server down: the next client is served.',
        es: 'Un cliente que corta su conexión con un reset antes de que el servidor la toque NO DEBE hacerlo caer: el siguiente cliente es atendido.',
      },
      scenario: [
        freeze(),
        connect('ana'),
        reset('ana'),
        thaw(),
        connect('beto'),
        expect('beto', anything()),
      ],
    }),
  ],
})
