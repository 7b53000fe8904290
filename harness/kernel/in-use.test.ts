import { createServer, type Server } from 'node:net'
import { once } from 'node:events'
import { execa } from 'execa'
import { expect, onTestFinished, test } from 'vitest'
import { parseInUse } from './in-use.ts'
import { readTcpRows } from './read-tcp.ts'

const quiet = `sockets: used 43
TCP: inuse 0 orphan 0 tw 0 alloc 1 mem 303
UDP: inuse 0 mem 0
UDPLITE: inuse 0
RAW: inuse 0
FRAG: inuse 0 memory 0
TCP6: inuse 0
UDP6: inuse 0
UDPLITE6: inuse 0
RAW6: inuse 0
FRAG6: inuse 0 memory 0
`

test.each([
  ['nothing', quiet, ['tcp', 'tcp6', 'udp', 'udp6']],
  [
    'a listener',
    quiet.replace('TCP: inuse 0', 'TCP: inuse 1').replace('used 43', 'used 0'),
    ['tcp6', 'udp', 'udp6'],
  ],
  ['ten of IPv6', quiet.replace('TCP6: inuse 0', 'TCP6: inuse 10'), ['tcp', 'udp', 'udp6']],
  ['TIME_WAIT, of either family', quiet.replace('tw 0', 'tw 20'), ['udp', 'udp6']],
  ['UDP', quiet.replace('UDP: inuse 0', 'UDP: inuse 2'), ['tcp', 'tcp6', 'udp6']],
  ['UDP over IPv6', quiet.replace('UDP6: inuse 0', 'UDP6: inuse 2'), ['tcp', 'tcp6', 'udp']],
  ['no IPv6 here', quiet.slice(0, quiet.indexOf('TCP6')), ['tcp', 'udp']],
  ['nothing told', '', []],
] as const)('%s', (_name, text, empty) => {
  expect([...parseInUse(text)].toSorted()).toEqual(empty)
})

const nowhere = process.platform !== 'linux'

test('what is there is seen, also where a table is longer than a page', async (context) => {
  context.skip(nowhere, 'no /proc here')
  const servers: Server[] = []
  for (const host of Array.from({ length: 60 }, (_, index) =>
    index % 2 === 0 ? '127.0.0.1' : '::1',
  )) {
    const server = createServer()
    servers.push(server.listen(0, host))
    onTestFinished(() => void server.close())
    await once(server, 'listening')
  }
  const ports = servers.map((server) => {
    const address = server.address()
    return typeof address === 'object' ? address?.port : undefined
  })
  const listening = new Set(readTcpRows().map(({ localPort }) => localPort))
  expect(ports.filter((port) => port === undefined || !listening.has(port))).toEqual([])
})

/** Tells the tables that are empty, before there is a socket, and as sockets come and go. */
const script = `
import { createServer, createConnection } from 'node:net'
import { createSocket } from 'node:dgram'
import { once } from 'node:events'
const { emptyTables } = await import(process.argv[1])
const { readTcpRows } = await import(process.argv[1].replace('in-use', 'read-tcp'))
const { readUdpRows } = await import(process.argv[1].replace('in-use', 'read-udp'))
const tell = () => console.log([...emptyTables()].join(' '), readTcpRows().length, readUdpRows().length)
tell()
const server = createServer().listen(0, '127.0.0.1')
await once(server, 'listening')
tell()
const client = createConnection(server.address().port, '127.0.0.1')
const [conn] = await once(server, 'connection')
tell()
client.on('close', () => undefined).end()
conn.resume().end()
await Promise.all([once(client, 'close'), once(conn, 'close')])
server.close()
await once(server, 'close')
tell()
const udp = createSocket('udp4').bind(0, '127.0.0.1')
await once(udp, 'listening')
tell()
udp.close()
`

test('in a network of its own every socket counts, one in TIME_WAIT too', async (context) => {
  context.skip(nowhere, 'no /proc here')
  const module = new URL('in-use.ts', import.meta.url).href
  const command = `ip link set lo up && exec "$0" --input-type=module -e "$1" "$2"`
  const run = await execa(
    'unshare',
    ['--user', '--map-root-user', '--net', 'sh', '-c', command, process.execPath, script, module],
    { reject: false },
  )
  context.skip(run.exitCode !== 0 && /not permitted/.test(run.stderr), 'no namespaces here')
  expect(run.stdout.split('\n')).toEqual([
    'tcp tcp6 udp udp6 0 0',
    'tcp6 udp udp6 1 0',
    'tcp6 udp udp6 3 0',
    'udp udp6 1 0',
    'udp6 1 1',
  ])
})
