import { mkdir, mkdtemp, rm, writeFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { fileURLToPath } from 'node:url'
import { execa } from 'execa'
import fc from 'fast-check'
import { describe, expect, onTestFinished, test } from 'vitest'
import { version } from '../lib/version.ts'
import { commandOf, ownCommand, sameOptions, shellWords } from './again.ts'

test('a command has its arguments, then the options that were given', () => {
  const options = { '--only': 'greets', '--seed': undefined, '--lab': 'plain' }
  expect(commandOf(['check', '.'], options)).toBe('npx enchufe check . --only greets --lab plain')
  expect(commandOf(['doctor'], {})).toBe('npx enchufe doctor')
})

test('it begins with what starts us in a folder', async () => {
  const root = fileURLToPath(new URL('../..', import.meta.url))
  expect(ownCommand(root.slice(0, -1))).toBe('npx enchufe')
  expect(ownCommand(join(root, 'examples'))).toBe('npx enchufe')
  const course = await mkdtemp(join(tmpdir(), 'enchufe-test-'))
  onTestFinished(() => rm(course, { recursive: true, force: true }))
  const elsewhere = ownCommand(course)
  const { stdout } = await execa(`${elsewhere} --version`, { shell: true, cwd: course })
  expect(stdout).toBe(version)
  await mkdir(join(course, 'node_modules/.bin'), { recursive: true })
  await writeFile(join(course, 'node_modules/.bin/enchufe'), '')
  expect(ownCommand(course)).toBe('npx enchufe')
  expect(ownCommand(join(course, 'week-3'))).toBe('npx enchufe')
})

test('the options that change what a command does are those of this run', () => {
  const words = { lab: 'plain', config: 'a.ts', json: true, seed: '3' }
  expect(shellWords([], sameOptions(words))).toBe('--config a.ts --lab plain')
  expect(shellWords([], sameOptions({}))).toBe('')
})

describe('a word for a shell', () => {
  test.each([
    ['examples/class/ñandú-2', 'examples/class/ñandú-2'],
    ['pieces:1=2,3', 'pieces:1=2,3'],
    ['mi tarea (1)', "'mi tarea (1)'"],
    ['$HOME/`x`;"*"', '\'$HOME/`x`;"*"\''],
    ['~ana', "'~ana'"],
    ['', "''"],
    ["ana's (1)", '"ana\'s (1)"'],
    ["$it's", String.raw`$'\x24it\x27s'`],
    ['a\\b c', String.raw`$'a\x5cb c'`],
    ['\u001B[31m\n', String.raw`$'\x1b\x5b31m\x0a'`],
    ['a\u202Eb', String.raw`$'a\xe2\x80\xaeb'`],
  ])('%j', (word, expected) => {
    expect(shellWords([word], {})).toBe(expected)
  })

  test('is the same word to it, and nothing to a terminal', async (context) => {
    const bash = await execa('bash', ['--version'], { reject: false })
    context.skip(bash.failed, 'there is no bash')
    const odd = fc.constantFrom(
      ...Array.from('a \'"\\$`!*?[]{}()<>|&;#~=%\n\t\u001B\u007F\u202E\u2028ñ🔌'),
    )
    const words = fc.oneof(fc.string(), fc.string({ unit: odd }), fc.string({ unit: 'binary' }))
    const some = fc
      .sample(words, { numRuns: 300, seed: 1 })
      .map((word) => word.toWellFormed().replaceAll('\0', ''))
    const line = shellWords(some, {})
    expect(line).not.toMatch(/[\p{Cc}\p{Cf}\p{Zl}\p{Zp}\p{Co}]/u)
    const { stdout } = await execa('bash', ['-s'], { input: `printf '%s\\0' ${line}` })
    expect(stdout.split('\0').slice(0, -1)).toEqual(some)
  })
})
