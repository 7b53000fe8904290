import { mkdir, mkdtemp, rm, symlink, writeFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { dirname, join } from 'node:path'
import { describe, expect, onTestFinished, test } from 'vitest'
import { Limits } from '../config/limits.ts'
import { loadConfig } from '../config/load.ts'
import { chooseEntry } from './entry.ts'
import { readSubmission } from './read.ts'
import { findSubmissions } from './submissions.ts'

async function folderWith(files: Readonly<Record<string, string>>): Promise<string> {
  const folder = await mkdtemp(join(tmpdir(), 'enchufe-intake-'))
  onTestFinished(() => rm(folder, { recursive: true, force: true }))
  for (const [name, text] of Object.entries(files)) {
    await mkdir(dirname(join(folder, name)), { recursive: true })
    await writeFile(join(folder, name), text)
  }
  return folder
}

const limits = Limits.parse({})

describe('submissions', () => {
  test('each folder is one, sorted; hidden ones and files beside them are none', async () => {
    const folder = await folderWith({
      'b/x': '',
      'a/x': '',
      '.git/x': '',
      '__MACOSX/x': '',
      README: '',
      'ana.py': '',
    })
    const { submissions, leftOut } = await findSubmissions(folder)
    expect(leftOut).toEqual(['README', 'ana.py'])
    expect(submissions.map(({ id, folder: path }) => [id, path])).toEqual([
      ['a', join(folder, 'a')],
      ['b', join(folder, 'b')],
    ])
  })

  test('where there are no folders, each file is one', async () => {
    const found = await findSubmissions(await folderWith({ 'ana.py': '', 'beto.c': '' }))
    expect(found.leftOut).toEqual([])
    expect(found.submissions.map(({ id }) => id)).toEqual(['ana.py', 'beto.c'])
  })

  test('none, nowhere, no folder', async () => {
    const empty = await folderWith({ '.hidden': '' })
    await expect(findSubmissions(empty)).rejects.toThrow(
      /is empty; it should have one folder or file/,
    )
    await expect(findSubmissions(join(empty, 'no'))).rejects.toThrow(/it does not exist/)
    await expect(findSubmissions(join(empty, '.hidden'))).rejects.toThrow(/it is not a folder/)
  })
})

describe('reading a submission', () => {
  test('regular files only, never through links; scripts are noticed', async () => {
    const folder = await folderWith({
      'server.py': '',
      'lib/a.py': '',
      run: '#!/bin/sh\n',
      notes: 'x',
      'node_modules/x.js': '',
      '.hidden/x': '',
    })
    await symlink('/etc', join(folder, 'link'))
    const contents = await readSubmission(folder, limits)
    expect(contents).toEqual({
      kind: 'files',
      files: ['lib/a.py', 'notes', 'run', 'server.py'],
      shebangs: new Set(['run']),
    })
  })

  test('a single file is a submission', async () => {
    const folder = await folderWith({ 'server.py': '' })
    expect(await readSubmission(join(folder, 'server.py'), limits)).toMatchObject({
      files: ['server.py'],
    })
  })

  test('a file whose name is no text makes a submission unreadable, not the batch', async () => {
    const folder = await folderWith({ 'server.py': '' })
    await writeFile(Buffer.concat([Buffer.from(`${folder}/`), Buffer.from([0xff, 0xfe])]), '')
    expect(await readSubmission(folder, limits)).toMatchObject({
      kind: 'unreadable',
      reason: { en: expect.stringContaining('is no text (UTF-8)') as string },
    })
  })

  test('too many files, and too many bytes', async () => {
    const folder = await folderWith({ a: 'xxxx', b: 'xxxx', c: 'xxxx' })
    const few = await readSubmission(folder, { ...limits, submissionFilesMax: 2 })
    expect(few).toMatchObject({
      reason: { en: expect.stringContaining('more than 2 files') as string },
    })
    const small = await readSubmission(folder, { ...limits, submissionBytesMax: 5 })
    expect(small).toMatchObject({
      reason: { es: expect.stringContaining('más de 5 bytes') as string },
    })
  })
})

describe('the entry file', async () => {
  const { languages } = (await loadConfig(undefined, '/')).config
  const choose = (files: readonly string[], entry = ['servidor', 'server', 'main']) =>
    chooseEntry({
      rule: { role: 'server', entry, port: { given: 'discovered' } },
      files,
      languages,
      shebangs: new Set(['server', 'bin/Main']),
    })

  test.each([
    [['server.py'], 'server.py', 'python'],
    [['SERVIDOR.PY', 'util.py'], 'SERVIDOR.PY', 'python'],
    [['Server.java'], 'Server.java', 'java'],
    [['main.c', 'server.c'], 'server.c', 'c'],
    [['src/servidor.py', 'main.js'], 'main.js', 'node'],
    [['server'], 'server', 'script'],
    [['bin/Main'], 'bin/Main', 'script'],
  ])('of %j is %s', (files, file, language) => {
    expect(choose(files)).toMatchObject({ kind: 'entry', file, language })
  })

  test('patterns, any Unicode form, and characters that mean something elsewhere', () => {
    expect(choose(['Servidor_TCP.py'], ['servidor*'])).toMatchObject({ file: 'Servidor_TCP.py' })
    expect(choose(['sesio\u0301n.py'], ['sesión'])).toMatchObject({ kind: 'entry' })
    expect(choose(['a+b (1).py'], ['a+b (1)'])).toMatchObject({ kind: 'entry' })
    expect(choose(['axb.py'], ['a.b'])).toMatchObject({ kind: 'none' })
  })

  test('none and several tell what is there', () => {
    const none = choose(['a.py', 'server.txt'])
    if (none.kind !== 'none') throw new Error('there should be none')
    expect(none.reason.en).toContain('there is "a.py", "server.txt"')
    const several = choose(['server.py', 'Server.java'])
    if (several.kind !== 'several') throw new Error('there should be several')
    expect(several.reason.en).toBe(
      'there are several entry files: "server.py", "Server.java"; there should be one',
    )
  })
})

describe('the configuration', () => {
  test('the nearest one at or above, its folders made absolute, our own assignments known', async () => {
    const folder = await folderWith({
      'grading.config.json': '{ "languages": {}, "specs": ["mine"] }',
      'a/b/x': '',
    })
    const { config, folder: found } = await loadConfig(undefined, join(folder, 'a/b'))
    expect(found).toBe(folder)
    expect(config.specs[0]).toBe(join(folder, 'mine'))
    expect(config.specs).toHaveLength(2)
    expect(config.limits.answerMs).toBe(5000)
  })

  test('mistakes are told with their place', async () => {
    const folder = await folderWith({
      'a.json': '{ "languages": { "x": { "extensions": ["py"], "run": ["a"] } } }',
      'b.json': '{ "languages": {}, "limits": { "answrMs": 1 } }',
    })
    await expect(loadConfig(join(folder, 'a.json'), '/')).rejects.toThrow(
      /a\.json:1:40: languages\.x\.extensions\[0\]: it is "py", it should be like "\.py"/,
    )
    await expect(loadConfig(join(folder, 'b.json'), '/')).rejects.toThrow(/did you mean "answerMs"/)
    await expect(loadConfig(join(folder, 'c.json'), '/')).rejects.toThrow(/does not exist/)
  })
})
