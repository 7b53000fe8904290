import { expect, test } from 'vitest'
import { gradeTexts, type Sampled } from './test-grade.ts'

/** What became of each check of each program: `pass`, or the cause of its failure. */
function outcomes(graded: ReadonlyMap<string, Sampled>) {
  return Object.fromEntries(
    [...graded].map(([name, { report }]) => [
      name,
      report.checks.map(({ verdict, cause, because, detail }) => {
        return verdict === 'pass' ? verdict : (cause ?? detail ?? because)
      }),
    ]),
  )
}

/** A server that says where its client came to, and ends. */
const server = (family: string, address: string, port = 'int(sys.argv[1])') => `
import socket, sys
s = socket.socket(socket.${family})
s.bind((${address}, ${port}))
s.listen()
c, _ = s.accept()
c.sendall(('you came to ' + c.getsockname()[0] + chr(10)).encode())
c.close()
`
const comesTo = (address: string) => [
  { kind: 'connect', peer: 'ana' },
  { kind: 'expect', peer: 'ana', expected: `you came to ${address}\n` },
  { kind: 'expectClose', peer: 'ana' },
]
const byArgument = { role: 'server', port: { given: 'argument' } }

test('a server may bind an extra address, by number or by name', async () => {
  const graded = await gradeTexts({
    program: byArgument,
    network: {
      addresses: ['10.0.0.2', 'fd00::2'],
      hosts: { 'www.example.org': '10.0.0.2', 'six.example.org': 'fd00::2' },
    },
    checks: { comes: { scenario: comesTo('10.0.0.2') } },
    texts: {
      'number.py': server('AF_INET', '"10.0.0.2"'),
      'name.py': server('AF_INET', '"www.example.org"'),
      'six.py': server('AF_INET6', '"six.example.org"'),
      'other.py': server('AF_INET', '"10.0.0.3"'),
    },
  })
  expect(outcomes(graded)).toEqual({
    'number.py': ['pass'],
    'name.py': ['pass'],
    'six.py': ['listens-elsewhere'],
    'other.py': ['did-not-start'],
  })
})

test("the machine's own name resolves to the address that the assignment gives it", async () => {
  const texts = { 'own.py': server('AF_INET', 'socket.gethostname()') }
  const outcome = async (network: object, address: string) => {
    const checks = { comes: { scenario: comesTo(address) } }
    return outcomes(await gradeTexts({ program: byArgument, network, checks, texts }))
  }
  expect(await outcome({}, '127.0.0.1')).toEqual({ 'own.py': ['pass'] })
  expect(await outcome({ ownName: '127.0.1.1' }, '127.0.1.1')).toEqual({ 'own.py': ['pass'] })
})

test('ordinary users may have a port below 1024 where the assignment asks for one', async () => {
  const says = (port: number, start: string) => ({
    program: { role: 'server', port: { given: 'fixed', port } },
    checks: {
      says: {
        scenario: [{ kind: 'expectOutput', expected: { kind: 'contains', data: `[${start}]` } }],
      },
    },
    texts: {
      'server.py': `
import socket
print('[' + open('/proc/sys/net/ipv4/ip_unprivileged_port_start').read().strip() + ']', flush=True)
socket.create_server(('', ${port})).accept()
`,
    },
  })
  expect(outcomes(await gradeTexts(says(80, '0')))).toEqual({ 'server.py': ['pass'] })
  expect(outcomes(await gradeTexts(says(8080, '1024')))).toEqual({ 'server.py': ['pass'] })
})

test('a server is driven over IPv6 where the assignment is about that', async () => {
  const graded = await gradeTexts({
    program: byArgument,
    network: { family: 'ipv6', addresses: ['fd00::2'] },
    checks: {
      comes: { scenario: comesTo('::1'), lenses: ['whole', 'slow-reader'] },
      elsewhere: { scenario: comesTo('fd00::2') },
    },
    texts: {
      'any.py': server('AF_INET6', '"::"'),
      'home.py': server('AF_INET6', '"::1"'),
      'own.py': server('AF_INET6', 'socket.gethostname()'),
      'extra.py': server('AF_INET6', '"fd00::2"'),
      'four.py': server('AF_INET', '"127.0.0.1"'),
    },
  })
  expect(outcomes(graded)).toEqual({
    'any.py': ['pass', 'wrong-bytes'],
    'home.py': ['pass', 'wrong-bytes'],
    'own.py': ['pass', 'wrong-bytes'],
    'extra.py': ['wrong-bytes', 'pass'],
    'four.py': ['listens-elsewhere', 'listens-elsewhere'],
  })
  const { failure } = graded.get('four.py')!.report.checks[0]!
  expect(failure?.explanation.en).toContain('of an IPv6 address')
  const events = graded.get('extra.py')!.transcripts[0]!.plays[0]!.events
  const connecting = events.find(({ kind }) => kind === 'connecting')
  expect(connecting).toMatchObject({ to: '[fd00::2]:21000' })
})

test('without that a server of IPv6 alone is not driven', async () => {
  const graded = await gradeTexts({
    program: byArgument,
    checks: { comes: { scenario: comesTo('::ffff:127.0.0.1') } },
    texts: {
      'any.py': server('AF_INET6', '"::"'),
      'home.py': server('AF_INET6', '"::1"'),
    },
  })
  expect(outcomes(graded)).toEqual({ 'any.py': ['pass'], 'home.py': ['listens-elsewhere'] })
})

test('a client of IPv6 finds us there and nowhere else; it may be given a name', async () => {
  const client = (family: string, host: string) => `
import socket, sys
s = socket.socket(socket.${family})
s.connect((${host}, int(sys.argv[2])))
s.sendall(b'hola' + bytes([10]))
`
  const graded = await gradeTexts({
    program: { role: 'client', port: { given: 'argument', args: ['{host}', '{port}'] } },
    network: {
      family: 'ipv6',
      addresses: ['fd00::2'],
      hosts: { 'www.example.org': 'fd00::2' },
    },
    checks: {
      comes: {
        scenario: [
          { kind: 'listen' },
          { kind: 'accept', peer: 'ana' },
          { kind: 'expect', peer: 'ana', expected: 'hola\n' },
        ],
      },
    },
    texts: {
      'given.py': client('AF_INET6', 'sys.argv[1]'),
      'own.py': client('AF_INET6', 'socket.gethostname()'),
      'name.py': client('AF_INET6', '"www.example.org"'),
      'four.py': client('AF_INET', '"127.0.0.1"'),
    },
  })
  expect(outcomes(graded)).toEqual({
    'given.py': ['pass'],
    'own.py': ['pass'],
    'name.py': ['pass'],
    'four.py': ['crashed'],
  })
})
