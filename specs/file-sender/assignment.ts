import { check, corrupt, defineAssignment, drop, duplicate, lines } from '../../harness/index.ts'
import { binary, empty, exact, hexOf, long, several, short } from './protocol.ts'
import { faultChecks } from './fault-checks.ts'
import { fileChecks } from './file-checks.ts'
import { asked, gets } from './moves.ts'

export default defineAssignment({
  id: 'file-sender',
  title: { en: 'File sender over UDP', es: 'Emisor de archivos por UDP' },
  program: {
    role: 'udp-client',
    entry: ['emisor', 'sender', 'cliente', 'client', 'main'],
    port: { given: 'argument', args: ['{host}', '{port}'] },
  },
  framing: lines(),
  files: {
    'corto.txt': hexOf(short),
    'largo.txt': hexOf(several),
    'bloques.txt': hexOf(exact),
    'vacio.bin': hexOf(empty),
    'binario.bin': hexOf(binary),
    'enorme.txt': hexOf(long),
  },
  counterpart: {
    assignment: 'file-receiver',
    stdin: 'largo.txt\n',
    written: { 'recibido.bin': hexOf(several) },
    relay: {
      toServer: [drop(1), corrupt(4, 6), duplicate(5)],
      toClient: [duplicate(1), drop(3)],
    },
  },
  checks: [
    check('sends-a-block', {
      points: 2,
      requirement: {
        en: 'The sender MUST send the first block of the file that its standard input names to the host and port of its arguments: type 1, number 0, the checksum, and at most 64 bytes of the file.',
        es: 'El emisor DEBE enviar el primer bloque del archivo que nombra su entrada estándar al host y puerto de sus argumentos: tipo 1, número 0, la suma de verificación y a lo más 64 bytes del archivo.',
      },
      scenario: [...asked('largo.txt'), gets(several, 0)],
    }),
    ...fileChecks,
    ...faultChecks,
  ],
})
