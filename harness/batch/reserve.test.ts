import { mkdir, mkdtemp, rm, writeFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { expect, onTestFinished, test } from 'vitest'
import { loadAssignment } from '../assignment/load.ts'
import { loadConfig } from '../config/load.ts'
import { chooseLab } from '../lab/probe.ts'
import type { FromWorker } from './protocol.ts'
import { openReserve } from './reserve.ts'
import type { Equipment, Worker } from './worker-client.ts'

const { config } = await loadConfig(undefined, import.meta.dirname)
const level = await chooseLab(process.platform === 'linux' ? 'net' : 'plain')

/** With what a worker is set up to grade a program that greets in one way. */
async function equipment(folder: string, greeting: string, network?: object): Promise<Equipment> {
  const file = join(folder, `${greeting}.json`)
  const assignment = {
    id: greeting,
    title: { en: 'Greeting', es: 'Saludo' },
    program: { role: 'server', entry: ['server'], port: { given: 'argument' } },
    framing: { kind: 'lines' },
    ...(network ? { network } : {}),
    checks: [
      {
        id: greeting,
        points: 1,
        requirement: { en: 'It MUST greet.', es: 'DEBE saludar.' },
        scenario: [
          { kind: 'connect', peer: 'ana' },
          { kind: 'expect', peer: 'ana', expected: greeting },
        ],
      },
    ],
  }
  await writeFile(file, JSON.stringify(assignment))
  const { assignment: loaded, hash: assignmentHash, codecs } = await loadAssignment(file)
  return { level, config, assignment: loaded, assignmentHash, codecs }
}

const program = `
import socket, sys
s = socket.socket()
s.bind(('127.0.0.1', int(sys.argv[1])))
s.listen()
while True:
    s.accept()[0].sendall(b'hola')
`

async function verdictsBy(worker: Worker, folder: string): Promise<FromWorker | object> {
  const submission = { id: 'ana', students: [], folder }
  const job = { kind: 'grade', submission, selection: { seed: 1 } } as const
  const answer = await worker.run(job, () => undefined)
  if (answer.kind !== 'graded' || answer.report.status !== 'graded') return answer
  return Object.fromEntries(answer.report.checks.map(({ id, verdict }) => [id, verdict]))
}

test('a worker grades by one assignment and then by another, and in one network only', async () => {
  const folder = await mkdtemp(join(tmpdir(), 'enchufe-reserve-'))
  onTestFinished(() => rm(folder, { recursive: true, force: true }))
  const entry = join(folder, 'ana')
  await mkdir(entry)
  await writeFile(join(entry, 'server.py'), program)
  await using reserve = openReserve(new AbortController().signal)
  const [hola, adios, elsewhere] = await Promise.all([
    equipment(folder, 'hola'),
    equipment(folder, 'adios'),
    equipment(folder, 'elsewhere', { hosts: { 'www.example.org': '127.0.0.1' } }),
  ])
  const first = await reserve.take(hola)
  expect(await verdictsBy(first, entry)).toEqual({ hola: 'pass' })
  reserve.giveBack(first)
  const second = await reserve.take(adios)
  expect(second).toBe(first)
  expect(await verdictsBy(second, entry)).toEqual({ adios: 'fail' })
  const beside = await reserve.take(adios)
  expect(beside).not.toBe(first)
  reserve.giveBack(first)
  reserve.giveBack(beside)
  expect(await reserve.take(adios)).toBe(beside)
  const other = await reserve.take(elsewhere)
  expect(await verdictsBy(other, entry)).toEqual({ elsewhere: 'fail' })
  // It has taken the place of the one that had nothing to do.
  const again = await reserve.take(hola)
  expect(again).not.toBe(first)
  for (const worker of [beside, other]) reserve.giveBack(worker)
  await reserve[Symbol.asyncDispose]()
  // Who still works then is ended afterwards, and nobody begins.
  await expect(reserve.take(hola)).rejects.toThrow('disposed of')
  expect(await verdictsBy(again, entry)).toEqual({ hola: 'pass' })
  reserve.giveBack(again)
  await expect(verdictsBy(again, entry)).rejects.toThrow(/worker|channel|closed/i)
})
