import {
  anything,
  check,
  close,
  contains,
  expectExit,
  expectOutput,
  expectStdout,
  refuse,
  reset,
  send,
} from '../../harness/index.ts'
import { request, response } from './exchange.ts'

const page = 'Mañana será otro día\n'

/** How the client ends: at the length, and where the connection does not do what it hoped for. */
export const endings = [
  check('stops-at-the-length', {
    points: 2,
    after: ['sends-a-request'],
    requirement: {
      en: 'When the server gives Content-Length, in bytes and in any case, and leaves the connection open, the client MUST show the body and end by itself.',
      es: 'Cuando el servidor da Content-Length, en bytes y con mayúsculas o minúsculas, y deja abierta la conexión, el cliente DEBE mostrar el cuerpo y terminar solo.',
    },
    scenarios: { usual: stays('Content-Length'), 'lower-case': stays('content-length') },
  }),
  check('ends-when-the-body-is-cut-short', {
    points: 1,
    after: ['sends-a-request'],
    requirement: {
      en: 'When the server closes the connection before Content-Length is reached the client MUST end by itself, without an uncaught exception.',
      es: 'Cuando el servidor cierra la conexión antes de completar Content-Length el cliente DEBE terminar solo, sin una excepción no capturada.',
    },
    scenario: [
      ...request,
      send('ana', response('Hasta aqui', { bytes: 500 })),
      close('ana'),
      expectExit(),
    ],
  }),
  check('ends-when-refused', {
    points: 1,
    requirement: {
      en: 'When nobody listens the client MUST say so in some message and end by itself, without an uncaught exception.',
      es: 'Cuando nadie escucha el cliente DEBE decirlo con algún mensaje y terminar solo, sin una excepción no capturada.',
    },
    scenario: [refuse(), expectExit(), expectOutput(anything())],
  }),
  check('survives-a-reset', {
    points: 1,
    after: ['sends-a-request'],
    requirement: {
      en: 'When the server resets the connection instead of answering the client MUST end by itself, without an uncaught exception.',
      es: 'Cuando el servidor corta la conexión con un reset en vez de responder el cliente DEBE terminar solo, sin una excepción no capturada.',
    },
    scenario: [...request, reset('ana'), expectExit()],
  }),
]

function stays(name: string) {
  return [
    ...request,
    send('ana', response(page, { name })),
    expectStdout(contains(page.trimEnd())),
    expectExit(),
  ]
}
