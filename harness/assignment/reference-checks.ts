import { entry, type Entries } from './reference-entry.ts'
import type { CheckShape } from './schema.ts'

const connect = { kind: 'connect', peer: 'ana' } as const

/** The keys of a check. */
export const checks = {
  id: entry('What it is called, in lower case with hyphens.', { id: 'answers-a-line' }),
  points: entry('What it is worth.', { points: 2 }),
  requirement: entry(
    'The sentence that students are shown, in both languages, with MUST, SHOULD or MAY (DEBE, DEBERÍA, PUEDE).',
    { requirement: { en: 'The server MUST answer.', es: 'El servidor DEBE responder.' } },
  ),
  program: entry('Which of the `others` is judged here, instead of the own program.', {
    program: 'client',
  }),
  after: entry('Checks without which this one makes no sense: it is skipped where one failed.', {
    after: ['listens'],
  }),
  scenario: entry('What is played, step by step.', { scenario: [connect] }),
  scenarios: entry('Several of them, by their names, instead of one; all must be passed.', {
    scenarios: { short: [connect], long: [connect] },
  }),
  lenses: entry(
    'How what peers send is delivered, besides `whole`: `bytewise`; `cuts`, in two pieces, cut at every place in turn; `coalesced`, what follows each other in one piece; `random`, in pieces by chance; `slow-reader`, whole, and peers read late; `short-io`, whole, and the program’s own reads and writes take less than it asked for.',
    { lenses: ['cuts', 'coalesced'] },
  ),
  timeWait: entry(
    'Whether the kernel keeps what the program has closed (TIME_WAIT), as it does outside of a private network: `dropped`, unless there is a `restart`, or `kept`.',
    { timeWait: 'kept' },
  ),
  fulfilledBy: entry(
    'Which of the wrong programs that `prove` tries truly do what this check asks, as all that listen do where it asks for no more: `never-accepts`, `stays-silent`, `closes-at-once`, `resets`, `echoes`; of clients `never-connects`, `connects-and-leaves`, `connects-and-stays-silent`; over UDP `udp-stays-silent`, `udp-ends-at-first`, `udp-answers-nothing`, `udp-never-sends`, `udp-sends-once`. `prove` tells which it misses.',
    { fulfilledBy: ['stays-silent', 'echoes'] },
  ),
} as const satisfies Entries<keyof typeof CheckShape.shape>
