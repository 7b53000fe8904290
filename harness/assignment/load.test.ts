import { mkdir, mkdtemp, readdir, readFile, rm, writeFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { dirname, join, relative } from 'node:path'
import { fileURLToPath } from 'node:url'
import { describe, expect, onTestFinished, test } from 'vitest'
import { z } from 'zod'
import { UsageError } from '../lib/errors.ts'
import { findAssignment, listAssignments } from './find.ts'
import { assignmentJsonSchema } from './json-schema.ts'
import { loadAssignment } from './load.ts'
import { Lens } from './schema.ts'
import { Step } from './step.ts'

const builders = fileURLToPath(new URL('../index.ts', import.meta.url))
const specs = fileURLToPath(new URL('../../specs', import.meta.url))

async function temporary(): Promise<string> {
  const folder = await mkdtemp(join(tmpdir(), 'enchufe-load-'))
  onTestFinished(() => rm(folder, { recursive: true, force: true }))
  return folder
}

/** The sentence that loading a file with this text gives, without the folder that it is in. */
async function complaint(name: string, text: string): Promise<{ en: string; es: string }> {
  const folder = await temporary()
  await writeFile(join(folder, name), text)
  const error: unknown = await loadAssignment(join(folder, name)).catch((thrown: unknown) => thrown)
  if (!(error instanceof UsageError))
    throw new Error('it should be a usage error', { cause: error })
  const strip = (sentence: string) => sentence.replaceAll(`${folder}/`, '')
  // A line for each of a few mistakes, and none of any parser's own.
  const lines = error.text.en.split('\n')
  expect(lines.length).toBeLessThanOrEqual(3)
  expect(lines.slice(1).every((line) => line.startsWith(folder))).toBe(true)
  return { en: strip(error.text.en), es: strip(error.text.es) }
}

const yaml = `id: hello
title: { en: Hello, es: Hola }
program: { role: server, entry: [server], port: { given: argument } }
framing: { kind: lines }
checks:
  - id: greets
    points: 2
    requirement: { en: It MUST greet., es: DEBE saludar. }
    scenario:
      - { kind: connect, peer: ana }
      - { kind: expect, peer: ana, expected: "hi\\n" }
`

const typescript = `import { check, connect, defineAssignment, expect, lines } from '${builders}'
export default defineAssignment({
  id: 'hello',
  title: { en: 'Hello', es: 'Hola' },
  program: { role: 'server', entry: ['server'], port: { given: 'argument' } },
  framing: lines(),
  checks: [
    check('greets', {
      points: 2,
      requirement: { en: 'It MUST greet.', es: 'DEBE saludar.' },
      scenario: [
        connect('ana'),
        expect('ana', 'hi\\n'),
      ],
    }),
  ],
})
`

test('the same assignment in TypeScript, YAML and JSON is the same, hash and all', async () => {
  const folder = await temporary()
  await writeFile(join(folder, 'a.ts'), typescript)
  await writeFile(join(folder, 'a.yaml'), yaml)
  const fromCode = await loadAssignment(join(folder, 'a.ts'))
  await writeFile(join(folder, 'a.json'), JSON.stringify(fromCode.assignment))
  const others = await Promise.all(
    ['a.yaml', 'a.json'].map((name) => loadAssignment(join(folder, name))),
  )
  for (const other of others) {
    expect(other.assignment).toEqual(fromCode.assignment)
    expect(other.hash).toBe(fromCode.hash)
  }
})

test('the assignments of this repository load', async () => {
  const found = await listAssignments([specs])
  expect(found.map(({ id }) => id)).toEqual((await readdir(specs)).toSorted())
  for (const { id, file } of found) expect((await loadAssignment(file)).assignment.id).toBe(id)
})

/** The first check of the YAML above with more in it. */
async function checkWith(more: string, step = '') {
  const folder = await temporary()
  const file = join(folder, 'a.yaml')
  await writeFile(file, `${yaml.replace('points: 2', `points: 2\n    ${more}`)}${step}`)
  return (await loadAssignment(file)).assignment.checks[0]!
}

describe('a check', () => {
  test.each([
    ['', ['whole']],
    ['lenses: [whole]', ['whole']],
    ['lenses: [cuts, bytewise]', ['whole', 'cuts', 'bytewise']],
    ['lenses: [cuts, whole, cuts]', ['whole', 'cuts']],
    [`lenses: [${Lens.options.toReversed().join(', ')}]`, ['whole', ...Lens.options.toReversed()]],
  ])('with %j is played whole first, and in each lens once', async (more, lenses) => {
    expect((await checkWith(more)).lenses).toEqual([...new Set(lenses)])
  })

  test('may ask that nothing is left of its peers, in YAML as in TypeScript', async () => {
    const step = '      - { kind: expectNoLeak }\n'
    expect((await checkWith('', step)).scenarios['main']?.at(-1)).toEqual({ kind: 'expectNoLeak' })
    const folder = await temporary()
    const code = typescript
      .replace('expect, lines', 'expect, expectNoLeak, lines')
      .replace("'hi\\n'),", "'hi\\n'),\n        expectNoLeak(),")
    await writeFile(join(folder, 'a.ts'), code)
    const { assignment } = await loadAssignment(join(folder, 'a.ts'))
    expect(assignment.checks[0]?.scenarios['main']?.at(-1)).toEqual({ kind: 'expectNoLeak' })
  })
})

describe('the JSON Schema for editors', () => {
  // Patterns of JSON Schema know Unicode's properties; zod, when it reads one, does not.
  const text = JSON.stringify(assignmentJsonSchema(), (key, value: unknown) =>
    key === 'pattern' && String(value).includes('\\p{') ? undefined : value,
  )
  const schema = z.fromJSONSchema(JSON.parse(text) as z.core.JSONSchema.JSONSchema)
  const put = (check: object) => ({
    id: 'hello',
    title: { en: 'Hello', es: 'Hola' },
    program: { role: 'server', entry: ['server'], port: { given: 'argument' } },
    framing: { kind: 'lines' },
    checks: [
      {
        id: 'greets',
        points: 2,
        requirement: { en: 'It MUST greet.', es: 'DEBE saludar.' },
        scenario: [{ kind: 'connect', peer: 'ana' }],
        ...check,
      },
    ],
  })

  test('takes an assignment as an author writes it', () => {
    const { scenario } = put({}).checks[0]!
    for (const check of [
      {},
      { lenses: Lens.options },
      { scenario: [...scenario, { kind: 'expectNoLeak' }] },
    ]) {
      expect(schema.safeParse(put(check)).error).toBeUndefined()
    }
  })

  test.each([
    [{ lenses: ['hole'] }],
    [{ lenses: [] }],
    [{ scenario: [{ kind: 'expectNoLeaks' }] }],
    [{ scenario: [{ kind: 'expectNoLeak', peer: 'ana' }] }],
    [{ pionts: 2 }],
  ])('does not take %j', (check) => {
    expect(schema.safeParse(put(check)).success).toBe(false)
  })

  test('names every lens and every step', () => {
    const kinds = Step.options.map((option) => option.shape.kind.value)
    for (const word of [...Lens.options, ...kinds]) expect(text).toContain(`"${word}"`)
  })
})

describe('a mistake is one sentence with its place', () => {
  const change = (from: string, to: string) => {
    expect(yaml).toContain(from)
    return yaml.replace(from, to)
  }
  test.each([
    [
      'a misspelt key',
      'points: 2',
      'pionts: 2',
      'assignment.yaml:7:5: checks[0].pionts: "pionts" is no key here, did you mean "points"?\nassignment.yaml:6:5: checks[0].points: "points" is missing, it should be there',
    ],
    [
      'more mistakes than are told',
      'id: hello',
      'di: hello\nzzz: 1\nx: { y: 1 }\nnetworks: 1',
      [
        'assignment.yaml:4:1: networks: "networks" is no key here, did you mean "network"?',
        'assignment.yaml:1:1: id: "id" is missing, it should be there',
        'assignment.yaml:1:1: di: "di" is no key here, it should be one of the known ones (id, title, program, others, framing, network, files, checks, counterpart) (and 2 more)',
      ].join('\n'),
    ],
    [
      'an unknown key',
      'id: hello',
      'id: hello\nzzz: 1',
      'assignment.yaml:2:1: zzz: "zzz" is no key here, it should be one of the known ones (id, title, program, others, framing, network, files, checks, counterpart)',
    ],
    [
      'a missing text',
      '{ en: Hello, es: Hola }',
      '{ en: Hello }',
      'assignment.yaml:2:1: title.es: the text has no "es", it should be there in both languages, en and es',
    ],
    [
      'a word for a number',
      'points: 2',
      'points: two',
      'assignment.yaml:7:5: checks[0].points: it is "two", it should be a number',
    ],
    [
      'half a point',
      'points: 2',
      'points: 1.5',
      'assignment.yaml:7:5: checks[0].points: it is 1.5, it should be a whole number',
    ],
    [
      'too many points',
      'points: 2',
      'points: 2000',
      'assignment.yaml:7:5: checks[0].points: it is 2000, it should be at most 1000',
    ],
    [
      'an unknown step',
      'kind: connect',
      'kind: conect',
      'assignment.yaml:10:11: checks[0].scenario[0].kind: it is "conect", did you mean "connect"?',
    ],
    [
      'a step without a kind',
      '{ kind: connect, peer: ana }',
      '{ peer: ana }',
      'assignment.yaml:10:9: checks[0].scenario[0].kind: "kind" is missing, it should be there, one of connect, ',
    ],
    [
      'a list for a text',
      'id: hello',
      'id: [a]',
      'assignment.yaml:1:1: id: it is a list of 1, it should be a text',
    ],
    [
      'a number to expect',
      '"hi\\n"',
      '5',
      'assignment.yaml:11:36: checks[0].scenario[1].expected: it is 5, it should be a text or an object',
    ],
    [
      'an unknown matcher',
      '"hi\\n"',
      '{ kind: exactli, data: a }',
      'assignment.yaml:11:48: checks[0].scenario[1].expected.kind: it is "exactli", did you mean "exactly"?',
    ],
    [
      'odd hexadecimal',
      '"hi\\n"',
      '{ kind: exactly, data: { kind: hex, hex: abc } }',
      'should be pairs of hexadecimal digits',
    ],
    [
      'a requirement without MUST',
      'It MUST greet.',
      'It greets.',
      'assignment.yaml:8:20: checks[0].requirement.en: it is "It greets.", it should be a full sentence with MUST, SHOULD or MAY',
    ],
    [
      'a name with its extension',
      'entry: [',
      'entry: [server.py, ',
      'it is "server.py", it should be a name without extension, which is that of the language',
    ],
    [
      'an unknown way to the port',
      'given: argument',
      'given: argumnt',
      'assignment.yaml:3:51: program.port.given: it is "argumnt", did you mean "argument"?',
    ],
    [
      'an unknown lens',
      'points: 2',
      'points: 2\n    lenses: [hole]',
      'assignment.yaml:8:14: checks[0].lenses[0]: it is "hole", did you mean "whole"?',
    ],
    [
      'a lens that is like none',
      'points: 2',
      'points: 2\n    lenses: [zzz]',
      'checks[0].lenses[0]: it is "zzz", it should be one of whole, bytewise, cuts, coalesced, random, slow-reader, short-io',
    ],
    [
      'no lens at all',
      'points: 2',
      'points: 2\n    lenses: []',
      'assignment.yaml:8:5: checks[0].lenses: it is a list of 0, it should have at least 1',
    ],
    [
      'a step that takes no peer',
      'kind: expect, peer: ana, expected: "hi\\n"',
      'kind: expectNoLeak, peer: ana',
      'checks[0].scenario[1].peer: "peer" is no key here, it should be one of the known ones (kind)',
    ],
    [
      'an id with capitals',
      'id: hello',
      'id: Hello',
      'assignment.yaml:1:1: id: it is "Hello", it should be lower-case words joined by hyphens',
    ],
    [
      'no scenario',
      'scenario:',
      'scenarios:',
      'checks[0].scenarios: it is a list of 2, it should be an object',
    ],
    [
      'a peer that has not connected',
      'kind: expect, peer: ana',
      'kind: expect, peer: anna',
      'assignment.yaml:11:25: checks[0].scenario[1].peer: "expect" uses the peer "anna", which has not connected yet, did you mean "ana"?',
    ],
    [
      'a peer that connects twice',
      'kind: expect, peer: ana, expected: "hi\\n"',
      'kind: connect, peer: ana',
      'the peer "ana" is connected already',
    ],
    [
      'an unknown dependency',
      'points: 2',
      'points: 2\n    after: [greet]',
      'assignment.yaml:8:13: checks[0].after[0]: there is no check "greet", did you mean "greets"?',
    ],
    [
      'a circle',
      'points: 2',
      'points: 2\n    after: [greets]',
      'assignment.yaml:8:5: checks[0].after: the checks depend on each other in a circle: greets → greets',
    ],
    [
      'silence alone',
      'kind: expect, peer: ana, expected: "hi\\n"',
      'kind: expectSilence, peer: ana',
      'the scenario asks for silence alone',
    ],
    [
      'a step of the other role',
      'kind: connect, peer: ana',
      'kind: listen',
      'assignment.yaml:10:11: checks[0].scenario[0].kind: "listen" is for client programs',
    ],
    [
      'a thaw without a freeze',
      'kind: expect, peer: ana, expected: "hi\\n"',
      'kind: thaw',
      '"thaw" comes without a "freeze" before it',
    ],
    [
      'a freeze for ever',
      'kind: expect, peer: ana, expected: "hi\\n"',
      'kind: freeze',
      'this "freeze" is never followed by a "thaw"',
    ],
    [
      'a client that is to be discovered',
      'role: server, entry: [server], port: { given: argument }',
      'role: client, entry: [a], port: { given: discovered }',
      'program.port.given: it is "discovered", which is for servers',
    ],
  ])('%s', async (_, from, to, expected) => {
    const { en, es } = await complaint('assignment.yaml', change(from, to))
    expect(en).toContain(expected)
    expect(es).not.toBe(en)
  })

  test.each([
    [
      'moves after its end',
      'close',
      'send, data: x',
      '"send" comes after the peer "ana" has closed',
    ],
    ['frozen twice', undefined, undefined, 'frozen already'],
  ])('%s', async (_, first, second, expected) => {
    const steps =
      first === undefined
        ? '- { kind: freeze }\n      - { kind: freeze }\n      - { kind: thaw }'
        : `- { kind: ${first}, peer: ana }\n      - { kind: ${second}, peer: ana }`
    const { en } = await complaint('a.yaml', `${yaml}      ${steps}\n`)
    expect(en).toContain(expected)
  })

  test.each([
    ['- { kind: accept, peer: ana }', '"accept" comes before any "listen"'],
    ['- { kind: listen }\n      - { kind: refuse }', 'both "listen" and "refuse"'],
    ['- { kind: refuse }\n      - { kind: listen }', 'both "listen" and "refuse"'],
    ['- { kind: listen }\n      - { kind: listen }', '"listen" twice'],
    ['- { kind: connect, peer: ana }', '"connect" is for server programs'],
  ])('a client assignment with %s', async (steps, expected) => {
    const head = yaml.slice(0, yaml.indexOf('      - {')).replace('role: server', 'role: client')
    expect((await complaint('a.yaml', `${head}      ${steps}\n`)).en).toContain(expected)
  })

  test('two checks with one id, and an assignment that is its own counterpart', async () => {
    const twice = `${yaml}  - id: greets\n    points: 1\n    requirement: { en: MUST, es: DEBE }\n    scenario: [{ kind: connect, peer: a }]\ncounterpart: { assignment: hello }\n`
    const { en } = await complaint('a.yaml', twice)
    expect(en).toBe(
      'a.yaml:16:16: counterpart.assignment: it is this assignment itself, it should be the one of the other side\n' +
        'a.yaml:12:5: checks[1].id: there are two checks "greets", each should have an id of its own',
    )
  })

  test('in TypeScript the place is the call that made the part', async () => {
    const wrong = typescript.replace("expect('ana', 'hi", "expect('anna', 'hi")
    expect((await complaint('a.ts', wrong)).en).toBe(
      'a.ts:13:9: checks[0].scenario[1].peer: "expect" uses the peer "anna", which has not connected yet, did you mean "ana"?',
    )
    const points = typescript.replace('points: 2', "points: 'two'")
    expect((await complaint('b.ts', points)).en).toBe(
      'b.ts:8:5: checks[0].points: it is "two", it should be a number',
    )
    const missing = typescript.replace("en: 'Hello', ", '')
    expect((await complaint('c.ts', missing)).en).toContain(
      'c.ts:2:16: title.en: the text has no "en"',
    )
  })

  test('in JSON too', async () => {
    const { en } = await complaint('a.json', '{\n  "id": "a",\n  "titel": 1\n}')
    expect(en).toContain('a.json:3:3: titel: "titel" is no key here, did you mean "title"?')
  })
})

describe('a file that is no assignment', () => {
  test.each([
    ['a.yaml', 'id: [', 'a.yaml:1:'],
    ['a.json', '{\n  "id": }', 'a.json:2:9: the file cannot be understood'],
    ['a.json', 'id: hello', 'a.json:1:1: the file cannot be understood'],
    ['a.ts', 'export const x = 1', 'has no default export'],
    ['a.ts', 'export default {', 'the file cannot be understood'],
    ['a.ts', "import 'no-such-package'\nexport default {}", 'the file cannot be understood'],
    ['a.ts', "throw new Error('oh')", 'oh'],
    ['a.yaml', `x: ${'y'.repeat(2_000_000)}`, 'is larger than 1048576 bytes'],
    ['a.yaml', 'null', 'it is nothing, it should be an object'],
    [
      'a.yaml',
      [
        'a: &a [x,x,x,x,x,x,x,x,x]',
        ...'bcdefghi'
          .split('')
          .map(
            (name, index) =>
              `${name}: &${name} [${Array.from({ length: 9 }, () => `*${'abcdefgh'[index]}`).join()}]`,
          ),
      ].join('\n'),
      'the file cannot be understood: Excessive alias count',
    ],
  ])('%s with %.20s', async (name, text, expected) => {
    expect((await complaint(name, text)).en).toContain(expected)
  })

  test('missing, or a folder', async () => {
    const folder = await temporary()
    await expect(loadAssignment(join(folder, 'no.yaml'))).rejects.toThrow(
      /cannot be read: it does not exist/,
    )
    await expect(loadAssignment(folder)).rejects.toThrow(/cannot be read: it is a folder/)
  })
})

describe('finding', () => {
  test('by id, by folder, by file; unknown ones with what was meant', async () => {
    const file = join(specs, 'greeting-server', 'assignment.ts')
    expect(await findAssignment('greeting-server', [specs])).toBe(file)
    expect(await findAssignment(join(specs, 'greeting-server'), [])).toBe(file)
    expect(await findAssignment(file, [])).toBe(file)
    await expect(findAssignment('greting-server', [specs])).rejects.toThrow(
      /did you mean "greeting-server"/,
    )
    await expect(findAssignment('x', ['/no/such'])).rejects.toThrow(/known: none/)
  })

  test('two files in one folder are one too many', async () => {
    const folder = await temporary()
    await mkdir(join(folder, 'a'))
    await writeFile(join(folder, 'a', 'assignment.yaml'), yaml)
    await writeFile(join(folder, 'a', 'assignment.json'), '{}')
    await expect(listAssignments([folder])).rejects.toThrow(
      /assignment.json, assignment.yaml; there should be one/,
    )
  })
})

describe('an import that is missing', () => {
  const [line = '', ...rest] = typescript.split('\n')
  const without = (name: string) => line.replace(new RegExp(`\\b${name}, `), '')

  test.each(['defineAssignment', 'expect', 'check'])(
    'of %s is told as it should be',
    async (name) => {
      const folder = await temporary()
      const file = join(folder, 'inner', 'a.ts')
      await mkdir(dirname(file))
      await writeFile(file, [without(name), ...rest].join('\n'))
      const error: unknown = await loadAssignment(file).catch((thrown: unknown) => thrown)
      if (!(error instanceof UsageError)) throw new Error('it should be a usage error')
      const from = relative(dirname(file), builders)
      expect(error.text.en).toMatch(/a\.ts:\d+:\d+: /)
      expect(error.text.en.replace(/^.*?: /, '')).toBe(
        `"${name}" is not defined, it should be imported: import { ${name} } from '${from}'`,
      )
      expect(error.text.es.replace(/^.*?: /, '')).toBe(
        `"${name}" no está definido, debería importarse: import { ${name} } from '${from}'`,
      )
    },
  )

  test('of something else is not ours to tell', async () => {
    const { en } = await complaint('a.ts', 'export default greeting')
    expect(en).toBe('a.ts:1:16: the file cannot be understood: greeting is not defined')
  })
})

test('what README shows of an assignment is one, when it lies where such files do', async () => {
  const readme = await readFile(new URL('../../README.md', import.meta.url), 'utf8')
  const sample = /```ts\n(import [^]*?)```/.exec(readme)?.[1] ?? ''
  const folder = await temporary()
  await writeFile(join(folder, 'a.ts'), sample.replace('../../harness/index.ts', builders))
  const { assignment } = await loadAssignment(join(folder, 'a.ts'))
  expect(assignment.id).toBe('hello-server')
})
