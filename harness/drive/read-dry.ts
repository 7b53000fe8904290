import { setImmediate as nextTurn } from 'node:timers/promises'

/**
 * Lets everything that the kernel already has for us be read: a whole turn of the event loop. Timers
 * come before reading in a turn, so that after a limit an answer may be there and not read yet.
 */
export async function readDry(): Promise<void> {
  await nextTurn()
  await nextTurn()
}
