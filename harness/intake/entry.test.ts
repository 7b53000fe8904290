import { describe, expect, test } from 'vitest'
import { LanguageRecipe } from '../config/schema.ts'
import { chooseEntry } from './entry.ts'

const language = (...extensions: string[]) => LanguageRecipe.parse({ extensions, run: ['run'] })
const languages = {
  python: language('.py'),
  r: language('.R'),
  c: language('.c'),
  script: language(''),
}

function choose(files: readonly string[], entry: string[], shebangs: readonly string[] = []) {
  const rule = { role: 'server', entry, port: { given: 'discovered' } } as const
  return chooseEntry({ rule, files, languages, shebangs: new Set(shebangs) })
}

const names = ['servidor', 'server', 'main']

describe('the entry file', () => {
  test.each<[string, string[], string[], string]>([
    ['the only one', names, ['util.py', 'server.py'], 'server.py'],
    ['any case, also of the extension', names, ['SerVidor.Py'], 'SerVidor.Py'],
    ['an extension that the configuration writes in capitals', names, ['server.r'], 'server.r'],
    [
      'nearest to the top, before the order of names',
      names,
      ['a/servidor.py', 'main.py'],
      'main.py',
    ],
    ['the earlier name in the same depth', names, ['x/main.py', 'x/server.c'], 'x/server.c'],
    ['the earlier pattern', ['serv*', 'main'], ['main.py', 'server_v2.py'], 'server_v2.py'],
    ['a pattern for the end', ['*server'], ['my server.py'], 'my server.py'],
    ['a pattern for everything', ['*'], ['whatever.c'], 'whatever.c'],
    ['a pattern over a line break', ['a*b'], ['a\nb.py'], 'a\nb.py'],
    ['accents in either Unicode form', ['sesión'], ['SESIO\u0301N.py'], 'SESIO\u0301N.py'],
    ['a name with dots in it', ['server.v2'], ['server.v2.py'], 'server.v2.py'],
  ])('is %s', (_, entry, files, file) => {
    expect(choose(files, entry)).toMatchObject({ kind: 'entry', file })
    expect(choose(files.toReversed(), entry)).toMatchObject({ kind: 'entry', file })
  })

  test('is told with those beside it that it might have been', () => {
    const files = ['server.py', 'servidor.py', 'util.py', 'main.c', 'old/main.py']
    expect(choose(files, names)).toEqual({
      kind: 'entry',
      file: 'servidor.py',
      language: 'python',
      passedOver: ['main.c', 'server.py'],
    })
  })

  test('has no extension where it is a script', () => {
    expect(choose(['server'], names, ['server'])).toEqual({
      kind: 'entry',
      file: 'server',
      language: 'script',
      passedOver: [],
    })
    expect(choose(['server'], names)).toMatchObject({ kind: 'none' })
  })

  test.each([
    ['server.txt'],
    ['servers.py'],
    ['server.py/x.c'],
    ['.py'],
    ['server.'],
    ['aserver.py'],
  ])('is not %s', (file) => {
    expect(choose([file], names)).toMatchObject({ kind: 'none' })
  })
})

describe('the reason', () => {
  test('names what was looked for and what was found, at most eight of it', () => {
    const files = Array.from({ length: 10 }, (_, index) => `f${index}\u001b.txt`)
    const shown = files
      .slice(0, 8)
      .map((file) => `"${file.replace('\u001b', '\\u{1b}')}"`)
      .join(', ')
    expect(choose(files, ['servidor', 'serv*'])).toEqual({
      kind: 'none',
      reason: {
        en: `there is no entry file: its name should be "servidor", "serv*" with the extension of a known language, and there is ${shown} (+2 more)`,
        es: `no hay archivo de entrada: su nombre debería ser "servidor", "serv*" con la extensión de un lenguaje conocido, y lo que hay es ${shown} (+2 más)`,
      },
    })
    expect(choose([], names)).toMatchObject({
      reason: { en: expect.stringContaining('there is nothing') as string },
    })
  })

  test('names all files that fit equally well, and no other', () => {
    expect(choose(['server.py', 'main.py', 'server.c', 'x/server.py'], names)).toEqual({
      kind: 'several',
      reason: {
        en: 'there are several entry files: "server.py", "server.c"; there should be one',
        es: 'hay varios archivos de entrada: "server.py", "server.c"; debería haber uno',
      },
    })
  })
})

describe('a makefile', () => {
  const make = LanguageRecipe.parse({ files: ['GNUmakefile', 'Makefile'], run: ['{entry}'] })
  const chosen = (files: readonly string[], build?: 'make') => {
    const rule = {
      role: 'server' as const,
      entry: ['server'],
      port: { given: 'discovered' as const },
      ...(build ? { build } : {}),
    }
    const choice = chooseEntry({
      rule,
      files,
      languages: { ...languages, make },
      shebangs: new Set(),
    })
    return choice.kind === 'entry' ? `${choice.language} ${choice.file}` : choice.kind
  }

  test.each<[string, readonly string[], 'make' | undefined, string]>([
    [
      'stands for a program without an entry file',
      ['main.c', 'Makefile'],
      undefined,
      'make Makefile',
    ],
    ['gives way to an entry file', ['server.c', 'Makefile'], undefined, 'c server.c'],
    ['counts first where it should', ['server.c', 'Makefile'], 'make', 'make Makefile'],
    ['must be there where it should', ['server.c'], 'make', 'none'],
    ['nearest to the top', ['a/GNUmakefile', 'Makefile'], undefined, 'make Makefile'],
    ['of the first name', ['Makefile', 'GNUmakefile'], undefined, 'make GNUmakefile'],
    ['is one of two', ['a/Makefile', 'b/Makefile'], undefined, 'several'],
  ])('%s', (_, files, build, expected) => {
    expect(chosen(files, build)).toBe(expected)
  })
})
