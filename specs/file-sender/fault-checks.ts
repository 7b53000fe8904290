import {
  check,
  corrupt,
  drop,
  duplicate,
  expectExit,
  expectSilence,
  open,
  relay,
  sendDatagram,
} from '../../harness/index.ts'
import { ackOf, dataOf, several, short } from './protocol.ts'
import { acknowledges, asked, done, gets, getsAgain, receiver, takes } from './moves.ts'

const file = 'largo.txt'

/** What is sent where something goes wrong. */
export const faultChecks = [
  check('sends-again', {
    points: 4,
    after: ['sends-the-file'],
    requirement: {
      en: 'The sender MUST send a block again when it has not been acknowledged half a second after it was sent, and MUST NOT send another one before.',
      es: 'El emisor DEBE enviar otra vez un bloque cuando no ha sido confirmado medio segundo después de enviarlo, y NO DEBE enviar otro antes.',
    },
    scenarios: {
      'a-lost-block': [
        ...asked(file),
        relay(receiver, { fromProgram: [drop(2)] }),
        ...takes(several, 0),
        getsAgain(several, 1),
        acknowledges(1),
        ...takes(several, 2),
        ...done(),
      ],
      'a-lost-acknowledgement': [
        ...asked(file),
        relay(receiver, { toProgram: [drop(1)] }),
        ...takes(several, 0),
        getsAgain(several, 0),
        acknowledges(0),
        ...takes(several, 1, 2),
        ...done(),
      ],
    },
  }),
  check('ignores-damaged-acknowledgements', {
    points: 2,
    after: ['sends-again'],
    requirement: {
      en: 'The sender MUST NOT take for an acknowledgement one whose checksum is wrong.',
      es: 'El emisor NO DEBE tomar por una confirmación una cuya suma de verificación es incorrecta.',
    },
    scenario: [
      ...asked(file),
      relay(receiver, { toProgram: [corrupt(2, 2)] }),
      ...takes(several, 0, 1),
      getsAgain(several, 1),
      acknowledges(1),
      ...takes(several, 2),
      ...done(),
    ],
  }),
  check('ignores-other-acknowledgements', {
    points: 3,
    after: ['sends-again'],
    requirement: {
      en: 'The sender MUST NOT go on, nor send again at once, for the acknowledgement of another block, or for a datagram of another type.',
      es: 'El emisor NO DEBE seguir, ni enviar otra vez de inmediato, por la confirmación de otro bloque, ni por un datagrama de otro tipo.',
    },
    scenarios: {
      // A second copy of the acknowledgement of the block before.
      'another-number': [
        ...asked(file),
        relay(receiver, { toProgram: [duplicate(1)] }),
        ...takes(several, 0),
        gets(several, 1),
        getsAgain(several, 1),
        acknowledges(1),
        ...takes(several, 2),
        ...done(),
      ],
      'another-type': [
        ...asked(file),
        gets(several, 0),
        sendDatagram(receiver, dataOf(short, 0)),
        getsAgain(several, 0),
        acknowledges(0),
        ...takes(several, 1, 2),
        ...done(),
      ],
    },
  }),
  check('ignores-strangers', {
    points: 1,
    after: ['sends-again'],
    requirement: {
      en: 'The sender MUST NOT take an acknowledgement that comes from elsewhere than the receiver.',
      es: 'El emisor NO DEBE tomar una confirmación que viene de otra parte que del receptor.',
    },
    scenario: [
      ...asked(file),
      open('intruso'),
      gets(several, 0),
      sendDatagram('intruso', ackOf(0)),
      getsAgain(several, 0),
      acknowledges(0),
      ...takes(several, 1, 2),
      ...done(),
    ],
  }),
  check('gives-up', {
    points: 1,
    after: ['sends-again'],
    requirement: {
      en: 'When a block has been sent four times and was never acknowledged, the sender MUST end with another code than 0.',
      es: 'Cuando un bloque se envió cuatro veces y nunca fue confirmado, el emisor DEBE terminar con un código distinto de 0.',
    },
    scenario: [
      ...asked('corto.txt'),
      gets(short, 0),
      getsAgain(short, 0),
      getsAgain(short, 0),
      getsAgain(short, 0),
      expectExit({ code: 'failure' }),
      expectSilence(receiver),
    ],
  }),
]
