import {
  check,
  corrupt,
  drop,
  duplicate,
  expectSilence,
  hold,
  open,
  relay,
  sendDatagram,
} from '../../harness/index.ts'
import { acknowledged, sender, sends, transfers, written } from './moves.ts'
import { ackOf, dataOf, several, short } from './protocol.ts'

/** What arrives where something goes wrong. */
export const faultChecks = [
  check('acknowledges-again', {
    points: 3,
    after: ['writes-the-file'],
    requirement: {
      en: 'The receiver MUST acknowledge a second copy of the last block that it has taken, and MUST NOT write it again.',
      es: 'El receptor DEBE confirmar una segunda copia del último bloque que tomó, y NO DEBE escribirla otra vez.',
    },
    scenarios: {
      // The acknowledgement is lost, so the sender sends again.
      'in-the-middle': [
        open(sender),
        relay(sender, { fromProgram: [drop(2)] }),
        ...transfers(several, 0),
        ...sends(several, 1),
        expectSilence(sender),
        ...transfers(several, 1, 2),
        written(several),
      ],
      'at-the-end': [
        open(sender),
        ...transfers(several, 0, 1, 2),
        ...transfers(several, 2),
        written(several),
      ],
      'as-a-copy': [
        open(sender),
        relay(sender, { toProgram: [duplicate(1)] }),
        ...transfers(several, 0),
        acknowledged(0),
        ...transfers(several, 1, 2),
        written(several),
      ],
    },
  }),
  check('ignores-damaged-blocks', {
    points: 3,
    after: ['writes-the-file'],
    requirement: {
      en: 'The receiver MUST NOT acknowledge nor write a block whose checksum is wrong.',
      es: 'El receptor NO DEBE confirmar ni escribir un bloque cuya suma de verificación es incorrecta.',
    },
    scenarios: {
      'in-the-data': damaged(5),
      'in-the-number': damaged(1),
      'in-the-checksum': damaged(3),
    },
  }),
  check('ignores-other-numbers', {
    points: 2,
    after: ['writes-the-file'],
    requirement: {
      en: 'The receiver MUST NOT acknowledge nor write a block that is neither the next one nor the one before it.',
      es: 'El receptor NO DEBE confirmar ni escribir un bloque que no es ni el siguiente ni el anterior.',
    },
    scenarios: {
      'too-early': [
        open(sender),
        ...transfers(several, 0),
        ...sends(several, 2),
        expectSilence(sender),
        ...transfers(several, 1, 2),
        written(several),
      ],
      // The first copy of block 0 was under way for a long time.
      'too-late': [
        open(sender),
        relay(sender, { toProgram: [hold(1, { until: 4 })] }),
        ...sends(several, 0),
        ...transfers(several, 0, 1, 2),
        expectSilence(sender),
        written(several),
      ],
    },
  }),
  check('ignores-acknowledgements', {
    points: 1,
    after: ['writes-the-file'],
    requirement: {
      en: 'The receiver MUST NOT take for a block a datagram that is of another type, or too short to have a checksum.',
      es: 'El receptor NO DEBE tomar por un bloque un datagrama que es de otro tipo, o demasiado corto para tener una suma de verificación.',
    },
    scenario: [
      open(sender),
      sendDatagram(sender, ackOf(0)),
      sendDatagram(sender, { kind: 'hex', hex: '01' }),
      sendDatagram(sender, ''),
      expectSilence(sender),
      ...transfers(short, 0),
      written(short),
    ],
  }),
  check('ignores-strangers', {
    points: 1,
    after: ['writes-the-file'],
    requirement: {
      en: 'Once it has its first block the receiver MUST NOT take blocks from anybody but who has sent that one.',
      es: 'Una vez que tiene su primer bloque, el receptor NO DEBE tomar bloques de nadie más que de quien envió ese.',
    },
    scenario: [
      open(sender),
      open('intruso'),
      ...transfers(several, 0),
      sendDatagram('intruso', dataOf(Buffer.from('lo que no es de este archivo'.repeat(4)), 1)),
      expectSilence('intruso'),
      ...transfers(several, 1, 2),
      expectSilence('intruso'),
      written(several),
    ],
  }),
]

/** The second block arrives with a wrong byte, and then intact. */
function damaged(byte: number) {
  return [
    open(sender),
    relay(sender, { toProgram: [corrupt(2, byte)] }),
    ...transfers(several, 0),
    ...sends(several, 1),
    expectSilence(sender),
    ...transfers(several, 1, 2),
    written(several),
  ]
}
