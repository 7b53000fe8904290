import { check, connect, defineAssignment, lines } from '../../harness/index.ts'
import { companyChecks } from './company-checks.ts'
import { lineChecks } from './line-checks.ts'

export default defineAssignment({
  id: 'chat-server',
  title: { en: 'Chat server', es: 'Servidor de chat' },
  program: {
    role: 'server',
    entry: ['servidor', 'server', 'main'],
    port: { given: 'argument' },
  },
  framing: lines(),
  counterpart: { assignment: 'chat-client' },
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
    ...companyChecks,
    ...lineChecks,
  ],
})
