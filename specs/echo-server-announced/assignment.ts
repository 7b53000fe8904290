import {
  check,
  connect,
  defineAssignment,
  expect,
  expectClose,
  halfClose,
  restart,
  send,
  untilClose,
} from '../../harness/index.ts'

const isEchoed = (peer: string) => [
  connect(peer),
  send(peer, 'hola'),
  expect(peer, 'hola'),
  halfClose(peer),
  expectClose(peer),
]

export default defineAssignment({
  id: 'echo-server-announced',
  title: {
    en: 'Echo server, on a port that it announces',
    es: 'Servidor de eco, en un puerto que anuncia',
  },
  program: {
    role: 'server',
    entry: ['servidor', 'server', 'main'],
    port: {
      given: 'announced',
      pattern: '[Pp]uerto {port}',
      like: 'Escuchando en el puerto {port}',
    },
  },
  framing: untilClose(),
  checks: [
    check('listens', {
      points: 2,
      requirement: {
        en: 'The server MUST listen on a free port of its choice, and MUST write a line such as "Escuchando en el puerto 40123" that tells which.',
        es: 'El servidor DEBE escuchar en un puerto libre que él elige, y DEBE escribir una línea como "Escuchando en el puerto 40123" que diga cuál.',
      },
      scenario: [connect('ana')],
      fulfilledBy: ['never-accepts', 'stays-silent', 'closes-at-once', 'resets', 'echoes'],
    }),
    check('echoes', {
      points: 1,
      after: ['listens'],
      requirement: {
        en: 'The server MUST send back what a client sends, at once, and close when the client has ended its side.',
        es: 'El servidor DEBE devolver lo que envía un cliente, de inmediato, y cerrar cuando el cliente terminó su lado.',
      },
      scenario: isEchoed('ana'),
      fulfilledBy: ['echoes'],
    }),
    check('serves-again', {
      points: 1,
      after: ['echoes'],
      requirement: {
        en: 'A server that was ended and is started again MUST announce the port on which it listens now, which may be another one.',
        es: 'Un servidor que fue terminado y se inicia de nuevo DEBE anunciar el puerto en que escucha ahora, que puede ser otro.',
      },
      scenario: [...isEchoed('ana'), restart(), ...isEchoed('beto')],
      fulfilledBy: ['echoes'],
    }),
  ],
})
