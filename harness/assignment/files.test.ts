import { describe, expect, test } from 'vitest'
import { bytesOfFiles, FilePath, filesBytesMax } from './files.ts'
import { payloadBytes } from './payload.ts'
import { findReferenceProblems } from './references.ts'
import { Assignment, type AssignmentInput } from './schema.ts'

const sample = (parts: Partial<AssignmentInput>) =>
  Assignment.parse({
    id: 'sample',
    title: { en: 'Sample', es: 'Ejemplo' },
    program: { role: 'client', entry: ['client'], port: { given: 'argument' } },
    framing: { kind: 'length-prefixed', bytes: 2 },
    checks: [
      {
        id: 'writes',
        points: 1,
        requirement: { en: 'It MUST write.', es: 'DEBE escribir.' },
        scenario: [{ kind: 'refuse' }, { kind: 'expectFile', path: 'a.txt', data: 'x' }],
      },
    ],
    ...parts,
  })

const problems = (parts: Partial<AssignmentInput>) =>
  findReferenceProblems(sample(parts)).map(({ path, text }) => [path.join('.'), text.en])

describe('a path', () => {
  test.each(['a', 'a.txt', 'www/index.html', '...', '.htaccess', 'a/.b/..c', 'ñandú 1.txt'])(
    'may be %s',
    (path) => {
      expect(FilePath.safeParse(path).success).toBe(true)
    },
  )

  test.each([
    '',
    '/',
    '/etc/passwd',
    'a/',
    'a//b',
    '.',
    '..',
    '../a',
    'a/..',
    'a/../b',
    './a',
    'a/./b',
    'a\\b',
    'a\0b',
    'a\nb',
    'x'.repeat(300),
    'x/'.repeat(300),
  ])('may not be %j', (path) => {
    expect(FilePath.safeParse(path).success).toBe(false)
  })
})

test('messages in files are in the framing of the assignment', () => {
  const { files } = sample({ files: { a: { kind: 'message', data: 'hola' } } })
  expect(payloadBytes(files['a']!)).toEqual(Buffer.from('\0\u0004hola'))
  const value = [1]
  const all = { ...files, b: { kind: 'json' as const, value } }
  expect(bytesOfFiles(all)).toBe(7)
})

test('files that would be too large, or could not be there, are told by their place', () => {
  const times = filesBytesMax / 8
  const large = { kind: 'text', text: 'ñéñé', times } as const
  const hex = { kind: 'hex', hex: '00 ff 00 ff 00 ff 00 ff', times } as const
  const step = { kind: 'expectFile', path: 'a', data: { ...hex, times: times + 1 } } as const
  const [check] = sample({}).checks
  expect(
    problems({
      files: { a: hex, 'a/b': '', '.git/config': '' },
      checks: [{ ...check!, scenario: [step], scenarios: undefined }],
    }),
  ).toMatchInlineSnapshot(`
    [
      [
        "files.a",
        ""a" is a file, and "a/b" needs a folder of that name; one of them should have another name",
      ],
      [
        "files..git/config",
        "".git" is never copied for a program, the file should lie elsewhere",
      ],
      [
        "checks.0.scenarios.main.0.data",
        "there are 4194312 bytes, there should be at most 4 MiB",
      ],
    ]
  `)
  expect(problems({ files: { a: large } })).toEqual([])
  expect(problems({ files: { a: large, b: '!' } })).toMatchInlineSnapshot(`
    [
      [
        "files",
        "there are 4194305 bytes, there should be at most 4 MiB",
      ],
    ]
  `)
})
