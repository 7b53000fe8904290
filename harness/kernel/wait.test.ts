import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import { findSystemCall } from './system-calls.ts'
import { decodeWait, type Wait } from './wait.ts'

/** A time as it lies in memory. */
function time(seconds: bigint, fraction: bigint): Uint8Array {
  const view = new DataView(new ArrayBuffer(16))
  view.setBigInt64(0, seconds, true)
  view.setBigInt64(8, fraction, true)
  return new Uint8Array(view.buffer)
}

const twoAndAHalf = time(2n, 500_000_000n)
const never = { kind: 'never' } as const
const within = { kind: 'within', ms: 2500 } as const
const at = { kind: 'at', monotonicMs: 2500 } as const
const unknown = { kind: 'unknown' } as const
const nowhere: Wait = { call: 'unknown', wakes: unknown }

/**
 * Lines of C programs on x86-64 (Linux 6.18); what they mean; and the number of the same call on
 * arm64, where it has one. Wherever a line points to a time, 2.5 seconds are stored.
 */
const recorded: readonly (readonly [line: string, arm64: number | undefined, wait: Wait])[] = [
  [
    '0 0x4 0x55fdc0dd00e0 0xa 0x0 0x0 0x7ffc4e5b6b18 0x7ffc4e5b47c8 0x7fae62dcf829',
    63,
    { call: 'read', descriptor: 4, bytesMax: 10, wakes: never },
  ],
  [
    '19 0x4 0x7ffe660bd330 0x1 0x0 0x0 0x7ffe660bd4d8 0x7ffe660bb188 0x7f8636bc6829',
    65,
    { call: 'read', descriptor: 4, wakes: never },
  ],
  [
    '1 0x5 0x556c2f4040e0 0x100000 0x0 0x0 0x7fff6000cd58 0x7fff6000aa08 0x7f80a2a5a829',
    64,
    { call: 'write', descriptor: 5, wakes: never },
  ],
  [
    '20 0x5 0x7ffe2943c300 0x1 0x0 0x0 0x7ffe2943c4b8 0x7ffe2943a168 0x7f92cd090829',
    66,
    { call: 'write', descriptor: 5, wakes: never },
  ],
  [
    '45 0x6 0x55899870f0e0 0xa 0x0 0x0 0x0 0x7ffcd369d798 0x7fd49f5a5829',
    207,
    { call: 'recv', descriptor: 6, bytesMax: 10, wakes: never },
  ],
  [
    '47 0x6 0x7ffc2b9c82c0 0x0 0x0 0x0 0x7ffc2b9c84b8 0x7ffc2b9c6168 0x7fe2b0fc2829',
    212,
    { call: 'recv', descriptor: 6, wakes: never },
  ],
  [
    '299 0x6 0x7ffce95a91e0 0x1 0x0 0x7ffce95a92f0 0x7ffce95a9458 0x7ffce95a7108 0x7f110572b829',
    243,
    { call: 'recv', descriptor: 6, wakes: within },
  ],
  [
    '44 0x6 0x561b0997a0e0 0x100000 0x0 0x0 0x0 0x7ffc999a9098 0x7f326f647829',
    206,
    { call: 'send', descriptor: 6, wakes: never },
  ],
  [
    '46 0x6 0x7fffcc074c80 0x0 0x0 0x0 0x7fffcc074eb8 0x7fffcc072b68 0x7f009dc1e829',
    211,
    { call: 'send', descriptor: 6, wakes: never },
  ],
  [
    '307 0x6 0x7ffe9e947c40 0x1 0x0 0x0 0x7ffe9e947ef8 0x7ffe9e945ba8 0x7f9169542829',
    269,
    { call: 'send', descriptor: 6, wakes: never },
  ],
  [
    '40 0x6 0xc 0x0 0x100000 0x0 0x7ffe17825588 0x7ffe17823238 0x7f00d8806829',
    71,
    { call: 'send', descriptor: 6, wakes: never },
  ],
  [
    '43 0xb 0x0 0x0 0x0 0x0 0x7ffdd91c5808 0x7ffdd91c34b8 0x7fe4812a8829',
    202,
    { call: 'accept', descriptor: 11, wakes: never },
  ],
  [
    '288 0xb 0x0 0x0 0x0 0x0 0x7ffebf8d1208 0x7ffebf8ceeb8 0x7f784fd9c829',
    242,
    { call: 'accept', descriptor: 11, wakes: never },
  ],
  [
    '42 0xe 0x7ffcffe363b0 0x10 0x0 0x7ffcffe386d8 0x7ffcffe386d8 0x7ffcffe36388 0x7fad85fbc829',
    203,
    { call: 'connect', descriptor: 14, wakes: unknown },
  ],
  [
    '7 0x0 0x0 0x9c4 0x0 0x0 0x7ffdd4c7aa38 0x7ffdd4c786e8 0x7f81cbd5e829',
    undefined,
    { call: 'poll', wakes: within },
  ],
  [
    '7 0x0 0x0 0xffffffff 0x0 0x0 0x7ffd905e8058 0x7ffd905e5d08 0x7fc15d140829',
    undefined,
    { call: 'poll', wakes: never },
  ],
  [
    '271 0x0 0x0 0x7ffea7215080 0x0 0x0 0x7ffea72151e8 0x7ffea7212e98 0x7f20562fc829',
    73,
    { call: 'poll', wakes: within },
  ],
  [
    '271 0x0 0x0 0x0 0x0 0x0 0x7fffba5db6c8 0x7fffba5d9378 0x7f2f1d156829',
    73,
    { call: 'poll', wakes: never },
  ],
  [
    // A timeval: 2 seconds and 500,000,000 microseconds.
    '23 0x0 0x0 0x0 0x0 0x7ffcb5a3da50 0x7ffcb5a3dbd8 0x7ffcb5a3b888 0x7fdb9f7fa829',
    undefined,
    { call: 'select', wakes: { kind: 'within', ms: 502_000 } },
  ],
  [
    '23 0x0 0x0 0x0 0x0 0x0 0x7ffcbb58fee8 0x7ffcbb58db98 0x7fc58b58d829',
    undefined,
    { call: 'select', wakes: never },
  ],
  [
    '270 0x0 0x0 0x0 0x0 0x7ffc1d6cf510 0x0 0x7ffc1d6cd318 0x7f3941abb829',
    72,
    { call: 'select', wakes: within },
  ],
  [
    '270 0x0 0x0 0x0 0x0 0x0 0x0 0x7ffc0fd1b848 0x7f3883113829',
    72,
    { call: 'select', wakes: never },
  ],
  [
    '232 0x3 0x7ffd4d05f420 0x4 0x9c4 0x0 0x7ffd4d05f7a8 0x7ffd4d05d458 0x7f9884963829',
    undefined,
    { call: 'epoll_wait', descriptor: 3, wakes: within },
  ],
  [
    '232 0x3 0x7ffe810055f0 0x4 0xffffffff 0x0 0x7ffe81005978 0x7ffe81003628 0x7f6c05e0a829',
    undefined,
    { call: 'epoll_wait', descriptor: 3, wakes: never },
  ],
  [
    '281 0x3 0x7fff4d94faa0 0x4 0x9c4 0x0 0x8 0x7fff4d94dac8 0x7f061f24a829',
    22,
    { call: 'epoll_wait', descriptor: 3, wakes: within },
  ],
  [
    // Node 24, idle.
    '281 0x9 0x7fb4ec219cf0 0x400 0xffffffff 0x0 0x8 0x7fb4ec218f90 0x7fb4ec326cae',
    22,
    { call: 'epoll_wait', descriptor: 9, wakes: never },
  ],
  [
    '441 0x3 0x7fffade0f8e0 0x4 0x7fffade0fb00 0x0 0x8 0x7fffade0d908 0x7fbac1e1b829',
    441,
    { call: 'epoll_wait', descriptor: 3, wakes: within },
  ],
  [
    '441 0x3 0x7ffedb4cef00 0x4 0x0 0x0 0x8 0x7ffedb4ccf28 0x7fbdd82fa829',
    441,
    { call: 'epoll_wait', descriptor: 3, wakes: never },
  ],
  [
    // FUTEX_WAIT for a duration.
    '202 0x7fff820cd10c 0x0 0x0 0x7fff820cd270 0x0 0x0 0x7fff820cb078 0x7f7b1849d829',
    98,
    { call: 'futex', wakes: within },
  ],
  [
    '202 0x7ffc8a9e31dc 0x80 0x0 0x0 0x0 0x0 0x7ffc8a9e1148 0x7f4ed0407829',
    98,
    { call: 'futex', wakes: never },
  ],
  [
    // FUTEX_WAIT_BITSET until a moment.
    '202 0x7fffe3e0448c 0x89 0x0 0x7fffe3e045c0 0x0 0xffffffffffffffff 0x7fffe3e023f8 0x7fef098ae829',
    98,
    { call: 'futex', wakes: at },
  ],
  [
    '202 0x7ffc0107bf4c 0x189 0x0 0x0 0x0 0xffffffffffffffff 0x7ffc01079eb8 0x7f1e3434e829',
    98,
    { call: 'futex', wakes: never },
  ],
  [
    // The same with FUTEX_CLOCK_REALTIME.
    '202 0x7ffccd535ddc 0x189 0x0 0x7ffccd535d10 0x0 0xffffffffffffffff 0x7ffccd533d48 0x7f3ff7bcf829',
    98,
    { call: 'futex', wakes: unknown },
  ],
  [
    '455 0x7fffbb2e359c 0x0 0xffffffff 0x82 0x7fffbb2e36d0 0x1 0x7fffbb2e1508 0x7fb75a862829',
    455,
    { call: 'futex', wakes: at },
  ],
  [
    '455 0x7ffc9763be7c 0x0 0xffffffff 0x82 0x0 0x0 0x7ffc97639de8 0x7f7e9845e829',
    455,
    { call: 'futex', wakes: never },
  ],
  [
    '455 0x7ffd6c23c65c 0x0 0xffffffff 0x82 0x7ffd6c23c590 0x0 0x7ffd6c23a5c8 0x7f9b0a26c829',
    455,
    { call: 'futex', wakes: unknown },
  ],
  [
    '34 0x55ecc7591156 0x55ecc7591156 0x0 0x0 0x0 0x7ffe21a6ae88 0x7ffe21a68b38 0x7f8a8bb7a829',
    undefined,
    { call: 'pause', wakes: never },
  ],
  [
    '130 0x7ffcfad7dce0 0x8 0x0 0x0 0x0 0x7ffcfad7e038 0x7ffcfad7bce8 0x7ffbbed1e829',
    133,
    { call: 'pause', wakes: never },
  ],
  [
    '128 0x7ffd9141c5e0 0x0 0x7ffd9141c7d0 0x8 0x0 0x7ffd9141c938 0x7ffd9141a5e8 0x7f65fc2f5829',
    137,
    { call: 'sigwait', wakes: within },
  ],
  [
    '128 0x7ffe122fa940 0x0 0x0 0x8 0x0 0x7ffe122fac98 0x7ffe122f8948 0x7fea237b5829',
    137,
    { call: 'sigwait', wakes: never },
  ],
  [
    '35 0x7ffdcdfa9400 0x0 0x0 0x0 0x0 0x7ffdcdfa9568 0x7ffdcdfa7218 0x7f12ac408829',
    101,
    { call: 'sleep', wakes: within },
  ],
  [
    '230 0x0 0x0 0x7ffe103d7170 0x0 0x0 0x7ffe103d72d8 0x7ffe103d4f88 0x7f4f3d80d829',
    115,
    { call: 'sleep', wakes: within },
  ],
  [
    '230 0x1 0x0 0x7fffe9eb4420 0x0 0x0 0x7fffe9eb4588 0x7fffe9eb2238 0x7fe336702829',
    115,
    { call: 'sleep', wakes: within },
  ],
  [
    '230 0x1 0x1 0x7fff7abdb650 0x0 0x0 0x7fff7abdb7e8 0x7fff7abd9498 0x7fbc36e22829',
    115,
    { call: 'sleep', wakes: at },
  ],
  [
    // Until a moment of CLOCK_REALTIME.
    '230 0x0 0x1 0x7ffe7630aa40 0x0 0x0 0x7ffe7630add8 0x7ffe76308a88 0x7f4b4339d829',
    115,
    { call: 'sleep', wakes: unknown },
  ],
  [
    // For a duration of CLOCK_PROCESS_CPUTIME_ID.
    '230 0x2 0x0 0x7ffff64c3db0 0x0 0x0 0x7ffff64c3f18 0x7ffff64c1bc8 0x7f3212486829',
    115,
    { call: 'sleep', wakes: unknown },
  ],
  [
    '61 0xffffffff 0x0 0x0 0x0 0x0 0x7ffdb2526f38 0x7ffdb2524be8 0x7f9a71ddf829',
    260,
    { call: 'wait', wakes: never },
  ],
  [
    '247 0x0 0x0 0x0 0x4 0x0 0x7fffed972078 0x7fffed96fd28 0x7f38976c8829',
    95,
    { call: 'wait', wakes: never },
  ],
  [
    '73 0xd 0x2 0x7ff46f75e897 0x0 0x0 0x7ffde5a25348 0x7ffde5a22ff8 0x7ff46f767829',
    32,
    { call: 'lock', descriptor: 13, wakes: unknown },
  ],
  [
    // F_SETLKW.
    '72 0xd 0x7 0x7fff3440fb80 0x0 0x0 0x7fff3440ff38 0x7fff3440dbe8 0x7f6c399e0829',
    25,
    { call: 'lock', descriptor: 13, wakes: unknown },
  ],
  [
    // F_OFD_SETLKW.
    '72 0xd 0x26 0x7fffc6380bb0 0x0 0x0 0x7fffc6380f68 0x7fffc637ec18 0x7f4627780829',
    25,
    { call: 'lock', descriptor: 13, wakes: unknown },
  ],
  [
    '70 0x4 0x7ffd1a224300 0xa 0x0 0x0 0x7ffd1a226608 0x7ffd1a2242b8 0x7f2d483df829',
    188,
    { call: 'ipc', wakes: never },
  ],
  [
    '69 0x5 0x7fff6e928af0 0x1f40 0x0 0x7fff6e92adf8 0x7fff6e92adf8 0x7fff6e928aa8 0x7f68619fd829',
    189,
    { call: 'ipc', wakes: never },
  ],
  [
    '65 0x6 0x7ffc65c8841a 0x1 0x0 0x0 0x7ffc65c8a728 0x7ffc65c883d8 0x7f626d210829',
    193,
    { call: 'ipc', wakes: never },
  ],
  [
    '220 0x7 0x7ffd9cadc61a 0x1 0x7ffd9cade7c0 0x0 0x7ffd9cade928 0x7ffd9cadc5d8 0x7f420f5f0829',
    192,
    { call: 'ipc', wakes: within },
  ],
  [
    '220 0x8 0x7ffcb7ec07aa 0x1 0x0 0x0 0x7ffcb7ec2ab8 0x7ffcb7ec0768 0x7f964880f829',
    192,
    { call: 'ipc', wakes: never },
  ],
]

const numberOf = (line: string) => Number(line.split(' ')[0])
const onArm64 = recorded.flatMap(([line, number, wait]) =>
  number === undefined ? [] : [[line.replace(/^\d+/, String(number)), wait] as const],
)

describe('every call', () => {
  test.each(recorded)('on x86-64: %s', (line, _, wait) => {
    expect(decodeWait(`${line}\n`, 'x64', () => twoAndAHalf)).toEqual(wait)
  })

  test.each(onArm64)('on arm64: %s', (line, wait) => {
    expect(decodeWait(`${line}\n`, 'arm64', () => twoAndAHalf)).toEqual(wait)
  })

  test.each([
    ['x64', recorded.map(([line]) => numberOf(line))],
    ['arm64', onArm64.map(([line]) => numberOf(line))],
  ])('of the table for %s is among them', (arch, numbers) => {
    const known = Array.from({ length: 600 }, (_, number) => number).filter(
      (number) => findSystemCall(arch, number) !== undefined,
    )
    expect(known).toEqual([...new Set(numbers)].toSorted((left, right) => left - right))
  })
})

describe('a limit in memory', () => {
  const sleep = '230 0x1 0x0 0x7fffe9eb4420 0x0 0x0 0x7fffe9eb4588 0x7fffe9eb2238 0x7fe336702829'

  test('is read where the call points to', () => {
    const asked: unknown[] = []
    decodeWait(sleep, 'x64', (...where) => {
      asked.push(where)
      return undefined
    })
    expect(asked).toEqual([[0x7fffe9eb4420n, 16]])
  })

  test.each([
    ['nothing', undefined],
    ['too little', new Uint8Array(8)],
    ['negative seconds', time(-1n, 0n)],
    ['negative nanoseconds', time(1n, -1n)],
    ['a whole second of nanoseconds', time(1n, 1_000_000_000n)],
    ['more seconds than are exact in milliseconds', time(2n ** 62n, 0n)],
  ])('that is %s is unknown', (_, bytes) => {
    expect(decodeWait(sleep, 'x64', () => bytes)).toEqual({ call: 'sleep', wakes: unknown })
  })

  test('is unknown where memory is not read', () => {
    expect(decodeWait(sleep, 'x64')).toEqual({ call: 'sleep', wakes: unknown })
  })

  test('may be in the middle of an array', () => {
    const memory = new Uint8Array([...Array.from<number>({ length: 24 }).fill(7), ...twoAndAHalf])
    expect(decodeWait(sleep, 'x64', () => memory.subarray(24)).wakes).toEqual(within)
  })
})

test.each([
  ['', 'x64'],
  ['running\n', 'x64'],
  ['-1 0x7ffe21a68b38 0x7f8a8bb7a829\n', 'x64'],
  // Cut off.
  ['45 0x6 0x55899870f0e0 0xa 0x0', 'x64'],
  // restart_syscall, io_uring_enter and the pause of a processor that is not known.
  ['219 0x0 0x0 0x0 0x0 0x0 0x0 0x7ffcd369d798 0x7fd49f5a5829', 'x64'],
  ['426 0x4 0x0 0x1 0x1 0x0 0x0 0x7ffcd369d798 0x7fd49f5a5829', 'x64'],
  ['34 0x0 0x0 0x0 0x0 0x0 0x0 0x7ffcd369d798 0x7fd49f5a5829', 'riscv64'],
  ['34 0x0 0x0 0x0 0x0 0x0 0x0 0x7ffcd369d798 0x7fd49f5a5829', 'arm64'],
  // Number 0 of a program of 32 bits is restart_syscall.
  ['0 0x4 0x5655a008 0xa 0x0 0x0 0x0 0xffd369d8 0xf7f5a582', 'x64'],
  // F_SETLK, which does not wait.
  ['72 0xd 0x6 0x7fff3440fb80 0x0 0x0 0x7fff3440ff38 0x7fff3440dbe8 0x7f6c399e0829', 'x64'],
])('nothing is known of "%s" on %s', (text, arch) => {
  expect(decodeWait(text, arch, () => twoAndAHalf)).toEqual(nowhere)
})

test.each([
  // FUTEX_LOCK_PI, and FUTEX_WAIT with FUTEX_CLOCK_REALTIME.
  '202 0x7ffc8a9e31dc 0x86 0x0 0x0 0x0 0x0 0x7ffc8a9e1148 0x7f4ed0407829',
  '202 0x7ffc8a9e31dc 0x180 0x0 0x0 0x0 0x0 0x7ffc8a9e1148 0x7f4ed0407829',
  '202 0x7ffc8a9e31dc 0x8b 0x0 0x0 0x0 0x0 0x7ffc8a9e1148 0x7f4ed0407829',
])('a futex operation of which nothing is known: %s', (line) => {
  expect(decodeWait(line, 'x64')).toEqual({ call: 'futex', wakes: unknown })
})

test('an int is in the lower half of a register', () => {
  const line = '7 0x0 0x0 0xdeadbeef000009c4 0x0 0x0 0x0 0x7ffdd4c786e8 0x7f81cbd5e829'
  expect(decodeWait(line, 'x64')).toEqual({ call: 'poll', wakes: within })
})

describe('no text whatsoever throws', () => {
  const arch = fc.oneof(fc.constantFrom('x64', 'arm64', 'constructor', '__proto__'), fc.string())
  const hex = fc.bigInt({ min: 0n, max: 2n ** 64n - 1n }).map((value) => `0x${value.toString(16)}`)
  const line = fc
    .tuple(fc.integer({ min: -1, max: 600 }), fc.array(hex, { minLength: 6, maxLength: 9 }))
    .map(([number, registers]) => [number, ...registers].join(' '))
  const bytes = fc.option(fc.uint8Array({ minLength: 15, maxLength: 17 }), { nil: undefined })

  test.each([
    ['of any letters', fc.string({ unit: 'binary' })],
    ['of the right form', line],
  ])('%s', (_, texts) => {
    fc.assert(
      fc.property(texts, arch, bytes, (text, processor, memory) => {
        const { wakes } = decodeWait(text, processor, () => memory)
        const told =
          wakes.kind === 'within' ? wakes.ms : 'monotonicMs' in wakes && wakes.monotonicMs
        expect(told === false || (Number.isFinite(told) && told >= 0)).toBe(true)
      }),
      { numRuns: 2000 },
    )
  })
})
