import {
  check,
  defineAssignment,
  exactly,
  expectDatagram,
  expectSilence,
  hex,
  lines,
  open,
  sendDatagram,
} from '../../harness/index.ts'

/** 65,527 bytes: the length field of UDP less its header; over IPv6 no other limit is reached first. */
const head = 'el más grande: '
const largest = `${head}${'x'.repeat(65_527 - Buffer.byteLength(head))}`

/** A peer sends a datagram, and the same comes back next. */
function asks(peer: string, text: string) {
  return [sendDatagram(peer, text), expectDatagram(peer, text, { from: 'anywhere' })]
}

export default defineAssignment({
  id: 'udp-echo-server-ipv6',
  title: { en: 'UDP echo server, over IPv6', es: 'Servidor de eco UDP, por IPv6' },
  program: {
    role: 'udp-server',
    entry: ['servidor', 'server', 'main'],
    port: { given: 'argument' },
  },
  framing: lines(),
  network: { family: 'ipv6' },
  checks: [
    check('opens-its-port', {
      points: 1,
      requirement: {
        en: 'The server MUST open a UDP socket on the port that its only argument names, of a local IPv6 address.',
        es: 'El servidor DEBE abrir un socket UDP en el puerto que recibe como único argumento, de una dirección IPv6 local.',
      },
      scenario: [open('ana')],
      fulfilledBy: ['udp-stays-silent', 'udp-ends-at-first', 'udp-answers-nothing'],
    }),
    check('echoes', {
      points: 2,
      after: ['opens-its-port'],
      requirement: {
        en: 'The server MUST send each datagram back, once and with the same bytes, text or not, empty or not.',
        es: 'El servidor DEBE devolver cada datagrama, una vez y con los mismos bytes, sean texto o no, esté vacío o no.',
      },
      scenarios: {
        bytes: [
          open('ana'),
          ...asks('ana', 'hola, ñandú\n'),
          sendDatagram('ana', hex('00 ff 80 0a 00')),
          expectDatagram('ana', exactly(hex('00 ff 80 0a 00')), { from: 'anywhere' }),
          expectSilence('ana'),
        ],
        nothing: [open('ana'), ...asks('ana', ''), ...asks('ana', 'sigo')],
      },
    }),
    check('answers-from-its-address', {
      points: 1,
      after: ['opens-its-port'],
      requirement: {
        en: 'The answer MUST come from the IPv6 address and the port to which the datagram was sent.',
        es: 'La respuesta DEBE venir desde la dirección IPv6 y el puerto a los que se envió el datagrama.',
      },
      scenario: [
        open('ana'),
        sendDatagram('ana', 'hola'),
        expectDatagram('ana', { kind: 'anything' }),
      ],
      fulfilledBy: ['udp-answers-nothing'],
    }),
    check('echoes-the-largest', {
      points: 1,
      after: ['echoes'],
      requirement: {
        en: 'The server MUST send a datagram of 65,527 bytes back whole, the most that UDP over IPv6 carries.',
        es: 'El servidor DEBE devolver entero un datagrama de 65.527 bytes, lo máximo que lleva UDP sobre IPv6.',
      },
      scenario: [open('ana'), ...asks('ana', largest)],
    }),
    check('answers-each-client', {
      points: 2,
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
        ...asks('ana', 'ana otra vez'),
      ],
    }),
  ],
})
