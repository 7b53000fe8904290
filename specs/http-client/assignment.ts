import { defineAssignment, untilClose, withParameters } from '../../harness/index.ts'
import { bodies } from './bodies.ts'
import { chunks } from './chunks.ts'
import { endings } from './endings.ts'

/** What a variant may change; unless it does, it is the client of the course's notes. */
const parameters = {
  coding: { kind: 'choice', of: ['none', 'chunked'], default: 'none' },
} as const

export default withParameters(parameters, ({ coding }) =>
  defineAssignment({
    id: 'http-client',
    title: { en: 'HTTP client', es: 'Cliente HTTP' },
    program: {
      role: 'client',
      entry: ['cliente', 'client', 'main'],
      port: { given: 'fixed', port: 80 },
    },
    framing: untilClose(),
    network: { addresses: ['10.0.0.80'], hosts: { 'iic2333.ing.puc.cl': '10.0.0.80' } },
    checks: [...bodies, ...(coding === 'chunked' ? chunks : []), ...endings],
  }),
)
