import { anything, check, connect, expect, form, head, send } from '../../harness/index.ts'
import { answer, ask, served } from './exchange.ts'

/** What is refused, and how; whoever asks afterwards is served. */
export const refusalChecks = [
  check('answers-404', {
    points: 2,
    after: ['listens'],
    requirement: {
      en: 'The server MUST answer 404 where there is no such file, with whatever body, and go on serving.',
      es: 'El servidor DEBE responder 404 cuando no existe el archivo, con cualquier cuerpo, y seguir atendiendo.',
    },
    scenario: refused(ask('/no-existe.txt'), answer('404', 'Not Found')),
  }),
  check('answers-405', {
    points: 2,
    after: ['listens'],
    requirement: {
      en: 'The server MUST answer 405 to POST and DELETE, and go on serving.',
      es: 'El servidor DEBE responder 405 a POST y DELETE, y seguir atendiendo.',
    },
    scenarios: {
      post: refused(
        ask('/hola.txt', { method: 'POST', fields: 'Content-Length: 0\r\n' }),
        answer('405', 'Method Not Allowed'),
      ),
      delete: refused(ask('/hola.txt', { method: 'DELETE' }), answer('405', 'Method Not Allowed')),
    },
  }),
  check('says-what-is-allowed', {
    points: 1,
    after: ['answers-405'],
    requirement: {
      en: 'An answer 405 MUST have the field Allow with GET and HEAD.',
      es: 'Una respuesta 405 DEBE tener el campo Allow con GET y HEAD.',
    },
    scenario: [
      connect('ana'),
      send('ana', ask('/hola.txt', { method: 'DELETE' })),
      // RFC 9110, 15.5.6 and 10.2.1.
      expect(
        'ana',
        answer('405', 'Method Not Allowed', {
          Allow: form('.*GET.*HEAD.*|.*HEAD.*GET.*', 'GET, HEAD'),
        }),
      ),
    ],
  }),
  check('answers-400', {
    points: 2,
    after: ['listens'],
    requirement: {
      en: 'The server MUST answer 400 to a first line that is no request, and go on serving.',
      es: 'El servidor DEBE responder 400 a una primera línea que no es una solicitud, y seguir atendiendo.',
    },
    scenario: refused('HOLA\r\nHost: localhost\r\n\r\n', answer('400', 'Bad Request')),
  }),
  check('asks-for-a-host', {
    points: 1,
    after: ['listens'],
    requirement: {
      en: 'The server MUST answer 400 to a request of HTTP/1.1 without the field Host.',
      es: 'El servidor DEBE responder 400 a una solicitud HTTP/1.1 sin el campo Host.',
    },
    // RFC 9112, 3.2.
    scenario: refused(
      'GET /hola.txt HTTP/1.1\r\nAccept: */*\r\n\r\n',
      answer('400', 'Bad Request'),
    ),
  }),
  check('keeps-to-its-folder', {
    points: 3,
    after: ['listens'],
    requirement: {
      en: 'The server MUST NOT give away a file that lies outside of `www`, also not with `..` in the path, as it is or as `%2e%2e`: it MUST answer 400, 403 or 404, and go on serving.',
      es: 'El servidor NO DEBE entregar un archivo que está fuera de `www`, tampoco con `..` en la ruta, tal cual o como `%2e%2e`: DEBE responder 400, 403 o 404, y seguir atendiendo.',
    },
    scenarios: {
      dots: refused(ask('/../secreto.txt'), outside()),
      'dots-in-a-folder': refused(ask('/docs/../../secreto.txt'), outside()),
      encoded: refused(ask('/%2e%2e/secreto.txt'), outside()),
      'encoded-with-the-slash': refused(ask('/..%2fsecreto.txt'), outside()),
    },
  }),
]

function refused(request: string, expected: ReturnType<typeof head>) {
  return [connect('ana'), send('ana', request), expect('ana', expected), ...served('beto')]
}

function outside() {
  const first = form(String.raw`HTTP/1\.[01] (?:400|403|404)(?: .*)?`, 'HTTP/1.1 404 Not Found')
  return head(first, {}, anything())
}
