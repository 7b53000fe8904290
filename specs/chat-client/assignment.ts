import {
  accept,
  anything,
  check,
  defineAssignment,
  expectExit,
  expectOutput,
  lines,
  listen,
  refuse,
} from '../../harness/index.ts'
import { talkChecks } from './talk-checks.ts'

export default defineAssignment({
  id: 'chat-client',
  title: { en: 'Chat client', es: 'Cliente de chat' },
  program: {
    role: 'client',
    entry: ['cliente', 'client', 'main'],
    port: { given: 'argument', args: ['{host}', '{port}', 'ana'] },
  },
  framing: lines(),
  counterpart: { assignment: 'chat-server' },
  checks: [
    check('connects', {
      points: 1,
      requirement: {
        en: 'The client MUST connect to the host and the port of its first two arguments.',
        es: 'El cliente DEBE conectarse al host y al puerto de sus primeros dos argumentos.',
      },
      scenario: [listen(), accept('servidor')],
      fulfilledBy: ['connects-and-leaves', 'connects-and-stays-silent'],
    }),
    ...talkChecks,
    check('says-that-nobody-listens', {
      points: 1,
      requirement: {
        en: 'When nobody listens the client MUST say so in some message and end, without an uncaught exception.',
        es: 'Cuando nadie escucha el cliente DEBE decirlo con algún mensaje y terminar, sin una excepción no capturada.',
      },
      scenario: [refuse(), expectExit(), expectOutput(anything())],
    }),
  ],
})
