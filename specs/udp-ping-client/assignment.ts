import {
  check,
  contains,
  defineAssignment,
  drop,
  duplicate,
  expectDatagram,
  expectExit,
  expectSilence,
  expectStdout,
  hold,
  lines,
  open,
  relay,
  sendDatagram,
} from '../../harness/index.ts'

const count = 10
const all = Array.from({ length: count }, (_, index) => index + 1)

/** The server gets these pings, and answers each. */
function answers(...numbers: readonly number[]) {
  return numbers.flatMap((number) => [
    expectDatagram('servidor', `ping ${number}`),
    sendDatagram('servidor', `ping ${number}`),
  ])
}

/** The server gets this ping, and says nothing. */
function ignores(number: number) {
  return expectDatagram('servidor', `ping ${number}`)
}

/** What the client says at the end. */
function total(received: number) {
  return expectStdout(
    contains(`enviados: ${count}, recibidos: ${received}, perdidos: ${count - received}`),
  )
}

export default defineAssignment({
  id: 'udp-ping-client',
  title: { en: 'UDP ping client', es: 'Cliente de ping UDP' },
  program: {
    role: 'udp-client',
    entry: ['cliente', 'client', 'main'],
    port: { given: 'argument' },
  },
  framing: lines(),
  counterpart: {
    assignment: 'udp-echo-server',
    relay: { toServer: [drop(2)], toClient: [duplicate(1)] },
  },
  checks: [
    check('pings', {
      points: 1,
      requirement: {
        en: 'The client MUST send the datagram "ping 1" to 127.0.0.1, to the port that its only argument names.',
        es: 'El cliente DEBE enviar el datagrama "ping 1" a 127.0.0.1, al puerto que recibe como único argumento.',
      },
      scenario: [open('servidor'), ignores(1)],
    }),
    check('counts-answers', {
      points: 3,
      after: ['pings'],
      requirement: {
        en: 'The client MUST send ten pings, each after the answer to the one before, print the total at the end, and end with code 0.',
        es: 'El cliente DEBE enviar diez pings, cada uno después de la respuesta al anterior, imprimir el total al final, y terminar con código 0.',
      },
      scenario: [
        open('servidor'),
        ...answers(...all),
        total(10),
        expectExit({ code: 0 }),
        expectSilence('servidor'),
      ],
    }),
    check('counts-a-loss', {
      points: 3,
      after: ['pings'],
      requirement: {
        en: 'The client MUST say that a ping is lost when no answer has come for a second, and MUST go on with the next.',
        es: 'El cliente DEBE decir que un ping se perdió cuando no ha llegado respuesta en un segundo, y DEBE seguir con el siguiente.',
      },
      scenarios: {
        'of-an-answer': [
          open('servidor'),
          relay('servidor', { toProgram: [drop(3)] }),
          ...answers(...all),
          expectStdout(contains('ping 3: perdido')),
          total(9),
        ],
        'of-a-ping': [
          open('servidor'),
          relay('servidor', { fromProgram: [drop(3)] }),
          ...answers(...all.filter((number) => number !== 3)),
          expectStdout(contains('ping 3: perdido')),
          total(9),
        ],
      },
    }),
    check('ignores-duplicates', {
      points: 2,
      after: ['counts-a-loss'],
      requirement: {
        en: 'The client MUST NOT take a second copy of an answer for the answer to the next ping.',
        es: 'El cliente NO DEBE tomar una segunda copia de una respuesta por la respuesta al ping siguiente.',
      },
      scenario: [
        open('servidor'),
        relay('servidor', { toProgram: [duplicate(1), drop(2)] }),
        ...answers(...all),
        total(9),
      ],
    }),
    check('ignores-late-answers', {
      points: 2,
      after: ['counts-a-loss'],
      requirement: {
        en: 'The client MUST NOT take an answer that comes late for the answer to a later ping.',
        es: 'El cliente NO DEBE tomar una respuesta que llega tarde por la respuesta a un ping posterior.',
      },
      scenario: [
        open('servidor'),
        relay('servidor', { toProgram: [hold(2, { until: 3 }), drop(3)] }),
        ...answers(...all),
        total(8),
      ],
    }),
    check('ignores-strangers', {
      points: 1,
      after: ['counts-a-loss'],
      requirement: {
        en: 'The client MUST NOT take for an answer what comes from elsewhere than the server.',
        es: 'El cliente NO DEBE tomar por respuesta lo que viene de otra parte que del servidor.',
      },
      scenario: [
        open('servidor'),
        open('intruso'),
        ...answers(1),
        ignores(2),
        sendDatagram('intruso', 'ping 2'),
        ...answers(...all.slice(2)),
        total(9),
      ],
    }),
    check('survives-nobody', {
      points: 1,
      after: ['pings'],
      requirement: {
        en: 'When no server is there the client MUST count its pings as lost, and MUST NOT fail.',
        es: 'Cuando no hay un servidor el cliente DEBE contar sus pings como perdidos, y NO DEBE fallar.',
      },
      scenario: [expectStdout(contains('ping 2: perdido'))],
    }),
  ],
})
