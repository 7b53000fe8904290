import { mkdir, mkdtemp, rm, writeFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { fileURLToPath } from 'node:url'
import { expect, onTestFinished, test } from 'vitest'
import { UsageError } from '../lib/errors.ts'
import { loadAssignment } from './load.ts'

const builders = fileURLToPath(new URL('../index.ts', import.meta.url))
const specs = fileURLToPath(new URL('../../specs', import.meta.url))

const yaml = `id: hello
title: { en: Hello, es: Hola }
parameters:
  port: { kind: port, default: 9000 }
  greeting: { kind: text, default: hi }
  clients: { kind: count, default: 2, max: 3 }
  from: { kind: ports, default: { from: 5000, to: 5010 } }
  family: { kind: choice, of: [ipv4, ipv6], default: ipv4 }
program: { role: client, entry: [client], port: { given: fixed, port: "\${port}" } }
framing: { kind: lines }
network: { family: "\${family}" }
checks:
  - id: greets
    points: "\${clients}"
    requirement: { en: "It MUST say \${greeting}, not $\${greeting}, from \${from}.", es: DEBE saludar. }
    scenario:
      - { kind: listen }
      - { kind: accept, peer: ana, fromPort: "\${from}" }
      - { kind: expect, peer: ana, expected: "\${greeting}\\n" }
`

const typescript = `import { accept, check, defineAssignment, expect, lines, listen, withParameters } from '${builders}'
export default withParameters(
  {
    port: { kind: 'port', default: 9000 },
    greeting: { kind: 'text', default: 'hi' },
    clients: { kind: 'count', default: 2, max: 3 },
    from: { kind: 'ports', default: { from: 5000, to: 5010 } },
    family: { kind: 'choice', of: ['ipv4', 'ipv6'], default: 'ipv4' },
  },
  ({ port, greeting, clients, from, family }) => defineAssignment({
    id: 'hello',
    title: { en: 'Hello', es: 'Hola' },
    program: { role: 'client', entry: ['client'], port: { given: 'fixed', port } },
    framing: lines(),
    network: { family },
    checks: [
      check('greets', {
        points: clients,
        requirement: { en: \`It MUST say \${greeting}, not \\\${greeting}, from \${from.from}-\${from.to}.\`, es: 'DEBE saludar.' },
        scenario: [
          listen(),
          accept('ana', { fromPort: from }),
          expect('ana', greeting + '\\n'),
        ],
      }),
    ],
  }),
)
`

async function folderWith(files: Readonly<Record<string, string>>): Promise<string> {
  const folder = await mkdtemp(join(tmpdir(), 'enchufe-variant-'))
  onTestFinished(() => rm(folder, { recursive: true, force: true }))
  for (const [name, text] of Object.entries(files)) {
    await mkdir(join(folder, name, '..'), { recursive: true })
    await writeFile(join(folder, name), text)
  }
  return folder
}

const variant = (base: string, given: string) =>
  `base: ${base}\nid: other\ntitle: { en: Other, es: Otra }\nwith: ${given}\n`
const values = '{ port: 9100, greeting: hola, clients: 3, from: { from: 7, to: 9 }, family: ipv6 }'

test('an assignment and its variants are the same in TypeScript and in YAML', async () => {
  const folder = await folderWith({
    'a.ts': typescript,
    'a.yaml': yaml,
    'b.yaml': variant('a.ts', values),
    'c.yaml': variant('a.yaml', values),
    'd.json': JSON.stringify({ base: 'a.yaml', id: 'bare' }),
  })
  const load = (name: string) => loadAssignment(join(folder, name))
  const plain = await load('a.ts')
  expect(plain.inherited).toEqual([])
  expect((await load('a.yaml')).assignment).toEqual(plain.assignment)
  expect(plain.assignment.checks[0]?.requirement.en).toBe(
    'It MUST say hi, not ${greeting}, from 5000-5010.',
  )
  const changed = await load('b.yaml')
  expect(changed.inherited).toEqual(['greets'])
  expect((await load('c.yaml')).assignment).toEqual(changed.assignment)
  expect(changed.assignment).toMatchObject({
    id: 'other',
    title: { en: 'Other' },
    network: { family: 'ipv6' },
    program: { port: { port: 9100 } },
    checks: [{ points: 3, scenarios: { main: [{}, { fromPort: { from: 7, to: 9 } }, {}] } }],
  })
  expect((await load('d.json')).assignment).toEqual({ ...plain.assignment, id: 'bare' })
})

test.each([
  [
    'of no such value',
    { 'b.yaml': variant('a.yaml', '{ port: 0 }') },
    'b.yaml:4:9: with.port: it is 0, it should be at least 1',
  ],
  [
    'of too many',
    { 'b.yaml': variant('a.ts', '{ clients: 4 }') },
    'b.yaml:4:9: with.clients: it is 4, it should be at most 3',
  ],
  [
    'misspelt',
    { 'b.yaml': variant('a.ts', '{ prot: 1 }') },
    'b.yaml:4:9: with.prot: "prot" is no key here, did you mean "port"?',
  ],
  [
    'of no parameters',
    { 'x.json': '{}', 'b.yaml': variant('x.json', '{ port: 1 }') },
    'b.yaml:4:9: with.port: "port" is no key here, it should be one of the known ones',
  ],
  [
    'no word of the choice',
    { 'b.yaml': variant('a.ts', '{ family: ipv5 }') },
    'b.yaml:4:9: with.family: it is "ipv5", did you mean "ipv4"?',
  ],
  [
    'a range that goes down',
    { 'b.yaml': variant('a.ts', '{ from: { from: 9, to: 7 } }') },
    'b.yaml:4:9: with.from: it is an object, it should have its smaller port first',
  ],
  [
    'a base that is not there',
    { 'b.yaml': variant('zzz.ts', '{}') },
    'b.yaml:1:1: base: "zzz.ts" does not exist, it should be the assignment of which this is a variant',
  ],
  [
    'a base that is a variant',
    { 'c.yaml': variant('a.ts', '{}'), 'b.yaml': variant('c.yaml', '{}') },
    'b.yaml:1:1: base: it is a variant itself',
  ],
  [
    'a mistake in the base',
    {
      'x.yaml': yaml.replace('{ kind: listen }', '{ kind: lisen }'),
      'b.yaml': variant('x.yaml', '{}'),
    },
    'x.yaml:17:11: checks[0].scenario[0].kind: it is "lisen", did you mean "listen"?',
  ],
  [
    'a mistake in the base in TypeScript',
    { 'x.ts': typescript.replace("accept('ana'", "accept('!'"), 'b.yaml': variant('x.ts', '{}') },
    'x.ts:22:11: checks[0].scenario[1].peer: it is "!", it should be a name',
  ],
  [
    'an unknown placeholder',
    { 'b.yaml': yaml.replace('${port}', '${prot}') },
    'b.yaml:9:65: program.port.port: "${prot}" is no parameter of this assignment, did you mean "port"?',
  ],
  [
    'a parameter of no kind',
    { 'b.yaml': yaml.replace('kind: port,', 'kind: prot,') },
    'b.yaml:4:11: parameters.port.kind: it is "prot", did you mean "port"?',
  ],
  [
    'a default out of bounds',
    { 'b.yaml': yaml.replace('default: 2', 'default: 7') },
    'b.yaml:6:27: parameters.clients.default: it is 7, it should be at most 3',
  ],
  [
    'a function that throws',
    {
      'x.ts': typescript.replace('points: clients', 'points: clients.x.y'),
      'b.yaml': variant('x.ts', '{}'),
    },
    'x.ts:18:27: the file cannot be understood',
  ],
])('a mistake is told where it is: %s', async (_, files, sentence) => {
  const folder = await folderWith({ 'a.ts': typescript, 'a.yaml': yaml, ...files })
  const error: unknown = await loadAssignment(join(folder, 'b.yaml')).catch(
    (thrown: unknown) => thrown,
  )
  if (!(error instanceof UsageError))
    throw new Error('it should be a usage error', { cause: error })
  expect(error.text.en.replaceAll(`${folder}/`, '')).toContain(sentence)
})

test('the variants of this repository differ from their bases where they should', async () => {
  const load = async (id: string) =>
    (await loadAssignment(join(specs, id, 'assignment.yaml'))).assignment
  const other = await load('greeting-server-9100')
  expect(other.checks.map(({ id }) => id)).toContain('ends-after-the-third')
  expect(other.checks[1]?.requirement.es).toContain('"Bienvenida a la red"')
  const ranged = await load('greeting-client-from-ports')
  expect(ranged.checks.map(({ id }) => id)[1]).toBe('uses-a-port-of-the-range')
})
