import { mkdir, mkdtemp, rm, writeFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { dirname, join } from 'node:path'
import { fileURLToPath } from 'node:url'
import { describe, expect, onTestFinished, test } from 'vitest'
import { UsageError } from '../lib/errors.ts'
import { loadConfig } from './load.ts'

const root = fileURLToPath(new URL('../..', import.meta.url)).replace(/\/$/, '')
const builders = join(root, 'harness/index.ts')

async function folderWith(files: Readonly<Record<string, string>>): Promise<string> {
  const folder = await mkdtemp(join(tmpdir(), 'enchufe-config-'))
  onTestFinished(() => rm(folder, { recursive: true, force: true }))
  for (const [name, text] of Object.entries(files)) {
    await mkdir(dirname(join(folder, name)), { recursive: true })
    await writeFile(join(folder, name), text)
  }
  return folder
}

describe('the configuration that is taken', () => {
  test('is the one that was named, from the working folder', async () => {
    const folder = await folderWith({
      'grading.config.json': '{ "languages": {}, "lab": "plain" }',
      'courses/sockets.json': '{ "languages": {}, "lab": "net" }',
    })
    const { config, folder: found } = await loadConfig('courses/sockets.json', folder)
    expect(config.lab).toBe('net')
    expect(found).toBe(join(folder, 'courses'))
  })

  test('is else the nearest one at or above the working folder', async () => {
    const folder = await folderWith({
      'grading.config.json': '{ "languages": {} }',
      'inner/grading.config.mjs': 'export default { languages: {} }',
      'inner/deep/er/x': '',
      'other/x': '',
    })
    const nearest = async (cwd: string) => (await loadConfig(undefined, join(folder, cwd))).folder
    expect(await nearest('inner/deep/er')).toBe(join(folder, 'inner'))
    expect(await nearest('other')).toBe(folder)
    expect(await nearest('.')).toBe(folder)
  })

  test('is else the one of this package', async () => {
    const { config, folder } = await loadConfig(undefined, await folderWith({}))
    expect(folder).toBe(root)
    expect(config.specs).toEqual([join(root, 'specs')])
    expect(config.references).toBe(join(root, 'reference'))
    expect(config.fixtures).toBe(join(root, 'fixtures'))
    expect(Object.keys(config.languages)).toContain('python')
  })
})

test('folders count from the configuration, and the assignments of this package come last', async () => {
  const folder = await folderWith({
    'a/grading.config.json': JSON.stringify({
      languages: {},
      specs: ['mine', '../shared', 'mine', join(root, 'specs')],
      references: '/elsewhere',
    }),
  })
  const { config } = await loadConfig(undefined, join(folder, 'a'))
  expect(config.specs).toEqual([
    join(folder, 'a/mine'),
    join(folder, 'shared'),
    join(root, 'specs'),
  ])
  expect(config.references).toBe('/elsewhere')
  expect(config.fixtures).toBe(join(folder, 'a/fixtures'))
})

test('languages are those of this package unless the configuration names its own', async () => {
  const folder = await folderWith({
    'grading.config.json': '{ "specs": [] }',
    'own/grading.config.json': '{ "languages": {} }',
  })
  const languages = async (cwd: string) =>
    Object.keys((await loadConfig(undefined, join(folder, cwd))).config.languages)
  expect(await languages('.')).toContain('python')
  expect(await languages('own')).toEqual([])
})

describe('a mistake is one sentence with its place', () => {
  test.each([
    [
      'c.json',
      '{ "languages": {}, "limits": { "buildMs": 0 } }',
      'c.json:1:32: limits.buildMs: it is 0, it should be more than 0',
      'c.json:1:32: limits.buildMs: es 0, debería ser mayor que 0',
    ],
    [
      'c.json',
      '{\n  "languages": {},\n  "limit": {}\n}',
      'c.json:3:3: limit: "limit" is no key here, did you mean "limits"?',
      'c.json:3:3: limit: "limit" no es una clave de este lugar, ¿quisiste decir "limits"?',
    ],
    [
      'c.json',
      '{ "languages": { "lua": { "extensions": [".lua"] } } }',
      'c.json:1:18: languages.lua.run: "run" is missing, it should be there',
      'c.json:1:18: languages.lua.run: falta "run", debería estar',
    ],
    [
      'c.ts',
      `import { defineConfig } from '${builders}'\nexport default defineConfig({ languages: {}, lab: 'nett' })`,
      'lab: it is "nett", did you mean "net"?',
      'lab: es "nett", ¿quisiste decir "net"?',
    ],
    [
      'c.ts',
      'export const config = {}',
      '"c.ts" has no default export, it should be "export default …"',
      '"c.ts" no tiene una exportación por defecto, debería ser "export default …"',
    ],
    [
      'no.json',
      undefined,
      'the configuration "no.json" does not exist; leave out --config to use the nearest grading.config.*',
      'la configuración "no.json" no existe; omite --config para usar el grading.config.* más cercano',
    ],
    [
      '.',
      undefined,
      'cannot be read: it is a folder; it should be a file that may be read',
      'no se puede leer: es una carpeta; debería ser un archivo que se pueda leer',
    ],
  ])('%s with %j', async (name, text, en, es) => {
    const folder = await folderWith(text === undefined ? {} : { [name]: text })
    const error: unknown = await loadConfig(name, folder).catch((thrown: unknown) => thrown)
    if (!(error instanceof UsageError)) throw new Error('no usage error', { cause: error })
    expect(error.text.en.replace(`${folder}/`, '')).toContain(en)
    expect(error.text.es.replace(`${folder}/`, '')).toContain(es)
  })
})
