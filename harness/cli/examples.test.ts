import { mkdir, mkdtemp, rm, writeFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { fileURLToPath } from 'node:url'
import { execa } from 'execa'
import { expect, onTestFinished, test } from 'vitest'
import { steps, structures } from '../assignment/reference-steps.ts'
import type { ProgramRule } from '../assignment/schema.ts'
import type { WrittenStep } from '../assignment/structure.ts'
import { Report } from '../judge/report.ts'

const command = fileURLToPath(new URL('enchufe.mjs', import.meta.url))

type Kind = WrittenStep['kind']
type Around = { readonly before?: readonly object[]; readonly after?: readonly object[] }

const comes = (peer: string) => ({ kind: 'connect', peer })
const says = (peer: string, data: string) => ({ kind: 'send', peer, data })
const hears = (peer: string, expected: string) => ({ kind: 'expect', peer, expected })
const talks = (peer: string) => [says(peer, 'hola\n'), hears(peer, 'HOLA\n')]
const asks = { kind: 'sendDatagram', peer: 'ana', data: 'hola' }
const gets = { kind: 'expectDatagram', peer: 'ana', expected: 'hola' }
const opens = { kind: 'open', peer: 'ana' }
const takes = [{ kind: 'listen' }, { kind: 'accept', peer: 'ana' }]
const speaks = { kind: 'startOther', program: 'cliente', as: 'ana', stdin: 'hola\n' }
const types = { kind: 'stdin', data: 'ana\n' }

/** What is played around the example of a kind, so that a program of that role can fulfil it. */
const server = {
  connect: { after: talks('ana') },
  connectTogether: { after: [...talks('beto'), ...talks('ana')] },
  send: { before: [comes('ana')], after: [hears('ana', 'HOLA\n')] },
  expect: { before: [comes('ana'), says('ana', 'hola\n')] },
  expectSilence: { before: [comes('ana'), ...talks('ana')] },
  expectClose: { before: [comes('ana'), { kind: 'close', peer: 'ana' }] },
  fence: { before: [comes('ana')] },
  drain: { before: [comes('ana')] },
  halfClose: { before: [comes('ana'), says('ana', 'hola\n')], after: [hears('ana', 'HOLA\n')] },
  close: { before: [comes('ana')], after: [{ kind: 'expectClose', peer: 'ana' }] },
  reset: { before: [comes('ana'), ...talks('ana')], after: [comes('beto'), ...talks('beto')] },
  signal: { before: [comes('ana')], after: [{ kind: 'expectExit', crash: 'allowed' }] },
  freeze: { before: [comes('ana')], after: [{ kind: 'thaw' }, ...talks('ana')] },
  thaw: { before: [comes('ana'), { kind: 'freeze' }], after: talks('ana') },
  expectNoLeak: { before: [comes('ana'), ...talks('ana'), { kind: 'close', peer: 'ana' }] },
  restart: { before: [comes('ana'), ...talks('ana')], after: [comes('beto'), ...talks('beto')] },
  repeat: { after: [hears('beto', 'I AM BETO\n'), hears('ana', 'I AM ANA\n')] },
  inReverse: {
    before: [{ kind: 'repeat', times: 3, as: 'n', steps: [comes('c{n}')] }],
    after: [{ kind: 'expectClose', peer: 'c3' }],
  },
  startOther: { after: [{ kind: 'expectOtherExit', other: 'ana' }] },
  expectOtherOutput: { before: [speaks] },
  expectOtherExit: { before: [speaks] },
  together: {
    before: [comes('ana'), comes('beto')],
    after: [hears('ana', 'YO\n'), hears('beto', 'NO, YO\n')],
  },
} as const satisfies { readonly [K in Kind]?: Around }

const client = {
  listen: { after: [takes[1]!] },
  accept: { before: [takes[0]!] },
  refuse: { after: [{ kind: 'expectExit', code: 1 }] },
  stdin: { before: takes, after: [hears('ana', 'ana\n')] },
  expectOutput: { before: [...takes, types, says('ana', 'hola\n')] },
  expectFile: { before: [...takes, types, says('ana', 'hola\n')] },
  expectExit: { before: [...takes, types, { kind: 'close', peer: 'ana' }] },
} as const satisfies { readonly [K in Kind]?: Around }

const datagrams = {
  open: { after: [asks, gets] },
  relay: { before: [opens], after: [asks, gets, gets] },
  sendDatagram: { before: [opens], after: [gets] },
  expectDatagram: { before: [opens, asks] },
} as const satisfies { readonly [K in Kind]?: Around }

/** A server that answers each line in capitals. */
const capitals = `
import { createServer } from 'node:net'
import { createInterface } from 'node:readline'
createServer({ allowHalfOpen: true }, (socket) => {
  socket.on('error', () => {})
  const lines = createInterface({ input: socket })
  lines.on('error', () => {})
  lines.on('line', (line) => socket.write(line.toUpperCase() + '\\n'))
  lines.on('close', () => socket.end())
}).listen(Number(process.argv[2]), '127.0.0.1')
`

/** A client that comes from a port of a range, says a name, and shows and keeps what it is told. */
const guest = `
import { appendFileSync } from 'node:fs'
import { connect } from 'node:net'
const socket = connect({ port: Number(process.argv[2]), host: '127.0.0.1', localPort: 5005 })
socket.on('error', () => process.exit(1))
socket.on('connect', () => process.stdin.pipe(socket, { end: false }))
socket.on('data', (data) => {
  process.stdout.write(data)
  appendFileSync('recibido.txt', data)
})
socket.on('end', () => process.exit(0))
`

/** Another client, which says what it reads and shows what it is told. */
const other = `
import { connect } from 'node:net'
const socket = connect(Number(process.argv[2]), '127.0.0.1')
process.stdin.pipe(socket)
socket.pipe(process.stdout)
`

const echo = `
import { createSocket } from 'node:dgram'
const socket = createSocket('udp4')
socket.on('message', (data, { port, address }) => socket.send(data, port, address))
socket.bind(Number(process.argv[2]), '127.0.0.1')
`

const entries: Readonly<Record<string, { readonly example: object }>> = { ...steps, ...structures }

/** An assignment with a check for each kind, whose scenario is its example in the reference. */
function assignmentOf(role: ProgramRule['role'], kinds: Readonly<Record<string, Around>>) {
  const checks = Object.entries(kinds).map(([kind, { before = [], after = [] }]) => ({
    id: kind.replaceAll(/[A-Z]/g, (letter) => `-${letter.toLowerCase()}`),
    points: 1,
    requirement: { en: `It MUST fulfil ${kind}.`, es: `DEBE cumplir ${kind}.` },
    scenario: [...before, { kind, ...entries[kind]!.example }, ...after],
  }))
  const title = { en: 'Examples', es: 'Ejemplos' }
  const program = { role, entry: ['program'], port: { given: 'argument' } }
  const cliente = { ...program, from: 'submission', role: 'client', entry: ['cliente'] }
  const others = role === 'server' ? { cliente } : {}
  return { id: 'examples', title, program, others, framing: { kind: 'lines' }, checks }
}

test('every kind of step and structure has its example run', () => {
  const run = Object.keys({ ...server, ...client, ...datagrams })
  expect(run.toSorted()).toEqual(Object.keys(entries).toSorted())
})

test.each([
  ['server', server, capitals],
  ['client', client, guest],
  ['udp-server', datagrams, echo],
] as const)(
  'the examples of the reference for a %s are fulfilled by a right one',
  async (role, kinds, source) => {
    const folder = await mkdtemp(join(tmpdir(), 'enchufe-examples-'))
    onTestFinished(() => rm(folder, { recursive: true, force: true }))
    const submission = join(folder, 'submission')
    const file = join(folder, 'assignment.json')
    await mkdir(submission)
    await writeFile(join(submission, 'program.mjs'), source)
    await writeFile(join(submission, 'cliente.mjs'), other)
    await writeFile(file, JSON.stringify(assignmentOf(role, kinds)))
    const words = ['check', submission, '--assignment', file, '--json']
    const { stdout, stderr } = await execa(process.execPath, [command, ...words], { reject: false })
    expect(stderr).not.toContain('assignment.json')
    const report = Report.parse(JSON.parse(stdout))
    if (report.status !== 'graded') throw new Error(report.reason.en)
    const lost = report.checks.filter(({ verdict }) => verdict !== 'pass')
    expect(lost.map(({ id, cause, because }) => [id, cause ?? because])).toEqual([])
  },
  180_000,
)
