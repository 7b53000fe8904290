import { mkdtemp, rm, writeFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { pathToFileURL } from 'node:url'
import { describe, expect, onTestFinished, test } from 'vitest'
import { defineConfig } from '../config/define.ts'
import { Config } from '../config/schema.ts'
import { findLanguages } from '../launch/find-languages.ts'
import { questions, type Finding } from '../lib/finding.ts'
import { examine } from './examine.ts'
import { findExecutable } from './find-executable.ts'
import { tryPrivateNetwork } from './probe.ts'
import { packagesOf, recogniseSystem } from './system.ts'

const script = new URL('../cli/examiner.ts', import.meta.url)
const { signal } = new AbortController()
const noLinux = process.platform !== 'linux'

async function folderWith(files: Readonly<Record<string, string>>): Promise<string> {
  const folder = await mkdtemp(join(tmpdir(), 'enchufe-examine-'))
  onTestFinished(() => rm(folder, { recursive: true, force: true }))
  for (const [name, text] of Object.entries(files)) {
    await writeFile(join(folder, name), text, { mode: 0o755 })
  }
  return folder
}

function kindsOf(findings: readonly Finding[]): Readonly<Record<string, Finding['kind']>> {
  return Object.fromEntries(findings.map(({ id, kind }) => [id, kind]))
}

describe('this machine', () => {
  test('is asked everything, in order, and its answers agree with each other', async (context) => {
    context.skip(noLinux, 'only Linux is examined')
    const system = recogniseSystem()
    const findings = await examine({ system, script, signal })
    expect(findings.map(({ id }) => id)).toEqual(questions)
    const kinds = kindsOf(findings)
    expect(kinds).toMatchObject({ platform: 'there', 'socket-tables': 'there' })
    const network = (await tryPrivateNetwork()) === undefined ? 'there' : 'missing'
    expect(kinds['private-network']).toBe(network)
    for (const id of ['no-time-wait', 'small-buffers'] as const) expect(kinds[id]).toBe(network)
    const there = findings.filter(({ kind }) => kind === 'there')
    expect(there.filter(({ because }) => because !== undefined)).toEqual([])
    expect(findings.filter(({ detail = '' }) => detail.includes('\n'))).toEqual([])
  })

  test('shows a program as the kernel sees it', async (context) => {
    context.skip(noLinux, 'only Linux is examined')
    const findings = await examine({ system: recogniseSystem(), script, signal })
    const view = findings.find(({ id }) => id === 'kernel-view')
    context.skip(view?.because !== undefined, `the kernel hides it here: ${view?.detail}`)
    expect(view).toEqual({ id: 'kernel-view', kind: 'there' })
  })

  test('where it is not Linux, is asked nothing', async () => {
    const system = { ...recogniseSystem(), platform: 'macos', name: 'darwin' } as const
    expect(await examine({ system, script, signal })).toEqual([
      { id: 'platform', kind: 'missing', detail: 'darwin', because: 'not-linux' },
    ])
  })

  test('is left alone when the command is interrupted', async (context) => {
    context.skip(noLinux, 'only Linux is examined')
    const interruption = new AbortController()
    const examined = examine({
      system: recogniseSystem(),
      script,
      signal: interruption.signal,
    })
    interruption.abort(new Error('interrupted'))
    await expect(examined).rejects.toThrow('interrupted')
  })
})

test('what a lost examiner should have found is missing, with what it said last', async (context) => {
  context.skip(noLinux, 'only Linux is examined')
  const folder = await folderWith({
    'lost.mjs': `console.error('first'); console.error('last'); process.exit(3)`,
  })
  const lost = pathToFileURL(join(folder, 'lost.mjs'))
  const findings = await examine({ system: recogniseSystem(), script: lost, signal })
  expect(findings.map(({ id }) => id)).toEqual(questions)
  expect(findings.filter(({ detail }) => detail === 'last').map(({ id }) => id)).toEqual([
    'kernel-view',
    'socket-tables',
    'cheap-tables',
    'quick-acks',
    'no-time-wait',
    'small-buffers',
    'low-ports',
  ])
})

test.each([
  ['ID=debian\n', 'apt'],
  ['NAME="Linux Mint"\nID=linuxmint\nID_LIKE="ubuntu debian"\n', 'apt'],
  ['ID=fedora\nVERSION_ID=43\n', 'dnf'],
  ['ID="rocky"\nID_LIKE="rhel centos fedora"\n', 'dnf'],
  ["ID='alpine'\n", 'apk'],
  ['ID=arch\n', undefined],
  ['', undefined],
])('packages of %j are installed with %s', (osRelease, expected) => {
  expect(packagesOf(osRelease)).toBe(expected)
})

describe('languages', () => {
  const recipe = (build: string, run: string) => ({
    extensions: ['.x'],
    build: [[build, '{entry}']],
    run: [run, '{entry}'],
  })

  test('are there when all that builds and runs them is', async () => {
    const folder = await folderWith({ compiler: '#!/bin/sh\n', machine: '#!/bin/sh\n' })
    const [compiler, machine] = [join(folder, 'compiler'), join(folder, 'machine')]
    const { languages } = Config.parse(
      defineConfig({
        languages: {
          whole: recipe(compiler, machine),
          half: recipe(compiler, join(folder, 'absent')),
          none: recipe('no-such-program', join(folder, 'absent')),
          typescript: { extensions: ['.ts'], run: ['{harness-node}', '{entry}'] },
          script: { extensions: [''], run: ['{entry}'] },
        },
      }),
    )
    const absent = join(folder, 'absent')
    expect(await findLanguages(languages, signal)).toEqual([
      { id: 'language:whole', kind: 'there', detail: `${compiler}, ${machine}` },
      { id: 'language:half', kind: 'partial', detail: absent, because: 'no-package' },
      {
        id: 'language:none',
        kind: 'missing',
        detail: `no-such-program, ${absent}`,
        because: 'no-package',
      },
      { id: 'language:typescript', kind: 'there', detail: `node ${process.versions.node}` },
      { id: 'language:script', kind: 'there' },
    ])
  })

  test('a folder is no program, nor is a file that may not be run', async () => {
    const folder = await folderWith({ program: '' })
    expect(findExecutable('program', `/no/such:${folder}`)).toBe(join(folder, 'program'))
    expect(findExecutable(folder, '')).toBeUndefined()
    await writeFile(join(folder, 'text'), '', { mode: 0o644 })
    expect(findExecutable('text', folder)).toBeUndefined()
  })
})
