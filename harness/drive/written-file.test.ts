import { mkdir, mkdtemp, rm, symlink, writeFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { execa } from 'execa'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { bounds } from '../lib/bounds.ts'
import { decodeBytes } from '../lib/bytes.ts'
import { contentOf, isWritten, readWritten } from './written-file.ts'

let folder = ''
const bytes = (text: string) => Buffer.from(text)

beforeAll(async () => {
  const parent = await mkdtemp(join(tmpdir(), 'enchufe-written-'))
  folder = join(parent, 'work')
  await mkdir(join(folder, 'out'), { recursive: true })
  await writeFile(join(parent, 'secret'), 'secret')
  await writeFile(join(folder, 'out', 'a.txt'), 'hola\n')
  await symlink('a.txt', join(folder, 'out', 'link'))
  await symlink('out', join(folder, 'link'))
  await symlink('..', join(folder, 'up'))
  await execa('mkfifo', [join(folder, 'pipe')])
})

afterAll(() => rm(join(folder, '..'), { recursive: true, force: true }))

describe('what is read', () => {
  test('is a file, as far as is asked', () => {
    const whole = readWritten(folder, 'out/a.txt', 6)
    expect(whole).toMatchObject({ there: 'file', bytes: bytes('hola\n'), status: { size: 5 } })
    expect(isWritten(whole, bytes('hola\n'))).toBe(true)
    const part = readWritten(folder, 'out/a.txt', 3)
    expect(part).toMatchObject({ bytes: bytes('hol'), status: { size: 5 } })
    expect(isWritten(part, bytes('hol'))).toBe(false)
  })

  test.each([
    ['out/b.txt', 'nothing'],
    ['b/a.txt', 'nothing'],
    ['out/link', 'link'],
    ['link/a.txt', 'link'],
    ['up/secret', 'link'],
    ['out', 'folder'],
    ['pipe', 'other'],
    ['out/a.txt/b', 'unreadable'],
  ])('is never behind %s (%s)', (path, there) => {
    const written = readWritten(folder, path, 9)
    expect(written).toEqual({ there })
    expect(isWritten(written, bytes(''))).toBe(false)
    expect(contentOf(written, bytes(''))).toEqual({ there })
  })
})

describe('what is kept', () => {
  const { fileBytesKept, fileBytesBefore } = bounds
  const long = Buffer.alloc(fileBytesKept * 3, 'abc')
  const keep = async (data: Uint8Array, wanted: Uint8Array) => {
    await writeFile(join(folder, 'data'), data)
    return contentOf(readWritten(folder, 'data', wanted.length + 1), wanted)
  }

  test('is all of a short file', async () => {
    expect(await keep(bytes('hola'), bytes('hole'))).toEqual({
      there: 'file',
      size: 4,
      from: 0,
      data: { text: 'hola' },
    })
  })

  test('is the first difference of a long one, with its digest when it has the right size', async () => {
    const other = Buffer.from(long)
    const at = fileBytesKept * 2
    other[at] = 'x'.charCodeAt(0)
    const content = await keep(other, long)
    if (content.there !== 'file') throw new Error('it is a file')
    expect(content).toMatchObject({ size: long.length, from: at - fileBytesBefore })
    expect(content.sha256).toMatch(/^[0-9a-f]{64}$/)
    const kept = decodeBytes(content.data)
    expect(kept).toHaveLength(fileBytesKept)
    expect(kept[fileBytesBefore]).toBe(other[at])
    expect(await keep(Buffer.concat([long, long]), long)).not.toHaveProperty('sha256')
  })
})
