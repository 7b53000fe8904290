import { defineAssignment, untilClose } from '../../harness/index.ts'
import { bodies } from './bodies.ts'
import { endings } from './endings.ts'

export default defineAssignment({
  id: 'http-client',
  title: { en: 'HTTP client', es: 'Cliente HTTP' },
  program: {
    role: 'client',
    entry: ['cliente', 'client', 'main'],
    port: { given: 'fixed', port: 80 },
  },
  framing: untilClose(),
  network: { addresses: ['10.0.0.80'], hosts: { 'iic2333.ing.puc.cl': '10.0.0.80' } },
  checks: [...bodies, ...endings],
})
