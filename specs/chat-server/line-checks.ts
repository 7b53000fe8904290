import {
  captured,
  check,
  connect,
  exactly,
  expect,
  expectSilence,
  inAnyOrder,
  repeat,
  repeated,
  send,
  together,
} from '../../harness/index.ts'
import { join } from './company.ts'

const accents = '¡qué alegría, señora Núñez! 🔌\n'
/** Lines of some 200,000 bytes in all: more than small buffers hold. */
const chatter = { line: 'y otra cosa que les quería contar\n', times: 6_000 }
const speakers = ['ana', 'beto', 'diego', 'elisa']
const numbers = Array.from({ length: 300 }, (_, index) => `${index + 1}\n`)

/** What the server does with lines. */
export const lineChecks = [
  check('passes-lines-on', {
    points: 3,
    after: ['welcomes'],
    requirement: {
      en: 'The server MUST send every further line of a client to all others as "<name>: <line>", and not back to that client.',
      es: 'El servidor DEBE enviar cada línea siguiente de un cliente a todos los demás como "<nombre>: <línea>", y no de vuelta a ese cliente.',
    },
    scenario: [
      ...join('ana', 'beto', 'carla'),
      send('ana', 'hola a todos\n'),
      expect('beto', 'ana: hola a todos\n'),
      expect('carla', 'ana: hola a todos\n'),
      send('carla', 'hola, ana\n'),
      expect('ana', 'carla: hola, ana\n'),
      expect('beto', 'carla: hola, ana\n'),
      expectSilence('carla'),
    ],
  }),
  check('takes-lines-however-they-arrive', {
    points: 3,
    after: ['welcomes'],
    requirement: {
      en: 'The server MUST pass a line on as one line, with every character intact, however name and line arrive: in pieces, cut anywhere.',
      es: 'El servidor DEBE pasar una línea como una sola, con cada carácter intacto, lleguen como lleguen nombre y línea: en pedazos, cortados en cualquier parte.',
    },
    scenario: [
      ...join('beto'),
      connect('ana'),
      send('ana', 'ñandú\n'),
      expect('ana', '* hola, ñandú\n'),
      expect('beto', '* ñandú entra\n'),
      send('ana', accents),
      expect('beto', `ñandú: ${accents}`),
    ],
    lenses: ['cuts', 'bytewise'],
  }),
  check('takes-several-lines-at-once', {
    points: 2,
    after: ['welcomes'],
    requirement: {
      en: 'The server MUST pass every line on, in their order, also when several arrive at once, the name among them.',
      es: 'El servidor DEBE pasar cada línea, en su orden, también cuando varias llegan juntas, el nombre entre ellas.',
    },
    scenario: [
      ...join('beto', 'carla'),
      connect('ana'),
      send('ana', `ana\n${numbers.join('')}`),
      expect('ana', '* hola, ana\n'),
      expect('beto', '* ana entra\n'),
      expect('beto', numbers.map((line) => `ana: ${line}`).join('')),
      expect('carla', '* ana entra\n'),
      expect('carla', numbers.map((line) => `ana: ${line}`).join('')),
    ],
  }),
  check('does-not-mix-lines', {
    points: 2,
    after: ['welcomes'],
    requirement: {
      en: 'The server MUST NOT mix the lines of two clients, neither when they arrive in pieces by turns nor when they arrive at the same moment.',
      es: 'El servidor NO DEBE mezclar las líneas de dos clientes, ni cuando llegan en pedazos por turnos ni cuando llegan en el mismo momento.',
    },
    scenarios: {
      'by-turns': [
        ...join('ana', 'beto', 'carla'),
        send('ana', 'hola, '),
        expectSilence('carla'),
        send('beto', 'buenas '),
        expectSilence('carla'),
        send('ana', 'soy ana\n'),
        expect('carla', 'ana: hola, soy ana\n'),
        send('beto', 'tardes\n'),
        expect('carla', 'beto: buenas tardes\n'),
      ],
      together: [
        ...join('ana', 'beto', 'carla'),
        together(send('ana', 'yo primero\n'), send('beto', 'no, yo\n')),
        expect('carla', inAnyOrder('ana: yo primero\n', 'beto: no, yo\n')),
        expect('ana', 'beto: no, yo\n'),
        expect('beto', 'ana: yo primero\n'),
      ],
    },
  }),
  check('tells-all-in-the-same-order', {
    points: 2,
    after: ['welcomes'],
    requirement: {
      en: 'All clients MUST receive the lines of several clients in the same order, also when these speak at the same moment.',
      es: 'Todos los clientes DEBEN recibir las líneas de varios clientes en el mismo orden, también cuando estos hablan en el mismo momento.',
    },
    scenario: [
      ...join('ana', 'beto', 'carla', 'diego', 'elisa', 'felipe'),
      // The program finds four lines at once; which comes first is its own affair.
      together(repeat({ each: speakers, as: 'name' }, [send('{name}', 'yo, {name}\n')])),
      expect('carla', inAnyOrder(...speakers.map((name) => `${name}: yo, ${name}\n`)), {
        as: 'order',
      }),
      expect('felipe', exactly(captured('order'))),
    ],
  }),
  check('waits-for-nobody', {
    points: 2,
    after: ['welcomes'],
    requirement: {
      en: 'A client that does not read MUST NOT keep the others waiting; the server keeps for it what it will read later, up to 1 MiB.',
      es: 'Un cliente que no lee NO DEBE hacer esperar a los demás; el servidor le guarda lo que leerá después, hasta 1 MiB.',
    },
    scenario: [
      ...join('beto'),
      connect('ana'),
      send('ana', 'ana\n'),
      expect('beto', '* ana entra\n'),
      connect('carla'),
      send('carla', 'carla\n'),
      expect('carla', '* hola, carla\n'),
      send('beto', repeated(chatter.line, chatter.times)),
      expect('carla', exactly(repeated(`beto: ${chatter.line}`, chatter.times))),
      // Only now does ana read.
      expect('ana', '* hola, ana\n* carla entra\n'),
      expect('ana', exactly(repeated(`beto: ${chatter.line}`, chatter.times))),
    ],
    lenses: ['slow-reader'],
  }),
]
