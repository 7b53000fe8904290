import { expect, test } from 'vitest'
import { Assignment } from '../assignment/schema.ts'
import { wrongProgramsFor } from '../prove/wrong-programs.ts'
import { gradeTexts } from './test-grade.ts'

const pattern = '[Pp]uerto {port}'
const port = { given: 'announced', pattern, like: 'puerto {port}' }
const scenario = [
  { kind: 'connect', peer: 'ana' },
  { kind: 'expect', peer: 'ana', expected: 'hola\n' },
]

const server = (before: string, after: string, bound = '0') => `
import random, socket, sys, time
s = socket.socket()
${before}
s.bind(('127.0.0.1', ${bound}))
s.listen()
port = s.getsockname()[1]
${after}
while True:
    conn, _ = s.accept()
    conn.sendall(b'hola\\n')
    conn.close()
`
const inC = (after: string) => `#include <stdio.h>
#include <arpa/inet.h>
#include <unistd.h>
int main(void) {
    struct sockaddr_in here = {.sin_family = AF_INET};
    socklen_t size = sizeof here;
    int s = socket(AF_INET, SOCK_STREAM, 0);
    bind(s, (struct sockaddr *)&here, sizeof here);
    listen(s, 5);
    getsockname(s, (struct sockaddr *)&here, &size);
    printf("puerto %d\\n", ntohs(here.sin_port));
    ${after}
    write(accept(s, NULL, NULL), "hola\\n", 5);
    pause();
}
`

const texts: Readonly<Record<string, string>> = {
  'says.py': server('', 'print("Puerto", port)'),
  'on-stderr.py': server('', 'print("puerto", port, file=sys.stderr)'),
  'without-newline.py': server('', 'print("puerto", port, end="")'),
  'late.py': server('', 'time.sleep(0.3); print("hola"); print("puerto", port)'),
  'before.py': server('n = 21000; print("puerto", n); time.sleep(0.3)', '', 'n'),
  'tries.py': server('print("puerto 21000"); n = 21001', 'print("puerto", n)', 'n'),
  'in-parts.py': server(
    '',
    'print("puerto ", end=str(port)[:2]); time.sleep(0.3); print(str(port)[2:])',
  ),
  'silent.py': server('', ''),
  'wrong.py': server('', 'print("puerto 5000")'),
  'dies.py': 'print("puerto 5000"); raise ValueError("no")',
  'only-says.py': 'print("puerto 5000"); input()',
  'buffered.c': inC(''),
}

/** The cause of each program, or that it passes. */
async function causesOf(lab: 'lab' | 'net' | 'clock', names: readonly string[]) {
  const graded = await gradeTexts({
    program: { role: 'server', port },
    checks: { greets: { scenario } },
    texts: Object.fromEntries(names.map((name) => [name, texts[name]!])),
    limits: { startMs: 4000 },
    lab,
  })
  return Object.fromEntries(
    [...graded].map(([name, { report }]) => {
      const { verdict, cause } = report.checks[0]!
      return [name, cause ?? verdict]
    }),
  )
}

test('a server chooses its port, and says which', async () => {
  const passing = [
    'says.py',
    'on-stderr.py',
    'without-newline.py',
    'late.py',
    'before.py',
    'tries.py',
    'in-parts.py',
  ] as const
  const all = Object.fromEntries(passing.map((name) => [name, 'pass']))
  expect(await causesOf('lab', passing)).toEqual(all)
})

test('what a program says is heard, however soon it waits for a client', async () => {
  const ids = Array.from({ length: 12 }, (_, index) => `greets-${index}`)
  const graded = await gradeTexts({
    program: { role: 'server', port },
    checks: Object.fromEntries(ids.map((id) => [id, { scenario }])),
    texts: { 'quick.c': inC('fflush(stdout);') },
    lab: 'lab',
  })
  const { checks } = [...graded.values()][0]!.report
  expect(checks.map(({ cause, verdict }) => cause ?? verdict)).toEqual(ids.map(() => 'pass'))
})

test('one that says nothing, or another port, is told so', async () => {
  const failing = ['silent.py', 'buffered.c', 'wrong.py', 'dies.py', 'only-says.py'] as const
  expect(await causesOf('net', failing)).toEqual({
    'silent.py': 'not-announced',
    'buffered.c': 'not-announced',
    'wrong.py': 'announced-elsewhere',
    'dies.py': 'did-not-start',
    'only-says.py': 'did-not-start',
  })
})

test('where nothing is seen of the kernel it is believed, and silence is nobody’s fault', async () => {
  expect(await causesOf('clock', ['says.py', 'wrong.py', 'silent.py'])).toEqual({
    'says.py': 'pass',
    'wrong.py': 'listens-elsewhere',
    'silent.py': 'unjudged',
  })
})

test('the wrong programs announce theirs', async () => {
  const requirement = { en: 'It MUST greet.', es: 'DEBE saludar.' }
  const assignment = Assignment.parse({
    id: 'sample',
    title: { en: 'Sample', es: 'Ejemplo' },
    program: { role: 'server', entry: ['server'], port },
    framing: { kind: 'lines' },
    checks: [{ id: 'greets', points: 1, requirement, scenario }],
  })
  const wrong = wrongProgramsFor(assignment, 'server')
  const graded = await gradeTexts({
    program: { role: 'server', port },
    checks: { greets: { scenario } },
    texts: Object.fromEntries(
      wrong.map(({ name, source }) => [`${name}.ts`, source(assignment.program)]),
    ),
  })
  const causes = [...graded.values()].map(({ report }) => report.checks[0]?.cause)
  expect(causes).toHaveLength(wrong.length)
  expect(causes).not.toContain('did-not-start')
  expect(causes).not.toContain('announced-elsewhere')
})
