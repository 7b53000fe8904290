import type { Transport } from '../assignment/transport.ts'
import { isBindable, portHolder } from '../launch/port.ts'
import { HarnessError } from '../lib/errors.ts'
import { pollUntil } from '../lib/poll.ts'
import type { Site } from './site.ts'

/** That nobody holds the port that the program is to have. */
export function assertFree(port: number, transport: Transport): void {
  const holder = port === 0 ? undefined : portHolder(port, transport)
  if (holder !== undefined) throw new HarnessError(`port ${port} is held by ${holder}`)
}

/** The same where listeners cannot be seen, by trying: closed connections are waited for. */
export async function waitUntilBindable(site: Site, port: number): Promise<void> {
  if (await isBindable(port)) return
  site.onPortWait(port)
  const wait = { limitMs: site.config.limits.portWaitMs, signal: site.signal }
  if ((await pollUntil(() => isBindable(port), wait)) === 'met') return
  throw new HarnessError(`port ${port} is held by another program`)
}
