import { setImmediate as nextTurn } from 'node:timers/promises'

/**
 * Lets everything that the kernel already has for us be read: a whole turn of the event loop, wherever
 * in one we are. Timers come before reading, so that after a limit an answer may be there and not read
 * yet; and what is told while reading (a process that was spawned, say) comes before the end of that
 * same turn, in which a stream that was opened then is not read yet.
 */
export async function readDry(): Promise<void> {
  await nextTurn()
  await nextTurn()
}
