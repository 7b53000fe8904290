import { payloadBytes } from '../assignment/payload.ts'
import { isOpen, type Step } from '../assignment/step.ts'
import { bounds } from '../lib/bounds.ts'
import type { Delivery } from '../transcript/delivery.ts'
import { pythonName } from './python-name.ts'
import { pauseLine } from './snippet-send.ts'

/** From which byte on, of those that a step waits for, others came. */
export type Difference = { readonly step: number; readonly offset: number }

type Shown = {
  readonly steps: readonly Step[]
  readonly delivery: Delivery
  /** The pieces in which each send goes out. */
  readonly pieces: ReadonlyMap<number, readonly Uint8Array[]>
  readonly difference?: Difference | undefined
}

const { pythonBytesShown: shownBytes, pythonBytesShownBefore: beforeBytes } = bounds

/**
 * A function of Python that prints what a peer gets until nothing comes for a second, and how that
 * ended; of much only a part, which begins where the lines that call it say.
 */
export function showFunction(lines: readonly string[]): readonly string[] {
  const begins = lines.some((line) => /^show\(.*, \d+\)$/.test(line))
  const part = begins
    ? `"bytes, from byte", start + 1, "on:", got[start:start + ${shownBytes}]`
    : `"bytes", got[:${shownBytes}]`
  return [
    `def show(name, peer${begins ? ', start=0' : ''}):`,
    '    got, end = b"", "closed"',
    '    peer.settimeout(1)',
    '    try:',
    '        while part := peer.recv(65536):',
    '            got += part',
    '    except socket.timeout:',
    '        end = "still open"',
    '    except OSError as error:',
    '        end = error',
    `    print(name, len(got), ${part}, end)`,
  ]
}

/** Lines that show what came to a peer at a step. */
export function showLines(scene: Shown, peer: string, number: number): readonly string[] {
  const late = scene.delivery.kind === 'slow-reader' ? [pauseLine] : []
  const start = startOf(scene, peer, number)
  const from = start > 0 ? `, ${start}` : ''
  return [...late, `show("${peer}", ${pythonName(peer)}${from})`]
}

/** From which byte on is shown what came, so that what is wrong in it is seen; 0 where it is anyway. */
function startOf(scene: Shown, peer: string, number: number): number {
  const { steps, difference } = scene
  if (difference === undefined || difference.step < number) return 0
  const later = steps.slice(number, difference.step + 1)
  const mine = later.filter((step) => looksAt(step, peer))
  const isLast = later.at(-1) === mine.at(-1)
  const isHere = later.every(
    (step, at) => at === 0 || !looksAt(step, peer) || isShown(scene, peer, number + at),
  )
  const lengths = mine.slice(0, -1).map(lengthOf)
  if (!isLast || !isHere || lengths.includes(undefined)) return 0
  const offset = lengths.reduce<number>((total, length) => total + length!, difference.offset)
  return offset + beforeBytes > shownBytes ? offset - beforeBytes : 0
}

/** How many bytes a step waits for, where that is known. */
function lengthOf(step: Step): number | undefined {
  if (step.kind !== 'expect' || step.expected.kind !== 'exactly' || isOpen(step)) return undefined
  return payloadBytes(step.expected.data).length
}

/** Whether all that this peer gets was shown already, and nothing was done since. */
export function isShown({ steps, pieces }: Shown, peer: string, number: number): boolean {
  const does = (step: Step, at: number) =>
    step.kind === 'send' ? pieces.get(at)!.length > 0 : !step.kind.startsWith('expect')
  const before = steps.slice(0, number)
  const last = before.findLastIndex((step, at) => does(step, at) || looksAt(step, peer))
  return last >= 0 && looksAt(steps[last]!, peer)
}

/** Whether a step waits for something of this peer. */
export function looksAt(step: Step, peer: string): boolean {
  return /^(?:expect|fence|drain)/.test(step.kind) && 'peer' in step && step.peer === peer
}
