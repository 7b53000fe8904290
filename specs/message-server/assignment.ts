import { check, connect, defineAssignment, lengthPrefixed } from '../../harness/index.ts'
import { connectionChecks } from './connection-checks.ts'
import { messageChecks } from './message-checks.ts'

export default defineAssignment({
  id: 'message-server',
  title: { en: 'Message server', es: 'Servidor de mensajes' },
  program: {
    role: 'server',
    entry: ['servidor', 'server', 'main'],
    port: { given: 'argument' },
  },
  framing: lengthPrefixed(),
  counterpart: {
    assignment: 'message-client',
    stdin: '{"op":"sum","values":[1,2,3]}\n{"op":"reverse","text":"hola"}\nhola\n',
  },
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
    ...messageChecks,
    ...connectionChecks,
  ],
})
