import type { AssignmentInput } from '../assignment/schema.ts'
import type { StepInput } from '../assignment/step.ts'
import { abouts, asked } from '../messages/starter.ts'
import type { Text } from '../messages/text.ts'

type Role = AssignmentInput['program']['role']

/** A check of a new assignment; `second` in what other ways its bytes arrive. */
type StarterCheck = {
  readonly id: string
  readonly requirement: Text
  readonly scenario: readonly StepInput[]
  readonly lenses?: readonly string[]
}

/** A program that loses what it should; the text is in `programs/<role>/<name>.py`. */
type StarterFixture = {
  readonly name: keyof typeof abouts
  readonly lost: Readonly<Record<string, string>>
}

/** The starting point of an assignment about one kind of program: the second check builds on the first. */
export type Starter = {
  readonly role: Role
  readonly title: Text
  readonly entry: readonly [string, string]
  readonly checks: readonly [StarterCheck, StarterCheck]
  readonly fixtures: readonly StarterFixture[]
}

/** The points of each check. */
export const points = 2

const lines = ['ana\n', 'beto\n'] as const
const lenses = ['cuts', 'coalesced'] as const
const answers = 'answers'

/** A peer sends these lines, and each is answered. */
function exchange(peer: string, sent: readonly string[]): readonly StepInput[] {
  return sent.flatMap((data): readonly StepInput[] => [
    { kind: 'send', peer, data },
    { kind: 'expect', peer, expected: `hello ${data}` },
  ])
}

/** A peer sends a datagram with its name, and is answered. */
function ask(peer: string): readonly StepInput[] {
  return [
    { kind: 'sendDatagram', peer, data: peer },
    { kind: 'expectDatagram', peer, expected: `hello ${peer}` },
  ]
}

const putsTogether = 'puts-lines-together'
const streamFixtures: readonly StarterFixture[] = [
  { name: 'python-correct', lost: {} },
  {
    name: 'python-forgets-the-newline',
    lost: { [answers]: 'missing-bytes', [putsTogether]: 'skipped' },
  },
  { name: 'python-one-recv', lost: { [putsTogether]: 'one-recv-per-message' } },
]

function streamStarter(
  role: 'server' | 'client',
  entry: Starter['entry'],
  play: (sent: readonly string[]) => readonly StepInput[],
): Starter {
  const { title, first, second } = asked[role]
  return {
    role,
    title,
    entry,
    checks: [
      { id: answers, requirement: first, scenario: play(lines.slice(0, 1)) },
      { id: putsTogether, requirement: second, scenario: play(lines), lenses },
    ],
    fixtures: streamFixtures,
  }
}

const opens = (peer: string): StepInput => ({ kind: 'open', peer })
const asksItself: readonly StepInput[] = [
  opens('server'),
  { kind: 'expectDatagram', peer: 'server', expected: 'ana' },
]
const answersEach = 'answers-each-client'
const prints = 'prints-the-answer'

/** The starting point for each kind of program. */
export const starters: Readonly<Record<Role, Starter>> = {
  server: streamStarter('server', ['server', 'servidor'], (sent) => [
    { kind: 'connect', peer: 'ana' },
    ...exchange('ana', sent),
  ]),
  client: streamStarter('client', ['client', 'cliente'], (sent) => [
    { kind: 'listen' },
    { kind: 'accept', peer: 'server' },
    ...exchange('server', sent),
  ]),
  'udp-server': {
    role: 'udp-server',
    title: asked['udp-server'].title,
    entry: ['server', 'servidor'],
    checks: [
      {
        id: answers,
        requirement: asked['udp-server'].first,
        scenario: [opens('ana'), ...ask('ana')],
      },
      {
        id: answersEach,
        requirement: asked['udp-server'].second,
        scenario: [opens('ana'), opens('beto'), ...ask('ana'), ...ask('beto')],
      },
    ],
    fixtures: [
      { name: 'python-correct', lost: {} },
      {
        name: 'python-forgets-the-name',
        lost: { [answers]: 'wrong-datagram', [answersEach]: 'skipped' },
      },
      {
        name: 'python-answers-the-first-client',
        lost: { [answersEach]: 'answered-another-peer' },
      },
    ],
  },
  'udp-client': {
    role: 'udp-client',
    title: asked['udp-client'].title,
    entry: ['client', 'cliente'],
    checks: [
      { id: 'asks', requirement: asked['udp-client'].first, scenario: asksItself },
      {
        id: prints,
        requirement: asked['udp-client'].second,
        scenario: [
          ...asksItself,
          { kind: 'sendDatagram', peer: 'server', data: 'hello ana' },
          {
            kind: 'expectOutput',
            stream: 'stdout',
            expected: { kind: 'contains', data: 'hello ana' },
          },
        ],
      },
    ],
    fixtures: [
      { name: 'python-correct', lost: {} },
      { name: 'python-sends-a-newline', lost: { asks: 'wrong-datagram', [prints]: 'skipped' } },
      { name: 'python-reads-four-bytes', lost: { [prints]: 'wrong-output' } },
    ],
  },
}
