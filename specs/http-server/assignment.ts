import { check, connect, defineAssignment, lines } from '../../harness/index.ts'
import { connectionChecks } from './connection-checks.ts'
import { fileChecks } from './file-checks.ts'
import { files } from './files.ts'
import { refusalChecks } from './refusal-checks.ts'

export default defineAssignment({
  id: 'http-server',
  title: { en: 'HTTP server', es: 'Servidor HTTP' },
  program: {
    role: 'server',
    entry: ['servidor', 'server', 'main'],
    port: { given: 'argument' },
  },
  // What ends a request without a body is its empty line.
  framing: lines('\r\n\r\n'),
  files,
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
    ...fileChecks,
    ...refusalChecks,
    ...connectionChecks,
  ],
})
