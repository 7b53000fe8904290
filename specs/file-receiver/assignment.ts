import {
  check,
  defineAssignment,
  expectDatagram,
  lines,
  open,
  sendDatagram,
} from '../../harness/index.ts'
import { faultChecks } from './fault-checks.ts'
import { fileChecks } from './file-checks.ts'
import { ackOf, dataOf, several } from './protocol.ts'

export default defineAssignment({
  id: 'file-receiver',
  title: { en: 'File receiver over UDP', es: 'Receptor de archivos por UDP' },
  program: {
    role: 'udp-server',
    entry: ['receptor', 'receiver', 'servidor', 'server', 'main'],
    port: { given: 'argument', args: ['{port}', 'recibido.bin'] },
  },
  framing: lines(),
  checks: [
    check('opens-its-port', {
      points: 1,
      requirement: {
        en: 'The receiver MUST open a UDP socket on the port that its first argument names, of a local IPv4 address.',
        es: 'El receptor DEBE abrir un socket UDP en el puerto que recibe como primer argumento, de una dirección IPv4 local.',
      },
      scenario: [open('emisor')],
      fulfilledBy: ['udp-stays-silent', 'udp-ends-at-first', 'udp-answers-nothing'],
    }),
    check('acknowledges', {
      points: 2,
      after: ['opens-its-port'],
      requirement: {
        en: 'The receiver MUST acknowledge a block with a datagram of four bytes: type 2, the number of the block, and the checksum.',
        es: 'El receptor DEBE confirmar un bloque con un datagrama de cuatro bytes: tipo 2, el número del bloque y la suma de verificación.',
      },
      scenario: [
        open('emisor'),
        sendDatagram('emisor', dataOf(several, 0)),
        expectDatagram('emisor', { kind: 'exactly', data: ackOf(0) }),
      ],
    }),
    ...fileChecks,
    ...faultChecks,
  ],
})
