import type { Fault, Faults } from '../assignment/relay.ts'

/** What became of a datagram at the relay; `released`: one that was held goes its way now. */
type Fate = 'passed' | 'dropped' | 'duplicated' | 'held' | 'corrupted' | 'released'

/** One datagram at the relay: its number, what became of it, and what went on of it, how often. */
export type Passing = {
  readonly number: number
  readonly fate: Fate
  readonly data: Uint8Array
  readonly times: number
}

/**
 * One direction of a relay, whose faults go by the number of the datagram alone. It is told each
 * datagram that comes, and tells what becomes of it, and of those that waited for it.
 */
export function openRelay(faults: Faults): (data: Uint8Array) => readonly Passing[] {
  const byNumber = new Map(faults.map((fault) => [fault.datagram, fault]))
  let held: readonly Held[] = []
  let number = 0
  return (data) => {
    number += 1
    const fault = byNumber.get(number)
    const released = held.filter(({ until }) => until === number)
    held = held.filter(({ until }) => until !== number)
    if (fault?.kind === 'hold') {
      held = [...held, { number, data, until: fault.until ?? number + 1 }]
    }
    return [
      { number, ...fateOf(fault, data) },
      ...released.map((one): Passing => ({
        number: one.number,
        fate: 'released',
        data: one.data,
        times: 1,
      })),
    ]
  }
}

type Held = { readonly number: number; readonly data: Uint8Array; readonly until: number }

function fateOf(fault: Fault | undefined, data: Uint8Array): Omit<Passing, 'number'> {
  switch (fault?.kind) {
    case undefined:
      return { fate: 'passed', data, times: 1 }
    case 'drop':
      return { fate: 'dropped', data, times: 0 }
    case 'hold':
      return { fate: 'held', data, times: 0 }
    case 'duplicate':
      return { fate: 'duplicated', data, times: 2 }
    case 'corrupt':
      return { fate: 'corrupted', data: turned(data, fault.byte), times: 1 }
  }
}

/** The same bytes but for one, of which every bit is turned. */
function turned(data: Uint8Array, byte: number): Uint8Array {
  const at = Math.min(byte, data.length - 1)
  return data.map((value, index) => (index === at ? value ^ everyBit : value))
}

const everyBit = 0xff
