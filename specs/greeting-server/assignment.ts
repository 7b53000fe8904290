import { defineAssignment, untilClose, withParameters } from '../../harness/index.ts'
import { closes, greets, listens, survivesAReset } from './one-client.ts'
import { isOfTheNotes, parameters } from './parameters.ts'
import { endsAfterTheLast, servesInTurn, servesTogether } from './several-clients.ts'

export default withParameters(parameters, (values) =>
  defineAssignment({
    id: 'greeting-server',
    title: { en: 'Greeting server', es: 'Servidor de saludos' },
    program: {
      role: 'server',
      entry: ['servidor', 'server', 'main'],
      port: { given: 'fixed', port: values.port },
    },
    framing: untilClose(),
    ...(values.family === 'ipv6' ? { network: { family: values.family } } : {}),
    ...(isOfTheNotes(values)
      ? { counterpart: { assignment: 'greeting-client', times: values.clients } }
      : {}),
    checks: [
      listens(values),
      greets(values),
      closes(),
      servesInTurn(values),
      servesTogether(values),
      endsAfterTheLast(values),
      survivesAReset(),
    ],
  }),
)
