import { check, connect, defineAssignment, untilClose } from '../../harness/index.ts'
import { byteChecks } from './byte-checks.ts'
import { connectionChecks } from './connection-checks.ts'

export default defineAssignment({
  id: 'echo-server',
  title: { en: 'Echo server', es: 'Servidor de eco' },
  program: {
    role: 'server',
    entry: ['servidor', 'server', 'main'],
    port: { given: 'argument' },
  },
  framing: untilClose(),
  checks: [
    check('listens', {
      points: 1,
      requirement: {
        en: 'The server MUST listen on the port that its only argument names, of a local IPv4 address.',
        es: 'El servidor DEBE escuchar en el puerto que recibe como único argumento, de una dirección IPv4 local.',
      },
      scenario: [connect('ana')],
      fulfilledBy: ['never-accepts', 'stays-silent', 'closes-at-once', 'resets', 'echoes'],
    }),
    ...byteChecks,
    ...connectionChecks,
  ],
})
