import {
  anything,
  check,
  close,
  connect,
  connectTogether,
  expect,
  expectExit,
  together,
} from '../../harness/index.ts'
import { clientNames, inWords } from './clients.ts'
import type { Values } from './parameters.ts'

/** One after the other. */
export function servesInTurn(values: Values) {
  const clients = clientNames(values.clients)
  const { count } = inWords(values.clients)
  return check(`serves-${count.en}-in-turn`, {
    points: 1,
    after: ['listens'],
    requirement: {
      en: `The server MUST serve ${count.en} clients that come one after the other.`,
      es: `El servidor DEBE atender a ${count.es} clientes que llegan uno después del otro.`,
    },
    scenario: clients.flatMap((name) => [connect(name), expect(name, anything()), close(name)]),
  })
}

/** At the same moment. */
export function servesTogether(values: Values) {
  const clients = clientNames(values.clients)
  const { count } = inWords(values.clients)
  return check(`serves-${count.en}-together`, {
    points: 2,
    after: ['listens'],
    requirement: {
      en: `The server MUST serve ${count.en} clients that arrive together.`,
      es: `El servidor DEBE atender a ${count.es} clientes que llegan juntos.`,
    },
    scenario: [
      together(connectTogether(...clients)),
      ...clients.map((name) => expect(name, anything())),
    ],
  })
}

/** Its own end. */
export function endsAfterTheLast(values: Values) {
  const clients = clientNames(values.clients)
  const { last } = inWords(values.clients)
  return check(`ends-after-the-${last.en}`, {
    points: 2,
    after: ['listens'],
    requirement: {
      en: `The server MUST end by itself, with code 0, after the ${last.en} client has been served and has gone.`,
      es: `El servidor DEBE terminar solo, con código 0, después de que el ${last.es} cliente fue atendido y se fue.`,
    },
    scenario: [
      ...clients.flatMap((name) => [connect(name), expect(name, anything()), close(name)]),
      expectExit({ code: 0 }),
    ],
  })
}
