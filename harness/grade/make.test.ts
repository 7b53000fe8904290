import { beforeEach, expect, test } from 'vitest'
import { findExecutable } from '../lab/find-executable.ts'
import { check } from './test-check.ts'

beforeEach(({ skip }) => {
  skip(findExecutable('make', process.env['PATH'] ?? '') === undefined, 'there is no make here')
})

const source = (code: string) => `int code(void);
int main(void) { return ${code}; }
`
const what = {
  role: 'client',
  port: { given: 'fixed', port: 8123 },
  scenario: [{ kind: 'refuse' }, { kind: 'expectExit', code: 5 }],
}
const rule = (program: string, files: string) =>
  `${program}: ${files}\n\t$(CC) $(CFLAGS) -o $@ ${files}\n`

test.each([
  ['the first target', rule('client', 'main.c code.c')],
  ['a target that has its name', `${rule('other', 'wrong.c')}\n${rule('client', 'main.c code.c')}`],
  ['all', `x:\n\tfalse\nall: client\n${rule('client', 'main.o code.o')}`],
])('a program without an entry file is made by its makefile: %s', async (_, makefile) => {
  const files = {
    Makefile: makefile,
    'main.c': source('code()'),
    'code.c': 'int code(void) { return 5; }\n',
    'wrong.c': 'int main(void) { return 1; }\n',
    // As handed in together with everything else, built somewhere else.
    client: 'not a program',
  }
  const report = await check(files, what)
  expect(report).toMatchObject({ language: 'make', entry: 'client', score: 1 })
})

test('the makefile counts before an entry file where the assignment says so', async () => {
  const files = {
    'client.c': '#ifndef CODE\n#error "use make"\n#endif\nint main(void) { return CODE; }\n',
    makefile: `CFLAGS = -DCODE=5\n${rule('client', 'client.c')}`,
  }
  const report = await check(files, { ...what, build: 'make' })
  expect(report).toMatchObject({ language: 'make', score: 1 })
})

test('what make says is told', async () => {
  const broken = { Makefile: rule('client', 'main.c'), 'main.c': 'int main(void) { return x; }\n' }
  const [failed] = (await check(broken, what)).checks
  expect(failed?.failure?.cause).toMatchObject({
    kind: 'did-not-build',
    output: expect.stringMatching(/main\.c:1:.*\bx\b[^]*make: .*client/),
  })
})

test('a makefile that makes no such program is told so', async () => {
  const other = { Makefile: rule('programa', 'main.c'), 'main.c': source('0') }
  const [without] = (await check(other, what)).checks
  expect(without?.failure?.cause).toMatchObject({
    kind: 'did-not-build',
    output: expect.stringContaining('there is no program "server", "client"'),
  })
})
