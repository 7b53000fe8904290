import { check, close, contains, expectExit, expectStdout, send } from '../../harness/index.ts'
import { request } from './exchange.ts'

const page = 'Hola en pedazos, y mañana también'
/** Sixteen lines of 48 bytes: their chunks have sizes with letters (a, ab, d, ...). */
const long = 'Cada trozo dice su largo antes, en hexadecimal.\n'.repeat(16)
const letterBytes = 171
const hexadecimal = 16

/** Bodies in chunks, each with its size before it (RFC 9112, 7.1). */
export const chunks = [
  check('shows-a-chunked-body', {
    points: 2,
    after: ['sends-a-request'],
    requirement: {
      en: 'When the response has `Transfer-Encoding: chunked` the output MUST contain the body in one piece, without the sizes of the chunks, in whatever pieces it arrives.',
      es: 'Cuando la respuesta tiene `Transfer-Encoding: chunked` la salida DEBE contener el cuerpo de corrido, sin los largos de los trozos, en los pedazos que sea que llegue.',
    },
    scenarios: {
      short: shown(chunked(cut(page, [4, 7])), page),
      'sizes-with-letters': shown(chunked(cut(long, [10, letterBytes, 13])), long),
    },
    lenses: ['whole', 'bytewise'],
  }),
  check('ends-at-the-last-chunk', {
    points: 1,
    after: ['sends-a-request'],
    requirement: {
      en: 'When the chunk of size 0 and the empty line after it have come, and the connection stays open, the client MUST end by itself.',
      es: 'Cuando llegaron el trozo de largo 0 y la línea vacía que lo sigue, y la conexión queda abierta, el cliente DEBE terminar solo.',
    },
    scenario: [...request, send('ana', chunked(cut(page, [4, 7]))), expectExit()],
  }),
]

/** The text in chunks of so many characters, and one with the rest. */
function cut(text: string, sizes: readonly number[]): readonly string[] {
  const [size, ...others] = sizes
  if (size === undefined) return [text]
  return [text.slice(0, size), ...cut(text.slice(size), others)]
}

function chunked(parts: readonly string[]): string {
  const body = [...parts, ''].map((part) => {
    return `${Buffer.byteLength(part).toString(hexadecimal)}\r\n${part}\r\n`
  })
  return `HTTP/1.1 200 OK\r\nContent-Type: text/plain\r\nTransfer-Encoding: chunked\r\n\r\n${body.join('')}`
}

function shown(answer: string, body: string) {
  return [
    ...request,
    send('ana', answer),
    close('ana'),
    expectStdout(contains(body.trimEnd())),
    expectExit(),
  ]
}
