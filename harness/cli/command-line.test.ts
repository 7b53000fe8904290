import { CommanderError } from 'commander'
import { describe, expect, test } from 'vitest'
import { columns } from '../report/terminal/wrap.ts'
import { configEndings } from '../config/load.ts'
import { commandLine } from './command-line.ts'

/** What `--help` prints on a terminal so wide. */
async function helpOf(words: readonly string[], width: number, language: 'en' | 'es' = 'en') {
  const lines: string[] = []
  const terminal = {
    language,
    width,
    colour: false,
    signal: new AbortController().signal,
    out: (text: string) => void lines.push(...text.split('\n')),
    note: (text: string) => void lines.push(text),
    status: () => undefined,
  }
  const help = commandLine(terminal, () => undefined).parseAsync([...words, '--help'], {
    from: 'user',
  })
  await expect(help).rejects.toBeInstanceOf(CommanderError)
  return lines
}

const commands = ['check', 'grade', 'regrade', 'replay', 'prove', 'show', 'init', 'doctor']

describe.each([40, 60, 80, 120])('on %i columns', (width) => {
  test.each(['', ...commands])('%s --help is cut between words', async (name) => {
    const words = name === '' ? [] : [name]
    for (const language of ['en', 'es'] as const) {
      const help = await helpOf(words, width, language)
      expect(help.filter((line) => columns(line) > width)).toEqual([])
      const wide = await helpOf(words, 1000, language)
      expect(help.join(' ').split(/\s+/)).toEqual(wide.join(' ').split(/\s+/))
    }
  })
})

test('what an option does stands beside it where there is room, else below it', async () => {
  expect((await helpOf(['doctor'], 80)).slice(4, 10)).toMatchInlineSnapshot(`
    [
      "Options:",
      "  --config <file>    the configuration file (default: grading.config.ts, .mts,",
      "                     .js, .mjs or .json, here or above)",
      "  --lang <language>  the language of all text: en or es (default: from the",
      "                     environment)",
      "  --json             print the findings as JSON and nothing else",
    ]
  `)
  expect((await helpOf(['doctor'], 40)).slice(4)).toMatchInlineSnapshot(`
    [
      "",
      "Options:",
      "  --config <file>",
      "    the configuration file (default:",
      "    grading.config.ts, .mts, .js, .mjs",
      "    or .json, here or above)",
      "  --lang <language>",
      "    the language of all text: en or es",
      "    (default: from the environment)",
      "  --json",
      "    print the findings as JSON and",
      "    nothing else",
      "  -h, --help",
      "    show this help",
    ]
  `)
})

test('the help names every file in which a configuration is looked for, as init writes it too', async () => {
  for (const language of ['en', 'es'] as const) {
    const help = (await helpOf(['check'], 120, language)).join(' ').replaceAll(/\s+/g, ' ')
    expect(help).toContain(configEndings.slice(0, -1).join(', '))
    expect(help).toContain(configEndings.at(-1))
  }
})
