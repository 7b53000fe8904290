import { spawn } from 'node:child_process'
import { once } from 'node:events'
import { availableParallelism } from 'node:os'
import { describe, expect, test } from 'vitest'
import type { StepInput } from '../assignment/step.ts'
import { Limits } from '../config/limits.ts'
import { eventsOf } from '../transcript/views.ts'
import { buildText, stepEnds } from './test-stage.ts'

const answerMs = 1000

/** Computes for a share of the limit of processor time, then answers. */
const computes = (share: number) => `
import os, socket, sys, time
server = socket.create_server(('127.0.0.1', int(sys.argv[1])))
conn, _ = server.accept()
line = conn.recv(100)
start = time.process_time()
while time.process_time() - start < ${(share * answerMs) / 1000}: pass
conn.sendall(line)
time.sleep(100)
`

/** Twice as many busy loops as there are processors. */
async function occupyProcessors(): Promise<AsyncDisposable> {
  const loops = Array.from({ length: 2 * availableParallelism() }, () =>
    spawn('/bin/sh', ['-c', 'while :; do :; done'], { stdio: 'ignore' }),
  )
  await Promise.all(loops.map((loop) => once(loop, 'spawn')))
  return {
    async [Symbol.asyncDispose]() {
      const ended = loops.map((loop) => once(loop, 'exit'))
      for (const loop of loops) loop.kill('SIGKILL')
      await Promise.all(ended)
    },
  }
}

const question: readonly StepInput[] = [
  { kind: 'connect', peer: 'ana' },
  { kind: 'send', peer: 'ana', data: 'a line\n' },
  { kind: 'expect', peer: 'ana', expected: 'a line\n' },
]

async function ask(name: string, text: string, steps = question) {
  await using program = await buildText(name, text)
  await using running = await program.start(Limits.parse({ answerMs, closeMs: answerMs / 4 }))
  await using scene = running.open({ trust: { kind: 'believed' }, steps })
  const events = await scene.play()
  return { ...stepEnds(events).at(-1)!, blocked: eventsOf(events, 'blocked').at(-1) }
}

test('a limit leaves out the time in which the program gets no processor', async () => {
  await using _ = await occupyProcessors()
  expect(await ask('server.py', computes(0.6))).toMatchObject({ end: 'met' })
})

/**
 * Where others keep the processors busy, too, nothing may be decided; but a program that has had
 * the whole limit on a processor was never kept from answering.
 */
function expectHasHadIt({ end, blocked }: Awaited<ReturnType<typeof ask>>) {
  const hadTime = blocked!.ranMs > answerMs * 1.5
  expect(hadTime ? ['limit'] : ['limit', 'overloaded']).toContain(end)
  expect(blocked).toMatchObject({ threads: [], step: 2 })
  expect(blocked!.ranMs).toBeGreaterThan(answerMs / 10)
}

test('a program that computes for longer than the limit has had it', async () => {
  expectHasHadIt(await ask('server.py', computes(50)))
})

describe('a program cannot overload the machine by itself', () => {
  const spins = (threads: number) => `
#include <netinet/in.h>
#include <pthread.h>
#include <stdlib.h>
#include <sys/socket.h>

static void *spin(void *nothing) { for (;;) __asm__ volatile(""); return nothing; }

int main(int argc, char **argv) {
  struct sockaddr_in a = {.sin_family = AF_INET, .sin_port = htons(atoi(argv[argc - 1])), .sin_addr = {htonl(INADDR_LOOPBACK)}};
  int s = socket(AF_INET, SOCK_STREAM, 0);
  if (bind(s, (struct sockaddr *)&a, sizeof a) || listen(s, 64)) return 1;
  accept(s, 0, 0);
  for (int i = 1; i < ${threads}; i++) { pthread_t t; pthread_create(&t, 0, spin, 0); }
  spin(0);
}
`
  test.each([1, 4 * availableParallelism()])('with %i busy threads', async (threads) => {
    const asked = await ask('server.c', spins(threads))
    expectHasHadIt(asked)
    // Nor is it given more time because its own threads keep each other from running.
    expect(asked.blocked!.ranMs).toBeLessThan(answerMs * (availableParallelism() + 1))
  })
})

describe('what is received starts a limit anew', () => {
  /** Answers byte by byte, with a pause before each, and then waits. */
  const drips = (bytes: string, times: number, pauseMs = answerMs / 2) => `
import socket, sys, time
server = socket.create_server(('127.0.0.1', int(sys.argv[1])))
conn, _ = server.accept()
conn.recv(100)
for byte in ${JSON.stringify(bytes)} * ${times}:
    time.sleep(${pauseMs / 1000})
    conn.sendall(byte.encode())
time.sleep(100)
`

  test('an answer that takes three limits, and never a whole one for its next byte', async () => {
    const { end, tookMs } = await ask('server.py', drips('a line\n', 1))
    expect(end).toBe('met')
    expect(tookMs).toBeGreaterThan(answerMs * 3)
  })

  test('but not for ever: a program that drips and never closes is late', async () => {
    const closing: readonly StepInput[] = [
      ...question.slice(0, 2),
      { kind: 'expectClose', peer: 'ana' },
    ]
    const { end, tookMs } = await ask('server.py', drips('.', 1000, answerMs / 10), closing)
    // Near the end it may be seen to sleep until after the limit.
    expect(['limit', 'settled']).toContain(end)
    expect(tookMs).toBeGreaterThan(answerMs)
  })
})
