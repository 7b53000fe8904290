import {
  check,
  close,
  connect,
  expect,
  expectSilence,
  expectClose,
  halfClose,
  hex,
  send,
} from '../../harness/index.ts'
import { result, reverse, sum } from './requests.ts'

/** A length that no message has, as a header; the server need not have read it when it gives up. */
const impossible = (header: string) => [
  connect('ana'),
  send('ana', sum(1, 2)),
  expect('ana', result(3)),
  send('ana', hex(header)),
  expectClose('ana', { how: 'either', before: 'anything' }),
  connect('beto'),
  send('beto', sum(3, 4)),
  expect('beto', result(7)),
]

/** How connections end, and several of them at once. */
export const connectionChecks = [
  check('refuses-impossible-lengths', {
    points: 2,
    after: ['listens'],
    requirement: {
      en: 'When a length is greater than 1,000,000, or negative for who reads it with a sign, the server MUST end that connection at once, and go on serving others.',
      es: 'Cuando un largo es mayor que 1.000.000, o negativo para quien lo lee con signo, el servidor DEBE terminar esa conexión de inmediato, y seguir atendiendo a otros.',
    },
    scenarios: {
      huge: impossible('7f ff ff ff'),
      negative: impossible('ff ff ff fe'),
    },
  }),
  check('serves-two-at-once', {
    points: 2,
    after: ['listens'],
    requirement: {
      en: 'The server MUST serve a client while another one is in the middle of a message, and MUST NOT mix their messages.',
      es: 'El servidor DEBE atender a un cliente mientras otro está en medio de un mensaje, y NO DEBE mezclar sus mensajes.',
    },
    scenario: [
      connect('ana'),
      // Half of a header, whose other half is different from the header of the other client.
      send('ana', hex('00 00')),
      // A server that gives up on it has closed by then, and not with what follows unread, by luck.
      expectSilence('ana'),
      connect('beto'),
      send('beto', reverse('beto')),
      expect('beto', result('oteb')),
      send('ana', hex('00 1d')),
      send('ana', '{"op":"sum",'),
      send('beto', sum(5, 6)),
      expect('beto', result(11)),
      send('ana', '"values":[20,30]}'),
      expect('ana', result(50)),
    ],
  }),
  check('survives-half-a-message', {
    points: 1,
    after: ['listens'],
    requirement: {
      en: 'When a client ends in the middle of a message, of its length too, the server MUST close that connection without an answer and go on serving others.',
      es: 'Cuando un cliente termina en medio de un mensaje, también de su largo, el servidor DEBE cerrar esa conexión sin responder y seguir atendiendo a otros.',
    },
    scenarios: {
      header: half('00 00'),
      body: half('00 00 00 1d 7b 22'),
    },
  }),
  check('closes-after-the-client', {
    points: 1,
    after: ['listens'],
    requirement: {
      en: 'When the client ends its side after a message, the server MUST close the connection and send nothing more.',
      es: 'Cuando el cliente termina su lado después de un mensaje, el servidor DEBE cerrar la conexión y no enviar nada más.',
    },
    scenario: [
      connect('ana'),
      send('ana', sum(1, 2)),
      expect('ana', result(3)),
      halfClose('ana'),
      expectClose('ana'),
    ],
  }),
]

function half(bytes: string) {
  return [
    connect('ana'),
    send('ana', hex(bytes)),
    close('ana'),
    expectClose('ana', { how: 'either' }),
    connect('beto'),
    send('beto', sum(3, 4)),
    expect('beto', result(7)),
  ]
}
