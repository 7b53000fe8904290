import { once } from 'node:events'
import { createConnection } from 'node:net'
import { addAbortSignal } from 'node:stream'
import { text } from 'node:stream/consumers'
import { nowMs, pause } from '../harness/lib/clock.ts'
import { amounts } from './amounts.ts'

/** Fragments of these sizes with a sleep between them; then asks for the size of each recv(). */
export async function sendSleeping(
  address: { readonly host: string; readonly port: number },
  sizes: readonly number[],
  signal: AbortSignal,
): Promise<{ readonly sendMs: number; readonly recorded: readonly number[] }> {
  const socket = createConnection({ ...address, noDelay: true })
  addAbortSignal(AbortSignal.any([signal, AbortSignal.timeout(amounts.waitMs)]), socket)
  await once(socket, 'connect')
  const startMs = nowMs()
  for (const [index, size] of sizes.entries()) {
    if (index > 0) await pause(amounts.sleepMs, signal)
    socket.write('x'.repeat(size))
  }
  const sendMs = nowMs() - startMs
  socket.end()
  const answer = await text(socket)
  return { sendMs, recorded: answer.trim().split(' ').map(Number) }
}
