import { expect, test } from 'vitest'
import type { StepInput } from '../assignment/step.ts'
import { Limits } from '../config/limits.ts'
import { buildText, stepEnds } from './test-stage.ts'

/** Gets half a line, and does not wait for the rest for ever. */
const server = (rest: string) => `
import asyncio, select, socket, sys, threading, time
server = socket.create_server(('127.0.0.1', int(sys.argv[1])))
conn, _ = server.accept()
${rest}
`
const tooSoon = `
    conn.sendall(b'HALF')
`
const timers = {
  settimeout: (seconds: number) => `
conn.settimeout(${seconds})
conn.recv(100)
try: conn.recv(100)
except socket.timeout: ${tooSoon}
conn.settimeout(None)
conn.recv(100)
`,
  'sleep, and look again': (seconds: number) => `
conn.setblocking(False)
got = b''
while True:
    time.sleep(${seconds})
    if got: ${tooSoon.replaceAll('    conn', '        conn')}
    try: got += conn.recv(100)
    except BlockingIOError: pass
`,
  'select in a thread': (seconds: number) => `
def late():
    conn.recv(100)
    if not select.select([conn], [], [], ${seconds})[0]: ${tooSoon.replaceAll('    conn', '        conn')}
threading.Thread(target=late).start()
`,
  asyncio: (seconds: number) => `
async def main():
    reader, writer = await asyncio.open_connection(sock=conn)
    await reader.read(100)
    try: await asyncio.wait_for(reader.read(100), ${seconds})
    except asyncio.TimeoutError:
        writer.write(b'HALF')
        await asyncio.sleep(100)
asyncio.run(main())
`,
}

const steps: readonly StepInput[] = [
  { kind: 'connect', peer: 'ana' },
  { kind: 'send', peer: 'ana', data: 'half' },
  { kind: 'expectSilence', peer: 'ana' },
]
const limits = Limits.parse({ silenceMs: 300, answerMs: 4000 })

async function silence(text: string) {
  await using program = await buildText('server.py', text)
  await using running = await program.start(limits)
  await using scene = running.open({ trust: { kind: 'believed' }, steps })
  return stepEnds(await scene.play()).at(-1)!
}

test.each(Object.entries(timers))(
  '%s: what a timer would say is waited for',
  async (_name, text) => {
    expect(await silence(server(text(1)))).toMatchObject({ end: 'impossible' })
  },
)

test('a timer that is longer than an answer is waited for is not', async () => {
  const { end, tookMs } = await silence(server(timers.settimeout(100)))
  expect(end).toBe('settled')
  expect(tookMs).toBeLessThan(limits.answerMs)
})

test('one that says nothing is given a whole round, and no more', async () => {
  const quiet = server('conn.recv(100)\nwhile True: select.select([conn], [], [], 0.8)')
  const { end, tookMs } = await silence(quiet)
  expect(end).toBe('limit')
  expect(tookMs).toBeGreaterThanOrEqual(700)
  expect(tookMs).toBeLessThan(limits.answerMs)
})
