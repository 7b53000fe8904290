import { expect, test } from 'vitest'
import type { StepInput } from '../assignment/step.ts'
import { Step } from '../assignment/step.ts'
import { Limits } from '../config/limits.ts'
import { judgePlay } from '../judge/play.ts'
import { eventsOf } from '../transcript/views.ts'
import { buildText } from './test-stage.ts'

const framing = { kind: 'lines', end: '\n' } as const
const peer = 'ana'
const connect: StepInput = { kind: 'connect', peer }
const takesToken: StepInput = {
  kind: 'expect',
  peer,
  expected: {
    kind: 'message',
    framing,
    data: { kind: 'json-with', keys: { token: { capture: 'token', type: 'string' } } },
  },
}
const usesToken: StepInput = {
  kind: 'send',
  peer,
  data: {
    kind: 'message',
    framing,
    data: { kind: 'json', value: { use: { kind: 'captured', name: 'token' } } },
  },
}
const isAnswered: StepInput = {
  kind: 'expect',
  peer,
  expected: {
    kind: 'exactly',
    data: { kind: 'parts', of: ['OK ', { kind: 'captured', name: 'token' }, '\n'] },
  },
}

/** Gives each client a token of its own, and answers it when it is used. */
const source = (key: string) => `
import json, os, socket, sys
server = socket.create_server(("127.0.0.1", int(sys.argv[1])))
client, _ = server.accept()
lines = client.makefile("rwb", 0)
lines.write(json.dumps({"${key}": os.urandom(4).hex()}).encode() + b"\\n")
lines.write(b"OK " + json.loads(lines.readline())["use"].encode() + b"\\n")
lines.readline()
`

async function play(key: string) {
  const steps = [connect, takesToken, usesToken, isAnswered]
  await using program = await buildText('server.py', source(key))
  await using running = await program.start(Limits.parse({ answerMs: 2000 }))
  await using stage = running.open({ steps, trust: { kind: 'believed' } })
  const events = await stage.play()
  return {
    events,
    verdict: judgePlay(
      { steps: steps.map((one) => Step.parse(one)), framing },
      { events: [...events] },
    ),
  }
}

test('a token that a program chooses is sent back to it, and the transcript shows it', async () => {
  const { events, verdict } = await play('token')
  expect(verdict).toEqual({ kind: 'pass', evidence: 'proved' })
  const [sent] = eventsOf(events, 'sent')
  expect(sent?.data).toEqual({
    text: expect.stringMatching(/^\{"use":"[0-9a-f]{8}"\}\n$/) as string,
  })
})

test('where it does not come the scenario ends', async () => {
  const { events, verdict } = await play('name')
  expect(verdict).toMatchObject({ kind: 'fail', cause: { kind: 'wrong-message', path: 'token' } })
  expect(eventsOf(events, 'sent')).toEqual([])
})
