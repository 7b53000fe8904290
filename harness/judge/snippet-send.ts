import type { Step } from '../assignment/step.ts'
import { bounds } from '../lib/bounds.ts'
import { coalesce } from '../plan/coalesce.ts'
import type { Delivery } from '../transcript/delivery.ts'
import { pythonBytes } from './python-bytes.ts'
import { pythonName } from './python-name.ts'

type Sending = {
  readonly steps: readonly Step[]
  readonly delivery: Delivery
  /** The pieces in which each send goes out. */
  readonly pieces: ReadonlyMap<number, readonly Uint8Array[]>
}

/** A pause where the kernel was asked. */
export const pauseLine = 'time.sleep(0.5)'

/** What a peer sends, in the pieces in which it went out; nothing for what went with an earlier send. */
export function sendLines(
  { steps, delivery, pieces: all }: Sending,
  { peer, data }: Pick<Extract<Step, { kind: 'send' }>, 'peer' | 'data'>,
  number: number,
): readonly string[] {
  const pieces = all.get(number)!
  const joined = delivery.kind === 'coalesced' ? (coalesce(steps).get(number) ?? []) : []
  const more = joined.flatMap((at) => (steps[at]?.kind === 'send' ? [steps[at].data] : []))
  const whole = [data, ...more].map(pythonBytes).join(' + ')
  const call = (bytes: string) => `${pythonName(peer)}.sendall(${bytes})`
  if (pieces.length === 0) return []
  if (pieces.length === 1) return [call(whole)]
  const parts = delivery.kind === 'bytewise' ? loop(pieces, call) : slices(pieces, call)
  return [`data = ${whole}`, ...parts]
}

type Call = (bytes: string) => string

/** Byte by byte, or what is too long for that in larger pieces. */
function loop(pieces: readonly Uint8Array[], call: Call): readonly string[] {
  const size = pieces.every(({ length }) => length === 1) ? 1 : bounds.bytewisePieceBytesMax
  return [
    `for start in range(${size === 1 ? 'len(data)' : `0, len(data), ${size}`}):`,
    `    ${call(`data[start:start + ${size}]`)}`,
    '    time.sleep(0.02)',
  ]
}

function slices(pieces: readonly Uint8Array[], call: Call): readonly string[] {
  let start = 0
  return pieces.flatMap((piece, index) => {
    const from = start === 0 ? '' : String(start)
    start += piece.length
    const last = index === pieces.length - 1
    const line = call(`data[${from}:${last ? '' : start}]`)
    return last ? [line] : [line, pauseLine]
  })
}
