import { mkdir, mkdtemp, rm, symlink, writeFile } from 'node:fs/promises'
import { createServer } from 'node:net'
import { tmpdir } from 'node:os'
import { dirname, join } from 'node:path'
import { execa } from 'execa'
import { describe, expect, onTestFinished, test } from 'vitest'
import { Limits } from '../config/limits.ts'
import { readSubmission } from './read.ts'

const limits = Limits.parse({})

async function folderWith(files: Readonly<Record<string, string>>): Promise<string> {
  const parent = await mkdtemp(join(tmpdir(), 'enchufe-read-'))
  onTestFinished(() => rm(parent, { recursive: true, force: true }))
  const folder = join(parent, 'ana')
  await mkdir(folder)
  for (const [name, text] of Object.entries(files)) {
    await mkdir(dirname(join(folder, name)), { recursive: true })
    await writeFile(join(folder, name), text)
  }
  return folder
}

describe('what is listed', () => {
  test('is every regular file, by code units, with / between folders', async () => {
    const folder = await folderWith({
      'b.py': '',
      'B.py': '',
      'á/é/ñ.py': '',
      'a/z.c': '',
      'a.c': '',
    })
    expect(await readSubmission(folder, limits)).toEqual({
      kind: 'files',
      files: ['B.py', 'a.c', 'a/z.c', 'b.py', 'á/é/ñ.py'],
      shebangs: new Set(),
    })
  })

  test('is nothing that tools leave, and nothing hidden', async () => {
    const left = ['.git', 'node_modules', '__pycache__', '.venv', 'venv', '__MACOSX', 'lib/.idea']
    const folder = await folderWith({
      ...Object.fromEntries(left.map((name) => [`${name}/server.py`, ''])),
      '._server.py': '',
      'lib/server.py': '',
    })
    expect(await readSubmission(folder, limits)).toMatchObject({ files: ['lib/server.py'] })
  })

  test('is no link, pipe or socket, and none of them is opened', async () => {
    const folder = await folderWith({ 'server.py': '' })
    await symlink(join(folder, 'server.py'), join(folder, 'main.py'))
    await symlink('.', join(folder, 'circle'))
    await symlink('/nowhere', join(folder, 'broken'))
    await execa('mkfifo', [join(folder, 'pipe')])
    const server = createServer().listen(join(folder, 'socket'))
    onTestFinished(() => void server.close())
    await new Promise((resolve) => server.once('listening', resolve))
    expect(await readSubmission(folder, limits)).toMatchObject({ files: ['server.py'] })
  })

  test('is a script where a file without extension begins with #!', async () => {
    const folder = await folderWith({
      run: '#!/bin/sh\n',
      'bin/server': '#!/usr/bin/perl\n',
      'server.py': '#!/usr/bin/python3\n',
      'LEEME.': '#!',
      empty: '',
      notes: ' #!',
    })
    const shebangs = new Set(['bin/server', 'run'])
    expect(await readSubmission(folder, limits)).toMatchObject({ shebangs })
  })

  test('of a single file is that file', async () => {
    const folder = await folderWith({ 'ana.py': '', other: '' })
    expect(await readSubmission(join(folder, 'ana.py'), limits)).toEqual({
      kind: 'files',
      files: ['ana.py'],
      shebangs: new Set(),
    })
  })
})

describe('what cannot be read is said in one sentence', () => {
  const reasonFor = async (folder: string, less: Partial<Limits> = {}) => {
    const contents = await readSubmission(folder, { ...limits, ...less })
    return contents.kind === 'unreadable' ? contents.reason : contents.files
  }

  test('too many files; folders count, so that empty ones come to an end', async () => {
    const folder = await folderWith({ 'a/x': '' })
    await mkdir(join(folder, 'b/c/d/e'), { recursive: true })
    expect(await reasonFor(folder, { submissionFilesMax: 6 })).toEqual(['a/x'])
    expect(await reasonFor(folder, { submissionFilesMax: 5 })).toEqual({
      en: 'the submission has more than 5 files, so it was not read to the end',
      es: 'la entrega tiene más de 5 archivos, así que no se leyó hasta el final',
    })
  })

  test('too many bytes, of a single file too', async () => {
    const folder = await folderWith({ 'a.py': 'x'.repeat(6), 'b.py': 'x'.repeat(5) })
    expect(await reasonFor(folder, { submissionBytesMax: 11 })).toEqual(['a.py', 'b.py'])
    const reason = {
      en: 'the submission has more than 10 bytes, so it was not read to the end',
      es: 'la entrega tiene más de 10 bytes, así que no se leyó hasta el final',
    }
    expect(await reasonFor(folder, { submissionBytesMax: 10 })).toEqual(reason)
    await writeFile(join(folder, 'a.py'), 'x'.repeat(11))
    expect(await reasonFor(join(folder, 'a.py'), { submissionBytesMax: 10 })).toEqual(reason)
  })

  test('what cannot be opened', async () => {
    const folder = await folderWith({ 'server.py': '' })
    expect(await reasonFor(join(folder, 'server.py', 'x'))).toEqual({
      en: 'the submission cannot be read: it is not a folder; all its files should be readable',
      es: 'la entrega no se puede leer: no es una carpeta; todos sus archivos deberían poder leerse',
    })
  })
})
