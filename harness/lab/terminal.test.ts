import { chmod, mkdtemp, readdir, rm, writeFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { pathToFileURL } from 'node:url'
import { execa } from 'execa'
import { afterAll, beforeAll, expect, test } from 'vitest'

let folder = ''
beforeAll(async () => {
  folder = await mkdtemp(join(tmpdir(), 'enchufe-terminal-'))
})
afterAll(() => rm(folder, { recursive: true, force: true }))

const fresh = () => mkdtemp(join(folder, 'cache-'))

/** What a process of its own is told, as every process remembers its first result. */
async function prepareWith(environment: Readonly<Record<string, string>>): Promise<unknown> {
  const module = pathToFileURL(join(import.meta.dirname, 'terminal.ts')).href
  const script = `
    import { prepareTerminal } from ${JSON.stringify(module)}
    console.log(JSON.stringify(await prepareTerminal({ signal: new AbortController().signal })))`
  const run = await execa(process.execPath, ['--input-type=module', '--eval', script], {
    env: { ...environment, TMPDIR: folder },
  })
  return JSON.parse(run.stdout)
}

test('the source has nothing that a strict compiler complains of', async () => {
  const strict = ['-O2', '-Wall', '-Wextra', '-Werror', '-Wshadow', '-D_FORTIFY_SOURCE=2']
  const source = join(import.meta.dirname, 'terminal.c')
  const args = [...strict, '-o', join(folder, 'strict'), source]
  expect((await execa('cc', args, { all: true })).all).toBe('')
})

test('the keeper is compiled once, and needs no compiler afterwards', async () => {
  const cache = await fresh()
  const first = await prepareWith({ XDG_CACHE_HOME: cache })
  const name = new RegExp(`^${cache}/enchufe/terminal-[0-9a-f]{16}$`)
  expect(first).toEqual({ kind: 'ready', keeper: expect.stringMatching(name) as unknown })
  expect(await readdir(join(cache, 'enchufe'))).toHaveLength(1)
  expect(await prepareWith({ XDG_CACHE_HOME: cache, PATH: await fresh() })).toEqual(first)
})

test.each([
  ['no compiler', undefined, 'no C compiler is installed (cc, gcc, clang)'],
  [
    'no terminal',
    'echo "#!/bin/sh\necho /dev/ptmx: Permission denied >&2\nexit 1" > "$3"; /bin/chmod 755 "$3"',
    '/dev/ptmx: Permission denied',
  ],
  [
    'a kernel that knows no such thing',
    'echo "#!/bin/sh\necho TIOCSPTLCK: Invalid argument >&2\nexit 1" > "$3"; /bin/chmod 755 "$3"',
    '/dev/ptmx: TIOCSPTLCK: Invalid argument',
  ],
])('%s is told in a line', async (_name, compiler, because) => {
  const path = await fresh()
  if (compiler !== undefined) {
    await writeFile(join(path, 'cc'), `#!/bin/sh\n${compiler}\n`)
    await chmod(join(path, 'cc'), 0o755)
  }
  expect(await prepareWith({ XDG_CACHE_HOME: await fresh(), PATH: path })).toEqual({
    kind: 'missing',
    because,
  })
})
