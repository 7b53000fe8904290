import {
  check,
  connect,
  expect,
  expectSilence,
  hex,
  json,
  message,
  send,
} from '../../harness/index.ts'
import { problem, result, reverse, sized, sum } from './requests.ts'

/** Five bytes of JSON, without an operation. */
const five = message('{   }')
const middling = sized(300)
const large = sized(70_000)

/** What the server does with the messages of one client. */
export const messageChecks = [
  check('answers-a-request', {
    points: 2,
    after: ['listens'],
    requirement: {
      en: 'The server MUST answer each request with one message: {"op":"sum","values":[1,2,3]} with {"result":6}, {"op":"reverse","text":"hola"} with {"result":"aloh"}.',
      es: 'El servidor DEBE responder cada solicitud con un mensaje: {"op":"sum","values":[1,2,3]} con {"result":6}, {"op":"reverse","text":"hola"} con {"result":"aloh"}.',
    },
    scenario: [
      connect('ana'),
      send('ana', sum(1, 2, 3)),
      expect('ana', result(6)),
      send('ana', reverse('hola')),
      expect('ana', result('aloh')),
      send('ana', reverse('canción')),
      expect('ana', result('nóicnac')),
      send('ana', sum(-5, 2.5)),
      expect('ana', result(-2.5)),
      expectSilence('ana'),
    ],
  }),
  check('answers-however-it-arrives', {
    points: 4,
    after: ['listens'],
    requirement: {
      en: 'The server MUST answer a message as one message however it arrives: cut anywhere, in its length too, with 5, 300 or 70,000 bytes.',
      es: 'El servidor DEBE responder un mensaje como uno solo llegue como llegue: cortado en cualquier parte, también en su largo, con 5, 300 o 70.000 bytes.',
    },
    scenarios: {
      five: [connect('ana'), send('ana', five), expect('ana', problem)],
      'three-hundred': [
        connect('ana'),
        send('ana', middling.request),
        expect('ana', middling.answer),
      ],
      'seventy-thousand': [connect('ana'), send('ana', large.request), expect('ana', large.answer)],
    },
    lenses: ['cuts', 'bytewise'],
  }),
  check('waits-for-the-whole-message', {
    points: 1,
    after: ['listens'],
    requirement: {
      en: 'The server MUST NOT answer before the whole message has arrived.',
      es: 'El servidor NO DEBE responder antes de que llegue el mensaje completo.',
    },
    scenario: [
      connect('ana'),
      // The whole header, and a part that is JSON by itself.
      send('ana', hex('00 00 00 20')),
      send('ana', '{"op":"sum","values":[10,20]}'),
      expectSilence('ana'),
      send('ana', '   '),
      expect('ana', result(30)),
    ],
  }),
  check('answers-several-at-once', {
    points: 2,
    after: ['listens'],
    requirement: {
      en: 'The server MUST answer every message, in their order, also when several arrive at once.',
      es: 'El servidor DEBE responder cada mensaje, en su orden, también cuando varios llegan juntos.',
    },
    scenario: [
      connect('ana'),
      send('ana', sum(1, 2)),
      expect('ana', result(3)),
      send('ana', reverse('uno y dos')),
      expect('ana', result('sod y onu')),
      send('ana', sum(40, 2)),
      expect('ana', result(42)),
    ],
    lenses: ['coalesced'],
  }),
  check('sends-all-of-a-long-answer', {
    points: 2,
    after: ['listens'],
    requirement: {
      en: 'The server MUST send an answer of 70,000 bytes completely, also when send() takes less than it was given, and to a client that is slow to read.',
      es: 'El servidor DEBE enviar completa una respuesta de 70.000 bytes, también cuando send() toma menos de lo que se le dio, y a un cliente que lee lento.',
    },
    scenario: [connect('ana'), send('ana', large.request), expect('ana', large.answer)],
    lenses: ['short-io', 'slow-reader'],
  }),
  check('answers-an-empty-message', {
    points: 1,
    after: ['listens'],
    requirement: {
      en: 'The server MUST answer a message of length zero, which is no JSON, with an error and go on.',
      es: 'El servidor DEBE responder un mensaje de largo cero, que no es JSON, con un error y seguir.',
    },
    scenario: [
      connect('ana'),
      send('ana', message('')),
      expect('ana', problem),
      send('ana', sum(1, 1)),
      expect('ana', result(2)),
    ],
  }),
  check('answers-what-it-does-not-understand', {
    points: 2,
    after: ['listens'],
    requirement: {
      en: 'The server MUST answer invalid JSON, and an operation that it does not know, with {"error": "..."} in words of its own, and go on with the same client.',
      es: 'El servidor DEBE responder un JSON inválido, y una operación que no conoce, con {"error": "..."} en sus propias palabras, y seguir con el mismo cliente.',
    },
    scenarios: {
      'invalid-json': [
        connect('ana'),
        send('ana', message('{"op":"sum","values":[1,2')),
        expect('ana', problem),
        send('ana', sum(1, 2)),
        expect('ana', result(3)),
      ],
      'unknown-operation': [
        connect('ana'),
        send('ana', message(json({ op: 'sing', text: 'la' }))),
        expect('ana', problem),
        send('ana', sum(3, 4)),
        expect('ana', result(7)),
      ],
    },
  }),
]
