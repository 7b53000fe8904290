import {
  check,
  contains,
  defineAssignment,
  expectExit,
  expectOtherExit,
  expectOtherOutput,
  expectStdout,
  repeat,
  startOther,
  untilClose,
} from '../../harness/index.ts'

const greeting = contains('Gracias por conectarte')
const port = { given: 'fixed', port: 9000 } as const
const clients = { times: 5, as: 'n' } as const

export default defineAssignment({
  id: 'greeting-pair',
  title: { en: 'Greeting server and client', es: 'Servidor y cliente de saludos' },
  program: { role: 'server', entry: ['servidor', 'server'], port },
  others: {
    cliente: { from: 'submission', role: 'client', entry: ['cliente', 'client'], port },
    'cliente-del-curso': { from: 'reference', assignment: 'greeting-client' },
    'servidor-del-curso': { from: 'reference', assignment: 'greeting-server' },
  },
  framing: untilClose(),
  checks: [
    check('server-with-our-client', {
      points: 2,
      requirement: {
        en: "The server MUST get along with the course's client, which shows the greeting and ends with code 0.",
        es: 'El servidor DEBE entenderse con el cliente del curso, que muestra el saludo y termina con código 0.',
      },
      scenario: [
        startOther('cliente-del-curso'),
        expectOtherOutput('cliente-del-curso', greeting, { stream: 'stdout' }),
        expectOtherExit('cliente-del-curso'),
      ],
    }),
    check('client-with-our-server', {
      points: 2,
      requirement: {
        en: "The client MUST show the greeting of the course's server, and end with code 0.",
        es: 'El cliente DEBE mostrar el saludo del servidor del curso, y terminar con código 0.',
      },
      program: 'cliente',
      scenario: [startOther('servidor-del-curso'), expectStdout(greeting), expectExit({ code: 0 })],
    }),
    check('both-together', {
      points: 2,
      requirement: {
        en: 'The client MUST show the greeting of your own server, and end with code 0.',
        es: 'El cliente DEBE mostrar el saludo de tu propio servidor, y terminar con código 0.',
      },
      scenario: [
        startOther('cliente'),
        expectOtherOutput('cliente', greeting, { stream: 'stdout' }),
        expectOtherExit('cliente'),
      ],
    }),
    check('five-together', {
      points: 2,
      after: ['both-together'],
      requirement: {
        en: 'The server MUST greet five of your clients that are started together, and then end by itself.',
        es: 'El servidor DEBE saludar a cinco de tus clientes que empiezan juntos, y después terminar solo.',
      },
      scenario: [
        repeat(clients, [startOther('cliente', { as: 'cliente-{n}' })]),
        repeat(clients, [
          expectOtherOutput('cliente-{n}', greeting, { stream: 'stdout' }),
          expectOtherExit('cliente-{n}'),
        ]),
        expectExit(),
      ],
    }),
  ],
})
