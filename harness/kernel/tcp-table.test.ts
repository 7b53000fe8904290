import { expect, test } from 'vitest'
import { parseTcpTable } from './tcp-table.ts'

const header =
  '  sl  local_address rem_address   st tx_queue rx_queue tr tm->when retrnsmt   uid  timeout inode'

test('a recorded table of IPv4 sockets', () => {
  const table = `${header}
   0: 0101007F:2328 00000000:0000 0A 00000000:00000002 00:00000000 00000000  1000        0 15327 1 0000000012401406 100 0 0 10 0
   1: 0100007F:2328 0100007F:4E21 01 00000000:0000000D 00:00000000 00000000  1000        0 0 1 000000006cfcd862 20 4 30 10 -1
   2: 0100007F:4E21 0100007F:2328 05 00000001:00000000 00:00000000 00000000     0        0 15400 1 000000006cfcd862 20 4 30 10 -1
`
  expect(parseTcpTable(table, 'ipv4')).toEqual([
    {
      family: 'ipv4',
      localAddress: '127.0.1.1',
      localPort: 9000,
      remoteAddress: '0.0.0.0',
      remotePort: 0,
      state: 'listen',
      sendQueueBytes: 0,
      receiveQueue: 2,
      inode: 15327,
      timer: 'none',
    },
    expect.objectContaining({
      state: 'established',
      remotePort: 20_001,
      receiveQueue: 13,
      inode: 0,
    }),
    expect.objectContaining({ state: 'fin-wait-2', sendQueueBytes: 1, inode: 15400 }),
  ])
})

test('the timer of a socket', () => {
  const table = `${header}
   2: 0100007F:B533 0100007F:E200 01 00000000:0001F600 00:00000000 00000000     0        0 31456 1 000000000e0eab03 20 8 0 10 -1
   3: 0100007F:E200 0100007F:B533 01 0039B600:00000000 04:00000047 00000000     0        1 31455 2 000000003d53651d 20 0 0 16 -1
   3: 0100007F:EC32 0100007F:8353 01 0000000A:00000000 01:00000014 00000000     0        0 31741 2 00000000253c9f68 20 4 31 11 -1
   4: 0100007F:CB48 0100007F:B8E9 02 00000001:00000000 01:00000050 00000001     0        0 31460 2 00000000a912188d 100 0 0 1 -1
  53: 0100007F:9797 0100007F:C306 01 00000000:00000000 02:00001770 00000000     0        0 47879 2 00000000253c9f68 20 0 0 10 -1
  27: 0100007F:9797 0100007F:C310 06 00000000:00000000 03:00001770 00000000     0        0 0 3 00000000bc78198c
`
  const rows = parseTcpTable(table, 'ipv4')
  expect(rows.map(({ state, timer }) => `${state} ${timer}`)).toEqual([
    'established none',
    'established probe',
    'established retransmit',
    'syn-sent retransmit',
    'established other',
    'time-wait other',
  ])
  expect(rows[1]).toMatchObject({ sendQueueBytes: 3_782_144, receiveQueue: 0 })
})

test.each([
  ['00000000000000000000000000000000', '::'],
  ['00000000000000000000000001000000', '::1'],
  ['0000000000000000FFFF00000100007F', '127.0.0.1'],
  ['B80D0120000000000000000001000000', '2001:db8::1'],
  ['B80D0120000000000100000000000000', '2001:db8::1:0:0'],
  ['000080FE00000000FF005450FEFF0012', 'fe80::5054:ff:1200:fffe'],
  ['B80D0120010002000300040005000600', '2001:db8:2:1:4:3:6:5'],
])('the IPv6 address %s is %s', (hex, address) => {
  const table = `${header}\n 0: ${hex}:2328 ${'0'.repeat(32)}:0000 0A 00000000:00000000 00:00000000 00000000 0 0 7`
  expect(parseTcpTable(table, 'ipv6')[0]?.localAddress).toBe(address)
})

test('an empty table, and one that is cut off', () => {
  expect(parseTcpTable('', 'ipv4')).toEqual([])
  expect(parseTcpTable(`${header}\n   0: 0100007F:23`, 'ipv4')).toEqual([])
})
