import { expect, test } from 'vitest'
import { findReferenceProblems } from './references.ts'
import { Assignment, type AssignmentInput } from './schema.ts'
import type { WrittenStepInput } from './structure.ts'
import { writtenProblems } from './written.ts'

type Other = NonNullable<AssignmentInput['others']>[string]

const port = { given: 'argument' } as const
const cliente: Other = { from: 'submission', role: 'client', entry: ['cliente'], port }
const servidor: Other = { ...cliente, role: 'server', entry: ['otro'] }
const nuestro: Other = { from: 'reference', assignment: 'greeting-client' }
const starts = (program: string, as?: string) =>
  ({ kind: 'startOther', program, ...(as === undefined ? {} : { as }) }) as const
const says = (other: string) =>
  ({ kind: 'expectOtherOutput', other, expected: { kind: 'contains', data: 'x' } }) as const
const ends = (other: string) => ({ kind: 'expectOtherExit', other }) as const

type Parts = Partial<AssignmentInput> & {
  readonly judged?: string
  readonly steps?: readonly WrittenStepInput[]
}

function sample({ judged, steps = [starts('cliente'), ends('cliente')], ...parts }: Parts) {
  return {
    id: 'sample',
    title: { en: 'Sample', es: 'Ejemplo' },
    program: { role: 'server', entry: ['servidor'], port },
    others: { cliente, servidor, nuestro },
    framing: { kind: 'lines' },
    checks: [
      {
        id: 'a',
        points: 1,
        requirement: { en: 'It MUST work.', es: 'DEBE funcionar.' },
        ...(judged === undefined ? {} : { program: judged }),
        scenario: [...steps],
      },
    ],
    ...parts,
  } satisfies AssignmentInput
}

/** The problems of an assignment with other programs: path and English. */
function problems(parts: Parts) {
  const found = findReferenceProblems(Assignment.parse(sample(parts)))
  return found.map(({ path, text }) => [
    path.join('.').replace('checks.0.scenarios.main.', ''),
    text.en,
  ])
}

test('runs with names of their own are fine, of one program too', () => {
  const steps = [
    starts('cliente', 'ana'),
    starts('cliente', 'beto'),
    starts('nuestro'),
    says('ana'),
    ends('beto'),
    ends('nuestro'),
    { kind: 'expectExit' },
    ends('ana'),
    says('beto'),
  ] as const
  expect(problems({ steps })).toEqual([])
  expect(problems({ judged: 'cliente', steps: [starts('servidor'), says('servidor')] })).toEqual([])
})

test('programs and runs that are not there are told', () => {
  expect(problems({ steps: [starts('client'), ends('client')] })).toEqual([
    ['0.program', 'there is no other program "client", did you mean "cliente"?'],
  ])
  expect(problems({ steps: [starts('zzz')] })).toEqual([
    [
      '0.program',
      'there is no other program "zzz", it should be one of cliente, servidor, nuestro',
    ],
  ])
  expect(problems({ others: {}, steps: [starts('zzz')] })).toEqual([
    ['0.program', 'there is no other program "zzz", it should be described in "others"'],
  ])
  expect(problems({ others: undefined, steps: [starts('zzz')] })).toHaveLength(1)
  expect(problems({ steps: [starts('cliente', 'ana'), ends('anna'), says('x')] })).toEqual([
    ['1.other', 'no "startOther" before this step starts "anna", did you mean "ana"?'],
    ['2.other', 'no "startOther" before this step starts "x", there should be one'],
  ])
})

test('two runs with one name are told', () => {
  const text = (name: string) =>
    `there is a run called "${name}" already, each should have a name of its own ("as")`
  expect(problems({ steps: [starts('cliente'), starts('cliente')] })).toEqual([
    ['1.program', text('cliente')],
  ])
  expect(problems({ steps: [starts('cliente', 'a'), starts('cliente', 'a')] })).toEqual([
    ['1.as', text('a')],
  ])
})

test('a client is beside a server, and a server beside a client', () => {
  expect(problems({ steps: [starts('servidor')] })).toEqual([
    [
      '0.program',
      '"servidor" is a server, and so is the program that is judged here; it should be a client',
    ],
  ])
  expect(problems({ judged: 'cliente', steps: [starts('cliente')] })).toEqual([
    [
      '0.program',
      '"cliente" is a client, and so is the program that is judged here; it should be a server',
    ],
  ])
})

test('where a client connects there is one server, before it starts', () => {
  const taken =
    'there is something already where the client program will connect, there should be one server'
  const judged = 'cliente'
  const exits = { kind: 'expectExit' } as const
  const listens = { kind: 'listen' } as const
  expect(problems({ judged, steps: [starts('servidor'), starts('servidor', 'b')] })).toEqual([
    ['1.kind', taken],
  ])
  expect(problems({ judged, steps: [listens, starts('servidor')] })).toEqual([['1.kind', taken]])
  expect(problems({ judged, steps: [starts('servidor'), listens] })).toEqual([['1.kind', taken]])
  const types = { kind: 'stdin', data: 'x' } as const
  expect(problems({ judged, steps: [types, starts('servidor'), exits] })).toEqual([
    [
      '1.kind',
      'the client program has started by then, the other one should be started by the first step',
    ],
  ])
})

test('leaks are not looked for beside other programs', () => {
  const leaks = { kind: 'expectNoLeak' } as const
  expect(problems({ steps: [leaks, starts('cliente'), leaks] })).toEqual([
    [
      '2.kind',
      '"expectNoLeak" counts the sockets of peers, and another program may have some too; it should be in a scenario without "startOther"',
    ],
  ])
})

test('a check judges a program of the submission', () => {
  const steps = [{ kind: 'refuse' }, { kind: 'expectExit' }] as const
  expect(problems({ judged: 'cliente', steps })).toEqual([])
  expect(problems({ judged: 'clientes', steps: [starts('cliente')] })).toEqual([
    ['checks.0.program', 'there is no other program "clientes", did you mean "cliente"?'],
  ])
  expect(problems({ judged: 'nuestro', steps: [starts('cliente')] })).toEqual([
    [
      'checks.0.program',
      'the program "nuestro" is a reference, a check should judge one whose "from" is "submission"',
    ],
  ])
  expect(
    problems({ others: undefined, judged: 'x', steps: [{ kind: 'connect', peer: 'a' }] }),
  ).toEqual([
    ['checks.0.program', 'there is no other program "x", it should be described in "others"'],
  ])
})

test('others meet the program: over its protocol and on its port', () => {
  const udp: Other = { ...cliente, role: 'udp-client' }
  expect(problems({ others: { cliente: udp } })).toEqual([
    ['others.cliente.role', 'the program of this assignment uses TCP, the others should too'],
  ])
  const fixed = (number: number) => ({ given: 'fixed', port: number }) as const
  const program: AssignmentInput['program'] = {
    role: 'server',
    entry: ['servidor'],
    port: fixed(9000),
  }
  expect(problems({ program, others: { cliente: { ...cliente, port: fixed(9000) } } })).toEqual([])
  expect(problems({ program, others: { cliente: { ...cliente, port: fixed(9001) } } })).toEqual([
    [
      'others.cliente.port.port',
      "it is 9001, it should be that of the assignment's program, 9000, or they never meet",
    ],
  ])
  const announced: Other = { ...cliente, port: { given: 'announced', pattern: '{port}' } }
  expect(problems({ others: { cliente: announced } }).map(([path]) => path)).toEqual([
    'others.cliente.port.given',
  ])
})

test('names of runs may have the value of a round, which is filled in', () => {
  const rounds = (name: string): WrittenStepInput => ({
    kind: 'repeat',
    times: 2,
    as: 'n',
    steps: [starts('cliente', `c{${name}}`), says('c{n}')],
  })
  expect(problems({ steps: [rounds('n'), ends('c2')] })).toEqual([])
  const written = sample({ steps: [rounds('m'), ends('c{n}')] })
  const parsed = Assignment.parse(written)
  expect(parsed.checks).toHaveLength(1)
  expect(writtenProblems(written).map(({ path }) => path.join('.'))).toEqual([
    'checks.0.scenarios.main.0.steps.0.as',
    'checks.0.scenarios.main.1.other',
  ])
})

test('what another program reads is in the framing of the assignment', () => {
  const stdin = { kind: 'message' as const, data: 'uno' }
  const step = { ...starts('cliente'), stdin }
  const parsed = Assignment.parse(sample({ steps: [step, ends('cliente')] }))
  expect(parsed.checks[0]?.scenarios['main']?.[0]).toMatchObject({
    stdin: { framing: { kind: 'lines', end: '\n' } },
  })
  const captured = { kind: 'captured', name: 'token' } as const
  expect(problems({ steps: [{ ...step, stdin: captured }] }).map(([path]) => path)).toEqual([
    '0.stdin',
  ])
})
