import { fileURLToPath } from 'node:url'
import { describe, expect, test } from 'vitest'
import { kindsOf, programKeys, renderReference, sections } from './reference.ts'

describe.each(sections)('$title', (section) => {
  const { entries, schema, key } = section

  test('every kind is described, with an example, in reference-entries.ts', () => {
    const undescribed = [...kindsOf(section).keys()].filter((kind) => !entries[kind]?.about)
    expect(undescribed).toEqual([])
    expect(Object.keys(entries).filter((kind) => !kindsOf(section).has(kind))).toEqual([])
  })

  test.each(Object.entries(entries))('the example of %s is right', (kind, { example }) => {
    expect(schema.safeParse({ [key]: kind, ...example }).error).toBeUndefined()
  })
})

test.each(programKeys())('the example of program.$name is right', ({ schema, example }) => {
  expect(schema.safeParse(example).error).toBeUndefined()
})

test('docs/reference.md is what the schema says; make it again with --update', async () => {
  const file = fileURLToPath(new URL('../../docs/reference.md', import.meta.url))
  await expect(renderReference()).toMatchFileSnapshot(file)
})
