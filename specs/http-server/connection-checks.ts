import {
  check,
  close,
  connect,
  end,
  expect,
  expectNoLeak,
  expectSilence,
  form,
  freeze,
  head,
  oneOf,
  reset,
  send,
  thaw,
} from '../../harness/index.ts'
import { ask, found, foundPlain, served } from './exchange.ts'
import { guide, plain } from './files.ts'

const clients = ['ana', 'beto', 'carla', 'diego', 'elisa'] as const

/** The answer with the plain file, after which the server says that it closes. */
const closing = found(plain, plain.length, { Connection: form('(?i:.*close.*)', 'close') })

/** The same of HTTP/1.0, which closes without saying so. */
const old = head(
  form(String.raw`HTTP/1\.0 200(?: .*)?`, 'HTTP/1.0 200 OK'),
  { 'Content-Length': String(plain.length) },
  plain,
)

/** How connections go on or end, and several of them at once. */
export const connectionChecks = [
  check('answers-two-in-a-row', {
    points: 2,
    after: ['listens'],
    requirement: {
      en: 'When two requests come together on one connection, the server MUST answer both in their order; or answer the first with `Connection: close` (or as HTTP/1.0) and close.',
      es: 'Cuando llegan dos solicitudes juntas por una conexión, el servidor DEBE responder ambas en su orden; o responder la primera con `Connection: close` (o como HTTP/1.0) y cerrar.',
    },
    scenario: [
      connect('ana'),
      send('ana', ask('/hola.txt') + ask('/docs/guia.txt')),
      // RFC 9112, 9.3 and 9.6.
      expect(
        'ana',
        oneOf([foundPlain, found(guide, guide.length)], [closing, end()], [old, end()]),
      ),
    ],
  }),
  check('serves-while-another-is-slow', {
    points: 3,
    after: ['listens'],
    requirement: {
      en: 'A client that says nothing, or has sent half a request, MUST NOT keep others waiting, and MUST be served when the rest comes.',
      es: 'Un cliente que no dice nada, o que ha enviado media solicitud, NO DEBE hacer esperar a otros, y DEBE ser atendido cuando llega el resto.',
    },
    scenarios: {
      silent: [connect('ana'), ...served('beto'), ...asked('ana')],
      'half-a-request': [
        connect('ana'),
        send('ana', 'GET /hola.txt HTTP/1.1\r\nHost: '),
        ...served('beto'),
        expectSilence('ana'),
        send('ana', 'localhost\r\n\r\n'),
        expect('ana', foundPlain),
      ],
    },
  }),
  check('survives-a-client-that-leaves', {
    points: 2,
    after: ['listens'],
    requirement: {
      en: 'A client that leaves in the middle of its request, or of the answer, MUST NOT bring the server down: the next client is served.',
      es: 'Un cliente que se va en medio de su solicitud, o de la respuesta, NO DEBE hacer caer al servidor: el siguiente cliente es atendido.',
    },
    scenarios: {
      'in-the-request': [
        connect('ana'),
        send('ana', 'GET /hola.txt HT'),
        close('ana'),
        ...served('beto'),
      ],
      'in-the-answer': [
        connect('ana'),
        freeze(),
        send('ana', ask('/grande.txt')),
        reset('ana'),
        thaw(),
        connect('beto'),
        // Only when nothing moves any more has the server seen the reset.
        expectSilence('beto'),
        ...asked('beto'),
      ],
    },
  }),
  check('leaves-nothing-open', {
    points: 1,
    after: ['listens'],
    requirement: {
      en: 'The server MUST close the socket of every client that has gone.',
      es: 'El servidor DEBE cerrar el socket de cada cliente que se fue.',
    },
    scenario: [...clients.flatMap((name) => [...served(name), close(name)]), expectNoLeak()],
  }),
]

function asked(peer: string) {
  return [send(peer, ask('/hola.txt')), expect(peer, foundPlain)]
}
