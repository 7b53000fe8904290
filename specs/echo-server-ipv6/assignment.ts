import {
  check,
  connect,
  defineAssignment,
  expect,
  expectClose,
  halfClose,
  send,
  untilClose,
} from '../../harness/index.ts'

export default defineAssignment({
  id: 'echo-server-ipv6',
  title: { en: 'Echo server, over IPv6', es: 'Servidor de eco, por IPv6' },
  program: {
    role: 'server',
    entry: ['servidor', 'server', 'main'],
    port: { given: 'argument' },
  },
  framing: untilClose(),
  network: { family: 'ipv6' },
  checks: [
    check('listens', {
      points: 1,
      requirement: {
        en: 'The server MUST listen on the port that its only argument names, of a local IPv6 address.',
        es: 'El servidor DEBE escuchar en el puerto que recibe como único argumento, de una dirección IPv6 local.',
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
      scenario: [
        connect('ana'),
        send('ana', 'hola'),
        expect('ana', 'hola'),
        halfClose('ana'),
        expectClose('ana'),
      ],
      fulfilledBy: ['echoes'],
    }),
  ],
})
