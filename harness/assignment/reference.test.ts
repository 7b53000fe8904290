import { fileURLToPath } from 'node:url'
import { describe, expect, test } from 'vitest'
import { Matcher } from './matcher.ts'
import { kindsOf, plainKeys, renderReference, sections } from './reference.ts'
import { Lens, WrongProgram } from './schema.ts'

describe.each(sections)('$title', (section) => {
  const { entries, schema, key } = section

  test('every kind is described, with an example, in reference-entries.ts', () => {
    const undescribed = [...kindsOf(section).keys()].filter((kind) => !entries[kind]?.about)
    expect(undescribed).toEqual([])
    expect(Object.keys(entries).filter((kind) => !kindsOf(section).has(kind))).toEqual([])
  })

  test.each(Object.entries(entries))('the example of %s is right', (kind, { example }) => {
    const once = schema.safeParse({ [key]: kind, ...example })
    expect(once.error).toBeUndefined()
    // A worker is told what the coordinator has read, and reads it once again.
    expect(schema.parse(JSON.parse(JSON.stringify(once.data)))).toEqual(once.data)
  })
})

test.each([
  ['bytes', ['OK\n', 'KO\n']],
  ['lists', [['O', 'K\n'], ['K', 'O\n'], 'end?']],
  ['forms', [{ kind: 'matches', form: { pattern: 'a+', like: 'a' } }, ['x\n', { kind: 'end' }]]],
])('one of several %s is read again as it is', (_name, of) => {
  const once = Matcher.parse({ kind: 'one-of', of })
  expect(Matcher.parse(JSON.parse(JSON.stringify(once)))).toEqual(once)
})

describe.each(Object.entries(plainKeys))('%s', (_title, all) => {
  test.each(all)('the example of $name is right', ({ schema, about, example }) => {
    expect(about).not.toBe('')
    expect(schema.safeParse(example).error).toBeUndefined()
  })
})

test('every lens and every wrong program is named', () => {
  const told = plainKeys.Checks.map(({ about }) => about).join(' ')
  const named = [...Lens.options, ...WrongProgram.options]
  expect(named.filter((name) => !told.includes(`\`${name}\``))).toEqual([])
})

test('docs/reference.md is what the schema says; make it again with --update', async () => {
  const file = fileURLToPath(new URL('../../docs/reference.md', import.meta.url))
  await expect(renderReference()).toMatchFileSnapshot(file)
})
