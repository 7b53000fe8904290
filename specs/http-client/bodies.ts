import { check, close, contains, expectExit, expectStdout, send } from '../../harness/index.ts'
import { request, response } from './exchange.ts'

const page = 'Hola desde el servidor\n'
const accents = '¡Qué alegría, Núñez!\n'
// Of one byte each, so that where a piece ends is no matter of characters.
const line = 'Una respuesta no es un recv, por larga que sea.\n'
const long = line.repeat(120)
const veryLong = line.repeat(2500)

/** The request, and the body of the response, however it comes. */
export const bodies = [
  check('sends-a-request', {
    points: 1,
    requirement: {
      en: 'The client MUST send `GET / HTTP/1.1` with the host `iic2333.ing.puc.cl` to port 80 of that host.',
      es: 'El cliente DEBE enviar `GET / HTTP/1.1` con el host `iic2333.ing.puc.cl` al puerto 80 de ese host.',
    },
    scenario: [...request],
  }),
  check('shows-a-short-body', {
    points: 1,
    after: ['sends-a-request'],
    requirement: {
      en: 'The output MUST contain the body of a short response, with or without Content-Length, after which the server closes the connection.',
      es: 'La salida DEBE contener el cuerpo de una respuesta corta, con o sin Content-Length, tras la cual el servidor cierra la conexión.',
    },
    scenarios: {
      'with-a-length': shown(response(page), page),
      'without-a-length': shown(`HTTP/1.1 200 OK\r\nContent-Type: text/plain\r\n\r\n${page}`, page),
    },
  }),
  check('shows-a-long-body', {
    points: 2,
    after: ['sends-a-request'],
    requirement: {
      en: 'The output MUST contain the whole body, in one piece, however long it is: more than 4,096 bytes, and more than 100,000.',
      es: 'La salida DEBE contener el cuerpo completo, de corrido, por largo que sea: más de 4.096 bytes, y más de 100.000.',
    },
    scenarios: {
      long: shown(response(long), long),
      'very-long': shown(response(veryLong), veryLong),
    },
  }),
  check('shows-a-body-in-pieces', {
    points: 2,
    after: ['sends-a-request'],
    requirement: {
      en: 'The output MUST contain the whole body, in one piece and with every character intact, in whatever pieces the response arrives.',
      es: 'La salida DEBE contener el cuerpo completo, de corrido y con cada carácter intacto, en los pedazos que sea que llegue la respuesta.',
    },
    scenario: shown(response(accents), accents),
    lenses: ['whole', 'bytewise'],
  }),
]

function shown(answer: string, body: string) {
  return [
    ...request,
    send('ana', answer),
    close('ana'),
    expectStdout(contains(body.trimEnd())),
    expectExit(),
  ]
}
