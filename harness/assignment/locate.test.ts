import { describe, expect, test } from 'vitest'
import { LineCounter, parseDocument } from 'yaml'
import { check, connect, defineAssignment, expect as hears } from './builders.ts'
import { callSiteOf } from './call-site.ts'
import { placeInCode } from './locate.ts'
import { placeInDocument } from './place-in-document.ts'
import type { Path } from './problem.ts'

/** `line:column` of a path in a YAML or JSON text. */
function placeIn(text: string, path: Path): string | undefined {
  const lines = new LineCounter()
  const place = placeInDocument(parseDocument(text, { lineCounter: lines }), lines, path)
  return place && `${place.line}:${place.column}`
}

const yaml = `id: hello
steps: &steps
  - { kind: connect, peer: ana }
checks:
  - id: greets
    scenario:
      - kind: connect
        peer: ana
      - { kind: expect, peer: ana }
  - id: closes
    scenarios:
      short: *steps
      main:
        - { kind: connect }
3: three
`

const json = `{
  "id": "hello",
  "checks": [
    {"id": "greets", "scenario": [{"kind":"connect"},
      {"kind":"expect", "peer":"ana"}]}
  ]
}`

describe('a place in a document', () => {
  test.each<[string, Path, string]>([
    ['the whole', [], '1:1'],
    ['a key of the root', ['id'], '1:1'],
    ['an item of a list', ['checks', 1], '10:5'],
    ['a key in a block', ['checks', 0, 'scenario', 0, 'peer'], '8:9'],
    ['a key between braces', ['checks', 0, 'scenario', 1, 'peer'], '9:25'],
    ['a key that should be there: what should have it', ['checks', 0, 'points'], '5:5'],
    ['a step that should have a peer', ['checks', 1, 'scenarios', 'main', 0, 'peer'], '14:11'],
    ['the only scenario of a check', ['checks', 0, 'scenarios', 'main'], '6:5'],
    ['a step of it', ['checks', 0, 'scenarios', 'main', 1, 'peer'], '9:25'],
    [
      'a scenario that is really called main',
      ['checks', 1, 'scenarios', 'main', 0, 'kind'],
      '14:13',
    ],
    ['a step behind an alias: the alias', ['checks', 1, 'scenarios', 'short', 0, 'peer'], '12:7'],
    ['a key that is a number', [3], '15:1'],
    ['what is nowhere', ['zzz', 4, 'y'], '1:1'],
  ])('of %s', (_, path, place) => {
    expect(placeIn(yaml, path)).toBe(place)
  })

  test.each<[string, Path, string]>([
    ['the whole', [], '1:1'],
    ['a key', ['id'], '2:3'],
    ['a key in the middle of a line', ['checks', 0, 'scenario'], '4:22'],
    ['a step of the only scenario', ['checks', 0, 'scenarios', 'main', 1, 'peer'], '5:25'],
    ['a key that should be there', ['checks', 0, 'points'], '4:5'],
  ])('in JSON of %s', (_, path, place) => {
    expect(placeIn(json, path)).toBe(place)
  })

  test('of nothing there is none', () => {
    expect(placeIn('', ['id'])).toBeUndefined()
  })

  test('lines count however they end, and columns by characters', () => {
    expect(placeIn('a: 1\r\nb: { ñandú: 1, x: 2 }\r\n', ['b', 'x'])).toBe('2:16')
  })
})

describe('a place in code', () => {
  const requirement = { en: 'It MUST.', es: 'DEBE.' }
  const connects = connect('ana')
  const listens = hears('ana', 'x')
  const greets = check('greets', { points: 1, requirement, scenario: [connects, listens] })
  const both = check('both', { points: 1, requirement, scenarios: { main: [listens] } })
  const whole = defineAssignment({
    id: 'a',
    title: { en: 'A', es: 'A' },
    program: { role: 'server', entry: ['server'], port: { given: 'discovered' } },
    framing: { kind: 'until-close' },
    checks: [greets, both],
  })

  test.each<[string, Path, object]>([
    ['the whole', [], whole],
    ['what no builder made: what it is in', ['title', 'es'], whole],
    ['a check', ['checks', 0, 'points'], greets],
    ['a step', ['checks', 0, 'scenario', 1, 'peer'], listens],
    ['a step of the only scenario', ['checks', 0, 'scenarios', 'main', 0, 'peer'], connects],
    ['a scenario that is really called main', ['checks', 1, 'scenarios', 'main', 0], listens],
    ['a step that is not there', ['checks', 0, 'scenario', 7, 'peer'], greets],
    ['a check that is not there', ['checks', 7, 'id'], whole],
  ])('of %s', (_, path, made) => {
    expect(placeInCode(whole, path)).toEqual(callSiteOf(made))
  })

  test('is a line and a column of this file', () => {
    expect(placeInCode(whole, [])?.file).toMatch(/locate\.test\.ts$/)
    const [first, second] = [callSiteOf(connects), callSiteOf(listens)]
    expect(second!.line - first!.line).toBe(1)
  })

  test('of plain data there is none', () => {
    expect(placeInCode({ id: 'a' }, ['id'])).toBeUndefined()
    expect(placeInCode(undefined, ['id'])).toBeUndefined()
  })
})
