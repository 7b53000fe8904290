import { expect, test } from 'vitest'
import { parseUdpTable } from './udp-table.ts'

const header =
  '   sl  local_address rem_address   st tx_queue rx_queue tr tm->when retrnsmt   uid  timeout inode ref pointer drops            '

test('a recorded table of IPv4 sockets', () => {
  const table = `${header}
 5389: 0100007F:B4FD 00000000:0000 07 00000000:00000680 00:00000000 00000000     0        0 31411 2 00000000df4433d7 8         
 9182: 0100007F:83CE 0100007F:B4FD 01 00000000:00000000 00:00000000 00000000     0        0 31412 2 00000000d9ad685e 0         
`
  expect(parseUdpTable(table, 'ipv4')).toEqual([
    {
      family: 'ipv4',
      localAddress: '127.0.0.1',
      localPort: 46_333,
      remoteAddress: '0.0.0.0',
      remotePort: 0,
      sendQueueBytes: 0,
      receiveQueueBytes: 1664,
      inode: 31_411,
      drops: 8,
    },
    {
      family: 'ipv4',
      localAddress: '127.0.0.1',
      localPort: 33_742,
      remoteAddress: '127.0.0.1',
      remotePort: 46_333,
      sendQueueBytes: 0,
      receiveQueueBytes: 0,
      inode: 31_412,
      drops: 0,
    },
  ])
})

test('a recorded table of IPv6 sockets', () => {
  const table = `  sl  local_address                         remote_address                        st tx_queue rx_queue tr tm->when retrnsmt   uid  timeout inode ref pointer drops
 1469: 0000000000000000FFFF00000100007F:E5AD 0000000000000000FFFF00000100007F:B4FD 01 00000000:00000000 00:00000000 00000000     0        0 31414 2 0000000034928b3f 0
 5742: 00000000000000000000000001000000:B65E 00000000000000000000000000000000:0000 07 00000000:00000000 00:00000000 00000000     0        0 31413 2 000000003e67812a 0
`
  expect(parseUdpTable(table, 'ipv6')).toEqual([
    expect.objectContaining({
      family: 'ipv6',
      localAddress: '127.0.0.1',
      remoteAddress: '127.0.0.1',
      remotePort: 46_333,
    }),
    expect.objectContaining({ localAddress: '::1', remoteAddress: '::', inode: 31_413, drops: 0 }),
  ])
})

test('an empty table, and one that is cut off', () => {
  expect(parseUdpTable('', 'ipv4')).toEqual([])
  expect(parseUdpTable(header, 'ipv4')).toEqual([])
  const row =
    ' 5389: 0100007F:B4FD 00000000:0000 07 00000000:00000680 00:00000000 00000000 0 0 31411'
  expect(parseUdpTable(`${header}\n${row}`, 'ipv4')).toEqual([])
})
