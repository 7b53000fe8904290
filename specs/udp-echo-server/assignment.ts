import {
  check,
  defineAssignment,
  exactly,
  expectDatagram,
  expectSilence,
  freeze,
  hex,
  lines,
  open,
  sendDatagram,
  thaw,
} from '../../harness/index.ts'

/** 65,507 bytes: all that fits into a packet of IPv4 behind its header and UDP's (RFC 768, RFC 791). */
const largest = { head: 'el más grande: ', byte: 'x' }
const filling = 65_507 - Buffer.byteLength(largest.head)
const big = `${largest.head}${largest.byte.repeat(filling)}`

const many = Array.from({ length: 40 }, (_, index) => `datagrama número ${index + 1}`)

/** In whatever order, and from whatever port: that is the business of one check alone. */
const anyway = { order: 'any', from: 'anywhere' } as const

/** A peer sends a datagram, and the same comes back next. */
function asks(peer: string, text: string) {
  return [sendDatagram(peer, text), expectDatagram(peer, text, { from: 'anywhere' })]
}

export default defineAssignment({
  id: 'udp-echo-server',
  title: { en: 'UDP echo server', es: 'Servidor de eco UDP' },
  program: {
    role: 'udp-server',
    entry: ['servidor', 'server', 'main'],
    port: { given: 'argument' },
  },
  framing: lines(),
  counterpart: { assignment: 'udp-ping-client', times: 2 },

  checks: [
    check('opens-its-port', {
      points: 1,
      requirement: {
        en: 'The server MUST open a UDP socket on the port that its only argument names, of a local IPv4 address.',
        es: 'El servidor DEBE abrir un socket UDP en el puerto que recibe como único argumento, de una dirección IPv4 local.',
      },
      scenario: [open('ana')],
      fulfilledBy: ['udp-stays-silent', 'udp-ends-at-first', 'udp-answers-nothing'],
    }),
    check('echoes', {
      points: 3,
      after: ['opens-its-port'],
      requirement: {
        en: 'The server MUST send each datagram back, once and with the same bytes, text or not.',
        es: 'El servidor DEBE devolver cada datagrama, una vez y con los mismos bytes, sean texto o no.',
      },
      scenario: [
        open('ana'),
        ...asks('ana', 'hola, ñandú\n'),
        expectSilence('ana'),
        sendDatagram('ana', hex('00 ff 80 0a 00')),
        expectDatagram('ana', exactly(hex('00 ff 80 0a 00')), { from: 'anywhere' }),
        ...asks('ana', 'x'),
        expectSilence('ana'),
      ],
    }),
    check('answers-from-its-port', {
      points: 1,
      after: ['opens-its-port'],
      requirement: {
        en: 'The answer MUST come from the address and port to which the datagram was sent.',
        es: 'La respuesta DEBE venir desde la dirección y el puerto a los que se envió el datagrama.',
      },
      // Its bytes are the business of others.
      scenario: [
        open('ana'),
        sendDatagram('ana', 'hola'),
        expectDatagram('ana', { kind: 'anything' }),
      ],
      fulfilledBy: ['udp-answers-nothing'],
    }),
    check('echoes-an-empty-datagram', {
      points: 2,
      after: ['opens-its-port'],
      requirement: {
        en: 'The server MUST send an empty datagram back like any other, and go on: it is no end of input.',
        es: 'El servidor DEBE devolver un datagrama vacío como cualquier otro, y seguir: no es un fin de la entrada.',
      },
      scenario: [
        open('ana'),
        ...asks('ana', ''),
        sendDatagram('ana', 'sigo'),
        expectDatagram('ana', 'sigo', anyway),
      ],
    }),
    check('echoes-the-largest', {
      points: 2,
      after: ['echoes'],
      requirement: {
        en: 'The server MUST send a datagram of 65,507 bytes back whole, the most that UDP over IPv4 carries.',
        es: 'El servidor DEBE devolver entero un datagrama de 65.507 bytes, lo máximo que lleva UDP sobre IPv4.',
      },
      scenario: [open('ana'), ...asks('ana', big)],
    }),
    check('keeps-datagrams-apart', {
      points: 2,
      after: ['echoes'],
      requirement: {
        en: 'The server MUST send each of several datagrams that arrive together back as a datagram of its own.',
        es: 'El servidor DEBE devolver cada uno de varios datagramas que llegan juntos como un datagrama propio.',
      },
      scenario: [
        open('ana'),
        freeze(),
        ...many.map((text) => sendDatagram('ana', text)),
        thaw(),
        ...many.map((text) => expectDatagram('ana', text, anyway)),
        expectSilence('ana'),
      ],
    }),
    check('answers-each-client', {
      points: 3,
      after: ['opens-its-port'],
      requirement: {
        en: 'The server MUST send each datagram back to the client that has sent it, however the clients alternate.',
        es: 'El servidor DEBE devolver cada datagrama al cliente que lo envió, se alternen como se alternen los clientes.',
      },
      scenario: [
        open('ana'),
        open('beto'),
        ...asks('ana', 'soy ana'),
        ...asks('beto', 'soy beto'),
        freeze(),
        sendDatagram('ana', 'ana otra vez'),
        sendDatagram('beto', 'beto otra vez'),
        thaw(),
        expectDatagram('ana', 'ana otra vez', anyway),
        expectDatagram('beto', 'beto otra vez', anyway),
      ],
    }),
  ],
})
