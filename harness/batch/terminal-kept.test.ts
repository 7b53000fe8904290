import { describe, expect, test } from 'vitest'
import { gradeTexts } from './test-grade.ts'

const program = { role: 'client', port: { given: 'fixed', port: 9000 }, streams: 'terminal' }

const outcomes = async (sample: Parameters<typeof gradeTexts>[0]) =>
  [...(await gradeTexts(sample))].map(([name, { report }]) => {
    const [{ verdict, failure } = { verdict: 'none', failure: null }] = report.checks
    return [name, failure?.cause ?? verdict]
  })

describe.each(['lab', 'net', 'plain'] as const)('in lab %s', (lab) => {
  test('a terminal is found by its name, and is that of the session', async () => {
    const found = await outcomes({
      lab,
      program,
      checks: {
        writes: {
          scenario: [
            { kind: 'refuse' },
            { kind: 'expectOutput', expected: 'name\nstdout\ntty\nerror\n' },
            { kind: 'expectExit', code: 0 },
          ],
        },
      },
      texts: {
        'opens.py': `import os, sys
for path, text in ((os.ttyname(0), 'name'), ('/dev/stdout', 'stdout'), ('/dev/tty', 'tty')):
    with open(path, 'w') as file:
        print(text, file=file)
print('error', file=sys.stderr)`,
      },
    })
    expect(found).toEqual([['opens.py', 'pass']])
  })

  test('a flood is ended, and a daemon hides no end', async () => {
    const found = await outcomes({
      lab,
      program,
      limits: { outputBytesMax: 10_000, floodBytesMax: 3_000_000 },
      checks: {
        ends: {
          scenario: [
            { kind: 'refuse' },
            { kind: 'expectOutput', expected: { kind: 'contains', data: '1999\n' } },
            { kind: 'expectExit', code: 5 },
          ],
        },
      },
      texts: {
        'floods.py': 'while True: print("y" * 1000)',
        'daemon.py': `import os, signal, sys
signal.signal(signal.SIGHUP, signal.SIG_IGN)
if os.fork() == 0:
    os.setsid()
    signal.pause()
print(*range(2000), sep='\\n')
sys.exit(5)`,
      },
    })
    expect(found).toEqual([
      ['floods.py', { kind: 'used-too-much', what: 'output', limit: 3_000_000 }],
      ['daemon.py', 'pass'],
    ])
  })
})
