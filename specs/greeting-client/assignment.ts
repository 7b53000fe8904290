import { defineAssignment, untilClose, withParameters } from '../../harness/index.ts'
import {
  closesAndEnds,
  connects,
  endsWhenTheServerCloses,
  saysThatItWasCutOff,
  saysThatNobodyListens,
  usesItsPorts,
} from './connection-checks.ts'
import { showsATextInPieces, showsTheText } from './text-checks.ts'

const anyPort = { from: 1, to: 65_535 }

/** What a variant may change; unless it does, it is the client of the course's notes. */
const parameters = {
  port: { kind: 'port', default: 9000 },
  greeting: { kind: 'text', default: 'Gracias por conectarte\n' },
  fromPorts: { kind: 'ports', default: anyPort },
} as const

export default withParameters(parameters, ({ port, greeting, fromPorts }) => {
  const isFree = fromPorts.from === anyPort.from && fromPorts.to === anyPort.to
  return defineAssignment({
    id: 'greeting-client',
    title: { en: 'Greeting client', es: 'Cliente de saludos' },
    program: {
      role: 'client',
      entry: ['cliente', 'client', 'main'],
      port: { given: 'fixed', port },
    },
    framing: untilClose(),
    ...(port === parameters.port.default ? { counterpart: { assignment: 'greeting-server' } } : {}),
    checks: [
      connects(port),
      ...(isFree ? [] : [usesItsPorts(fromPorts)]),
      showsTheText(greeting),
      showsATextInPieces(),
      closesAndEnds(greeting),
      saysThatNobodyListens(),
      saysThatItWasCutOff(),
      endsWhenTheServerCloses(),
    ],
  })
})
