import { describe, expect, test } from 'vitest'
import { gradeTexts } from './test-grade.ts'

const program = { role: 'client', port: { given: 'argument' } }
const said = (data: string) => ({
  kind: 'expectOutput',
  stream: 'stdout',
  expected: { kind: 'contains', data },
})
const played = [{ kind: 'refuse' }]

describe('the files of an assignment', () => {
  const files = {
    'www/index.html': '<h1>ñ</h1>\n',
    'datos.bin': { kind: 'hex', hex: '00 ff' },
    'client.txt': { kind: 'text', text: 'ab', times: 3 },
  }
  const reads = `
import os
print('index:', open('www/index.html', encoding='utf8').read().strip())
print('datos:', open('datos.bin', 'rb').read())
print('text:', open('client.txt').read())
open('datos.bin', 'wb').write(b'mine')
print('files:', sorted(os.listdir('.')))
`
  const scenario = [
    ...played,
    { kind: 'expectExit', code: 0 },
    said('index: <h1>ñ</h1>'),
    said(String.raw`datos: b'\x00\xff'`),
    said('text: ababab'),
    said("files: ['client.py', 'client.txt', 'datos.bin', 'www']"),
  ]

  test.each(['lab', 'net', 'plain'] as const)('are there for each run, in lab %s', async (lab) => {
    const checks = { reads: { scenario }, again: { scenario } }
    const graded = await gradeTexts({ program, files, checks, texts: { 'good.py': reads }, lab })
    expect(graded.get('good.py')?.report).toMatchObject({ score: 2 })
  })
})

describe('a file that a program writes', () => {
  const lines = 'una línea\n'.repeat(3)
  const scenario = [...played, { kind: 'expectFile', path: 'out/recibido.txt', data: lines }]
  const onlyTheOther = [...played, { kind: 'expectExit', code: 0 }, said("['kept.txt']")]
  const writes = (text: string) => `
import os, pathlib, time
os.makedirs('out')
pathlib.Path('out/recibido.txt').write_bytes(${text})
`
  const right = `('una línea\\n'.encode() * 3)`
  const texts = {
    'right.py': writes(right),
    // What is still being written is waited for.
    'slow.py': `${writes("b''")}
with open('out/recibido.txt', 'w', encoding='utf8') as file:
    for _ in range(3):
        file.write('una línea\\n')
        file.flush()
        time.sleep(0.05)
`,
    // Right for a moment, and open for more all the time.
    'more.py': `${writes("b''")}
with open('out/recibido.txt', 'wb') as file:
    file.write(${right})
    file.flush()
    time.sleep(0.2)
    file.write(b'x')
`,
    'stays-open.py': `${writes("b''")}
file = open('out/recibido.txt', 'wb')
file.write(${right})
file.flush()
input()
`,
    'none.py': 'print("nothing")',
    'waits.py': 'input()',
    'short.py': writes(`${right}[:-1]`),
    'text.py': writes(`${right}.replace(b'\\n', b'\\r\\n')`),
    'link.py': `
import os, pathlib
pathlib.Path('other').write_bytes(${right})
os.makedirs('out')
os.symlink('../other', 'out/recibido.txt')
`,
    'crash.py': `${writes(`${right}[:5]`)}\nraise ValueError('no')\n`,
  }

  // Right, open, and never at rest: it might write more at any moment.
  const busy = `${writes("b''")}
file = open('out/recibido.txt', 'wb')
file.write(${right})
file.flush()
while True:
    time.sleep(0.02)
`

  /** What is said of each program, or that it passes. */
  const seenOf = async (limits: object, names: readonly (keyof typeof texts)[]) => {
    const checks = { writes: { scenario } }
    const some = Object.fromEntries(names.map((name) => [name, texts[name]]))
    const graded = await gradeTexts({ program, checks, texts: some, limits, lab: 'lab' })
    return Object.fromEntries(
      [...graded].map(([name, { report }]) => {
        const { failure } = report.checks[0]!
        return [name, failure?.explanation.en ?? 'pass']
      }),
    )
  }

  test('is compared byte for byte when it is finished', async () => {
    const finishing = [
      'right.py',
      'slow.py',
      'more.py',
      'none.py',
      'short.py',
      'text.py',
      'link.py',
      'crash.py',
    ] as const
    expect(await seenOf({ outputMs: 30_000 }, finishing)).toMatchInlineSnapshot(`
      {
        "crash.py": "The program crashed: nothing caught "ValueError: no", and it ended with code 1.",
        "link.py": "The program should have written the file "out/recibido.txt" in the folder in which it runs, and did not; there is a link of that name, or a folder on the way to it is a link, and links are not followed.",
        "more.py": "The file "out/recibido.txt" has all its 33 bytes, and then more: 34 in all. Its end is "una línea\\nuna línea\\nuna línea\\nx".",
        "none.py": "The program should have written the file "out/recibido.txt" in the folder in which it runs, and did not.",
        "right.py": "pass",
        "short.py": "The file "out/recibido.txt" has only the first 32 of 33 bytes; the rest is missing.",
        "slow.py": "pass",
        "text.py": "The file "out/recibido.txt" (36 bytes, it should have 33) is different from byte 11 on: it has "una línea\\r\\nuna línea\\r\\nuna línea" instead of "una línea\\nuna línea\\nuna línea\\n".",
      }
    `)
  })

  test('is not there before, also where the submission brings it along', async () => {
    const graded = await gradeTexts({
      program,
      checks: { writes: { scenario }, other: { scenario: onlyTheOther } },
      texts: { 'none.py': 'import os\nprint(os.listdir("."), os.listdir("out"))' },
      beside: { 'out/recibido.txt': lines, 'out/kept.txt': '' },
      lab: 'lab',
    })
    const { checks } = graded.get('none.py')!.report
    expect(checks.map(({ verdict, cause }) => [verdict, cause])).toEqual([
      ['fail', 'no-file'],
      ['pass', null],
    ])
  })

  test('counts when the program waits with it open', async () => {
    expect(await seenOf({ outputMs: 2000 }, ['stays-open.py'])).toEqual({ 'stays-open.py': 'pass' })
  })

  test('is timed where the program has it open when the limit has passed', async () => {
    const checks = { writes: { scenario } }
    const graded = await gradeTexts({
      program,
      checks,
      texts: { 'busy.py': busy, 'right.py': texts['right.py'] },
      limits: { outputMs: 500 },
      lab: 'lab',
    })
    const evidence = [...graded].map(([name, { report }]) => [name, report.checks[0]!.evidence])
    expect(Object.fromEntries(evidence)).toEqual({ 'busy.py': 'timed', 'right.py': 'proved' })
  })

  test('is waited for no longer than a limit', async () => {
    const { 'waits.py': explanation } = await seenOf({ outputMs: 500 }, ['waits.py'])
    expect(explanation).toContain('should have written the file "out/recibido.txt"')
  })
})
