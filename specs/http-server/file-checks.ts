import { check, connect, expect, expectSilence, head, send } from '../../harness/index.ts'
import { ask, found, foundPlain, status } from './exchange.ts'
import { accents, everyByte, guide, large, largeBytes, plain } from './files.ts'

/** Files as they are asked for, and their heads alone. */
export const fileChecks = [
  check('serves-a-file', {
    points: 3,
    after: ['listens'],
    requirement: {
      en: 'The server MUST answer GET for a file of the folder `www` with status 200, its length in bytes as Content-Length, and the file as it is, and nothing else.',
      es: 'El servidor DEBE responder a GET de un archivo de la carpeta `www` con estado 200, su largo en bytes como Content-Length y el archivo tal cual, y nada más.',
    },
    scenarios: {
      plain: got('/hola.txt', foundPlain),
      accents: got('/index.html', found(accents, Buffer.byteLength(accents))),
      'in-a-folder': got('/docs/guia.txt', found(guide, guide.length)),
    },
  }),
  check('serves-every-byte', {
    points: 2,
    after: ['listens'],
    requirement: {
      en: 'The server MUST send a file that is no text byte for byte: zero, 255 and what is no UTF-8.',
      es: 'El servidor DEBE enviar byte por byte un archivo que no es texto: cero, 255 y lo que no es UTF-8.',
    },
    scenario: got('/todos.bin', found(everyByte, 256)),
  }),
  check('serves-a-large-file', {
    points: 3,
    after: ['listens'],
    requirement: {
      en: 'The server MUST send a file of 1 MiB completely, also when send() takes less than it was given, and to a client that is slow to read.',
      es: 'El servidor DEBE enviar completo un archivo de 1 MiB, también cuando send() toma menos de lo que se le dio, y a un cliente que lee lento.',
    },
    scenario: got('/grande.txt', found(large, largeBytes)),
    lenses: ['short-io', 'slow-reader'],
  }),
  check('answers-head-without-a-body', {
    points: 2,
    after: ['listens'],
    requirement: {
      en: 'The server MUST answer HEAD with the status that GET would have, and MUST NOT send a body.',
      es: 'El servidor DEBE responder a HEAD con el estado que tendría GET, y NO DEBE enviar un cuerpo.',
    },
    scenarios: {
      'a-file': [
        connect('ana'),
        send('ana', ask('/hola.txt', { method: 'HEAD' })),
        // Content-Length may be left out here (RFC 9110, 9.3.2); where it is there it is that of GET.
        expect('ana', head(status('200', 'OK'))),
        expectSilence('ana'),
      ],
      'no-file': [
        connect('ana'),
        send('ana', ask('/no-existe.txt', { method: 'HEAD' })),
        expect('ana', head(status('404', 'Not Found'))),
        expectSilence('ana'),
      ],
    },
  }),
  check('takes-a-request-in-pieces', {
    points: 4,
    after: ['listens'],
    requirement: {
      en: 'The server MUST wait for the empty line that ends a request, however it arrives: cut anywhere, and byte by byte.',
      es: 'El servidor DEBE esperar la línea vacía que termina una solicitud, llegue como llegue: cortada en cualquier parte, y de a un byte.',
    },
    scenario: [
      connect('ana'),
      send('ana', ask('/hola.txt', { fields: 'Accept: */*\r\n' })),
      expect('ana', found(plain, plain.length)),
    ],
    lenses: ['cuts', 'bytewise'],
  }),
]

function got(path: string, answer: ReturnType<typeof found>) {
  return [connect('ana'), send('ana', ask(path)), expect('ana', answer), expectSilence('ana')]
}
