import { bounds } from '../lib/bounds.ts'
import { toInt } from './timeout.ts'

/** Where the memory of a program has the descriptors for which a call waits. */
export type Watch = {
  readonly layout: 'pollfds' | 'set'
  readonly addresses: readonly bigint[]
  /** How many elements, or how many bits. */
  readonly count: number
}

/** Finds them among the six arguments of a call; nothing where it has none. */
export type WatchRule = (args: readonly bigint[]) => Watch | undefined

/** poll(2): an array, and how many elements it has. */
export const pollfds: WatchRule = ([array, count]) => watch('pollfds', [array!], toInt(count!))

/** select(2): how many bits, and what is to be read, written and looked after for exceptions. */
export const sets: WatchRule = ([count, ...rest]) => watch('set', rest.slice(0, 3), toInt(count!))

function watch(layout: Watch['layout'], all: readonly bigint[], count: number) {
  const addresses = all.filter((address) => address !== 0n)
  const fits = addresses.length > 0 && count > 0 && count <= bounds.watchedMax
  return fits ? { layout, addresses, count } : undefined
}

/** struct pollfd: the descriptor in 4 bytes, what is asked and what was found in 2 each. */
const pollfdBytes = 8
/** A set is made of whole words (fd_set in sys/select.h). */
const wordBytes = 8
const byteBits = 8

/** The descriptors, as the program's memory has them; none where it cannot be read. */
export function watchedBy(
  { layout, addresses, count }: Watch,
  readMemory: (address: bigint, size: number) => Uint8Array | undefined,
): readonly number[] {
  const size =
    layout === 'pollfds'
      ? count * pollfdBytes
      : Math.ceil(count / (byteBits * wordBytes)) * wordBytes
  const found = addresses.flatMap((address) => {
    const bytes = readMemory(address, size)
    if (bytes === undefined) return []
    return layout === 'pollfds' ? inArray(bytes) : inSet(bytes, count)
  })
  return [...new Set(found)]
}

/** A negative one is to be passed over (poll(2)). */
function inArray(bytes: Uint8Array): readonly number[] {
  const view = new DataView(bytes.buffer, bytes.byteOffset, bytes.byteLength)
  return Array.from({ length: bytes.length / pollfdBytes }, (_, index) =>
    view.getInt32(index * pollfdBytes, true),
  ).filter((descriptor) => descriptor >= 0)
}

function inSet(bytes: Uint8Array, count: number): readonly number[] {
  const isIn = (bit: number) => (bytes[Math.floor(bit / byteBits)]! >> (bit % byteBits)) & 1
  return Array.from({ length: count }, (_, bit) => bit).filter((bit) => isIn(bit) === 1)
}
