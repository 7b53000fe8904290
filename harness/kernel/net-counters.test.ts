import { expect, test } from 'vitest'
import { parseNetCounters } from './net-counters.ts'

/** Linux 6.18, without the columns that nobody asks for. */
const recorded = `TcpExt: SyncookiesSent SyncookiesRecv EmbryonicRsts DelayedACKs ListenOverflows ListenDrops TCPHPHits TCPAbortOnData TCPAbortOnClose TCPAbortOnMemory 
TcpExt: 3 0 1 37 12 13 24 2 227 0
IpExt: InNoRoutes InTruncatedPkts ListenDrops
IpExt: 0 0 99
MPTcpExt: MPCapableSYNRX SyncookiesSent
MPTcpExt: 0 98
`

test('a recorded table', () => {
  expect(parseNetCounters(recorded)).toEqual({
    abortOnClose: 227,
    abortOnData: 2,
    listenOverflows: 12,
    listenDrops: 13,
    syncookiesSent: 3,
  })
})

test.each(['', 'TcpExt: TCPHPHits ListenDrops\nTcpExt: 24\n', 'TcpExt: ListenOverflows\n'])(
  'what is absent is 0: "%s"',
  (text) => {
    expect(parseNetCounters(text)).toEqual({
      abortOnClose: 0,
      abortOnData: 0,
      listenOverflows: 0,
      listenDrops: 0,
      syncookiesSent: 0,
    })
  },
)
