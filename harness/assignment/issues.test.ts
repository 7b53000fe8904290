import { describe, expect, test } from 'vitest'
import { z } from 'zod'
import { Config } from '../config/schema.ts'
import { explainIssues } from './issues.ts'
import type { Path } from './problem.ts'
import { Assignment } from './schema.ts'

const assignment = {
  id: 'hello',
  title: { en: 'Hello', es: 'Hola' },
  program: { role: 'server', entry: ['server'], port: { given: 'argument' } },
  framing: { kind: 'lines' },
  checks: [
    {
      id: 'greets',
      points: 2,
      requirement: { en: 'It MUST greet.', es: 'DEBE saludar.' },
      scenario: [
        { kind: 'connect', peer: 'ana' },
        { kind: 'expect', peer: 'ana', expected: 'hi\n' },
      ],
    },
  ],
}
const config = { languages: { python: { extensions: ['.py'], run: ['python3'] } } }

/** The same data with another value at a path, or without what is there. */
function put(data: unknown, [key, ...rest]: Path, value: unknown): unknown {
  if (key === undefined) return value
  const copy = Array.isArray(data) ? [...(data as unknown[])] : { ...(data as object) }
  Reflect.set(copy, key, put(Reflect.get(Object(data), key), rest, value))
  if (rest.length === 0 && value === undefined) Reflect.deleteProperty(copy, key)
  return copy
}

function problems(schema: z.ZodType, input: unknown) {
  return explainIssues(schema, input, schema.safeParse(input).error?.issues ?? []).map(
    ({ path, text }) => [path.join('.'), text.en, text.es],
  )
}

const expected = ['checks', 0, 'scenario', 1, 'expected']

test('data without a mistake has none', () => {
  expect(problems(Assignment, assignment)).toEqual([])
  expect(problems(Config, config)).toEqual([])
})

describe('an assignment with', () => {
  test.each<[string, Path, unknown, string, string, string]>([
    [
      'nothing at all',
      [],
      null,
      '',
      'it is nothing, it should be an object',
      'es nada, debería ser un objeto',
    ],
    [
      'a key that must be there',
      ['framing'],
      undefined,
      'framing',
      '"framing" is missing, it should be there',
      'falta "framing", debería estar',
    ],
    [
      'no role',
      ['program', 'role'],
      undefined,
      'program.role',
      '"role" is missing, it should be there, one of server, client, udp-server, udp-client',
      'falta "role", debería estar, uno de server, client, udp-server, udp-client',
    ],
    [
      'no way to the port',
      ['program', 'port'],
      {},
      'program.port.given',
      '"given" is missing, it should be there, one of argument, environment, file, stdin, fixed, announced, discovered',
      'falta "given", debería estar, uno de argument, environment, file, stdin, fixed, announced, discovered',
    ],
    [
      'a number of bytes that is none of three',
      ['framing'],
      { kind: 'length-prefixed', bytes: 3 },
      'framing.bytes',
      'it is 3, it should be 1 or 2 or 4',
      'es 3, debería ser 1 o 2 o 4',
    ],
    [
      'an unknown framing',
      ['framing', 'kind'],
      'line',
      'framing.kind',
      'it is "line", did you mean "lines"?',
      'es "line", ¿quisiste decir "lines"?',
    ],
    [
      'a kind that is no word',
      ['framing', 'kind'],
      [1],
      'framing.kind',
      'it is a list of 1, it should be one of lines, length-prefixed, fixed, until-close, codec',
      'es una lista de 1, debería ser uno de lines, length-prefixed, fixed, until-close, codec',
    ],
    [
      'an empty list',
      ['program', 'entry'],
      [],
      'program.entry',
      'it is a list of 0, it should have at least 1',
      'es una lista de 0, debería tener al menos 1',
    ],
    [
      'a negative number',
      ['checks', 0, 'points'],
      -1,
      'checks.0.points',
      'it is -1, it should be at least 0',
      'es -1, debería ser al menos 0',
    ],
    [
      'a big integer of JavaScript',
      ['checks', 0, 'points'],
      2n,
      'checks.0.points',
      'it is "2n", it should be a number',
      'es "2n", debería ser un número',
    ],
    [
      'what is no number',
      ['checks', 0, 'points'],
      Number.NaN,
      'checks.0.points',
      'it is "NaN", it should be a number',
      'es "NaN", debería ser un número',
    ],
    [
      'a name that breaks the rule for names',
      ['checks', 0],
      put(put(assignment.checks[0], ['scenario'], undefined), ['scenarios'], {
        'Main one': assignment.checks[0]!.scenario,
      }),
      'checks.0.scenarios.Main one',
      'it is "Main one", it should be lower-case words joined by hyphens',
      'es "Main one", deberían ser palabras en minúsculas unidas por guiones',
    ],
    [
      'a requirement without its word in Spanish',
      ['checks', 0, 'requirement', 'es'],
      'Saluda.',
      'checks.0.requirement.es',
      'it is "Saluda.", it should be a full sentence with DEBE, DEBERÍA or PUEDE',
      'es "Saluda.", debería ser una frase completa con DEBE, DEBERÍA o PUEDE',
    ],
    [
      'a requirement without its word in English',
      ['checks', 0, 'requirement', 'en'],
      'It greets.',
      'checks.0.requirement.en',
      'it is "It greets.", it should be a full sentence with MUST, SHOULD or MAY',
      'es "It greets.", debería ser una frase completa con MUST, SHOULD o MAY',
    ],
    [
      'a requirement in one language',
      ['checks', 0, 'requirement', 'es'],
      undefined,
      'checks.0.requirement.es',
      'the text has no "es", it should be there in both languages, en and es',
      'al texto le falta "es", debería estar en los dos idiomas, en y es',
    ],
    [
      'neither of two keys',
      ['checks', 0, 'scenario'],
      undefined,
      'checks.0',
      'it is an object, it should have either "scenario" or "scenarios"',
      'es un objeto, debería tener "scenario" o bien "scenarios"',
    ],
    [
      'nothing to expect',
      expected,
      null,
      'checks.0.scenario.1.expected',
      'it is nothing, it should be a text or an object',
      'es nada, debería ser un texto o un objeto',
    ],
    [
      'an expectation that is left out',
      expected,
      undefined,
      'checks.0.scenario.1.expected',
      '"expected" is missing, it should be there',
      'falta "expected", debería estar',
    ],
    [
      'a matcher without a kind',
      expected,
      { data: 'x' },
      'checks.0.scenario.1.expected.kind',
      '"kind" is missing, it should be there, one of exactly, contains, one-of, in-any-order, hash, anything, message, matches, head',
      'falta "kind", debería estar, uno de exactly, contains, one-of, in-any-order, hash, anything, message, matches, head',
    ],
    [
      'a payload where a matcher should be',
      expected,
      { kind: 'text', text: 'x' },
      'checks.0.scenario.1.expected.kind',
      'it is "text", it should be one of exactly, contains, one-of, in-any-order, hash, anything, message, matches, head',
      'es "text", debería ser uno de exactly, contains, one-of, in-any-order, hash, anything, message, matches, head',
    ],
    [
      'a mistake deep in a matcher',
      expected,
      { kind: 'contains', data: { kind: 'text', text: 'x', times: 0 } },
      'checks.0.scenario.1.expected.data.times',
      'it is 0, it should be at least 1',
      'es 0, debería ser al menos 1',
    ],
    [
      'an exit code that is no code',
      ['checks', 0, 'scenario', 1],
      { kind: 'expectExit', code: 'some' },
      'checks.0.scenario.1.code',
      'it is "some", it should be a number or "any" or "failure"',
      'es "some", debería ser un número o "any" o "failure"',
    ],
    [
      'an exit code that is too big',
      ['checks', 0, 'scenario', 1],
      { kind: 'expectExit', code: 256 },
      'checks.0.scenario.1.code',
      'it is 256, it should be at most 255',
      'es 256, debería ser a lo más 255',
    ],
  ])('%s', (_, path, value, where, en, es) => {
    expect(problems(Assignment, put(assignment, path, value))).toEqual([[where, en, es]])
  })

  test('a misspelt key tells it first, and then what is missing because of it', () => {
    const misspelt = put(assignment, expected, { kind: 'contains', dat: 'x' })
    expect(problems(Assignment, misspelt)).toEqual([
      [
        'checks.0.scenario.1.expected.dat',
        '"dat" is no key here, did you mean "data"?',
        '"dat" no es una clave de este lugar, ¿quisiste decir "data"?',
      ],
      [
        'checks.0.scenario.1.expected.data',
        '"data" is missing, it should be there',
        'falta "data", debería estar',
      ],
    ])
  })

  test('several mistakes tells first what is missing, which the others may hide', () => {
    const check = put(put(assignment, ['checks', 0, 'points'], -1), ['zzz'], 1)
    const input = put(put(check, ['checks', 0, 'requirement'], undefined), ['framing'], undefined)
    expect(problems(Assignment, input).map(([path]) => path)).toEqual([
      'framing',
      'checks.0.requirement',
      'checks.0.points',
      'zzz',
    ])
  })

  test('several unknown keys tells each of them, with the keys of that very kind of step', () => {
    const step = { kind: 'connect', peer: 'ana', port: 1, 'h\u001bost': 2 }
    const found = problems(Assignment, put(assignment, ['checks', 0, 'scenario', 0], step))
    expect(found.map(([, en]) => en)).toEqual([
      '"port" is no key here, it should be one of the known ones (kind, peer)',
      '"h\\u{1b}ost" is no key here, it should be one of the known ones (kind, peer)',
    ])
  })

  test('a key that every object of JavaScript has is no known key', () => {
    const own = JSON.parse('{ "__proto__": 1, "constructor": 2 }') as object
    const input = Object.defineProperties({ ...assignment }, Object.getOwnPropertyDescriptors(own))
    const found = problems(Assignment, input)
    expect(found.map(([path]) => path)).toEqual(['__proto__', 'constructor'])
  })

  test('a mistake in another scenario names it', () => {
    const { scenario, ...rest } = assignment.checks[0]!
    const scenarios = { short: scenario, long: [{ kind: 'conect', peer: 'ana' }] }
    expect(problems(Assignment, put(assignment, ['checks', 0], { ...rest, scenarios }))).toEqual([
      [
        'checks.0.scenarios.long.0.kind',
        'it is "conect", did you mean "connect"?',
        'es "conect", ¿quisiste decir "connect"?',
      ],
    ])
  })
})

describe('a configuration with', () => {
  test.each<[string, Path, unknown, string, string, string]>([
    [
      'a limit that ends at once',
      ['limits'],
      { buildMs: 0 },
      'limits.buildMs',
      'it is 0, it should be more than 0',
      'es 0, debería ser mayor que 0',
    ],
    [
      'a misspelt limit',
      ['limits'],
      { bildMs: 3 },
      'limits.bildMs',
      '"bildMs" is no key here, did you mean "buildMs"?',
      '"bildMs" no es una clave de este lugar, ¿quisiste decir "buildMs"?',
    ],
    [
      'a misspelt key of a language',
      ['languages', 'python', 'rum'],
      ['x'],
      'languages.python.rum',
      '"rum" is no key here, did you mean "run"?',
      '"rum" no es una clave de este lugar, ¿quisiste decir "run"?',
    ],
    [
      'an extension without its dot',
      ['languages', 'python', 'extensions'],
      ['py'],
      'languages.python.extensions.0',
      'it is "py", it should be like ".py"',
      'es "py", debería ser como ".py"',
    ],
    [
      'a list of languages',
      ['languages'],
      ['python'],
      'languages',
      'it is a list of 1, it should be an object',
      'es una lista de 1, debería ser un objeto',
    ],
    [
      'an unknown lab',
      ['lab'],
      'nett',
      'lab',
      'it is "nett", did you mean "net"?',
      'es "nett", ¿quisiste decir "net"?',
    ],
  ])('%s', (_, path, value, where, en, es) => {
    expect(problems(Config, put(config, path, value))).toEqual([[where, en, es]])
  })
})

test('a key that is no text is shown as what it is', () => {
  const scenarios = { [Symbol('main')]: assignment.checks[0]!.scenario }
  const check = put(put(assignment.checks[0], ['scenario'], undefined), ['scenarios'], scenarios)
  expect(problems(Assignment, put(assignment, ['checks', 0], check))).toEqual([
    [
      'checks.0.scenarios.Symbol(main)',
      'it is "Symbol(main)", it should be a text',
      'es "Symbol(main)", debería ser un texto',
    ],
  ])
})
