import { expect, test } from 'vitest'
import { Network, usualNetwork } from './network.ts'
import { networkProblems } from './network-references.ts'
import { findReferenceProblems } from './references.ts'
import { Assignment } from './schema.ts'

/** Where a network is wrong, and what of it. */
function problems(network: unknown): readonly string[] {
  const parsed = Network.safeParse(network)
  if (!parsed.success) {
    return parsed.error.issues.map(({ path, message }) => `${path.join('.')} ${message}`)
  }
  return networkProblems(parsed.data).map(({ path, text }) => `${path.join('.')}: ${text.en}`)
}

test('an assignment that says nothing gets the usual network', () => {
  expect(Network.parse({})).toEqual(usualNetwork)
  expect(usualNetwork).toEqual({ family: 'ipv4', addresses: [], hosts: {} })
})

test('addresses, names for them, and one for the own name', () => {
  const network = {
    family: 'ipv6',
    addresses: ['10.0.0.2', 'fd00::0002'],
    hosts: { 'www.example.org': '10.0.0.2', 'MAIL-1': 'FD00:0::2', six: '::1', x1: '127.3.2.1' },
    ownName: '127.0.1.1',
  }
  expect(problems(network)).toEqual([])
  // IPv6 addresses are kept in one form, and are read again as they are written.
  const parsed = Network.parse(network)
  expect(parsed.addresses).toEqual(['10.0.0.2', 'fd00::2'])
  expect(parsed.hosts['MAIL-1']).toBe('fd00::2')
  expect(Network.parse(parsed)).toEqual(parsed)
})

const address = 'should be an IPv4 or IPv6 address, such as 10.0.0.2 or fd00::2'

test.each(['10.0.0.300', '10.0.0', '010.0.0.1', 'fe80::1%lo', '::ffff:10.0.0.2', 'host', ''])(
  '"%s" is no address',
  (text) => {
    expect(problems({ addresses: [text] })).toEqual([`addresses.0 ${address}`])
    expect(problems({ ownName: text })).toEqual([`ownName ${address}`])
    expect(problems({ hosts: { a: text } })).toEqual([`hosts.a ${address}`])
  },
)

test.each(['a_b', '-a', 'a-', 'a..b', '.a', 'a.', 'ñandú', 'a b', '10.0.0.2', '7', 'a.7', ''])(
  '"%s" is no host name',
  (name) => {
    expect(problems({ hosts: { [name]: '127.0.0.1' } })).toHaveLength(1)
  },
)

test('too many of anything', () => {
  const many = Array.from({ length: 65 }, (_, index) => index)
  expect(problems({ addresses: many.map((index) => `10.0.0.${index}`) })).toHaveLength(1)
  const hosts = Object.fromEntries(many.map((index) => [`a${index}`, '127.0.0.1']))
  expect(problems({ hosts })).toEqual(['hosts should have at most 64 host names'])
})

test.each([
  ['127.0.0.5', '127.0.0.5 is there anyway, only others should be listed'],
  ['::1', '::1 is there anyway, only others should be listed'],
  ...['0.0.0.0', '224.0.0.1', '255.255.255.255', '::', 'fe80::1', 'ff02::1'].map((text) => [
    text,
    `${text} is no address that a machine can have for itself, it should be one like 10.0.0.2 or fd00::2`,
  ]),
])('%s cannot be an extra address', (text, says) => {
  expect(problems({ addresses: [text] })).toEqual([`network.addresses.0: ${says}`])
})

test('an address that stands twice, in whatever form', () => {
  expect(problems({ addresses: ['fd00::2', '10.0.0.2', 'fd00:0::2'] })).toEqual([
    'network.addresses.2: fd00::2 is in the list twice, once is enough',
  ])
})

test('a name for localhost, or for an address of somebody else', () => {
  const hosts = { localhost: '127.0.0.1', 'a.Localhost': '::1', www: '10.0.0.3', far: '8.8.8.8' }
  expect(problems({ addresses: ['10.0.0.2'], hosts })).toEqual([
    'network.hosts.localhost: "localhost" always means the machine itself, it should be another name',
    'network.hosts.a.Localhost: "a.Localhost" always means the machine itself, it should be another name',
    'network.hosts.www: it is 10.0.0.3, which is no address of this network, did you mean 10.0.0.2?',
    'network.hosts.far: it is 8.8.8.8, which is no address of this network; it should be in 127.0.0.0/8, ::1, or one of "addresses" (10.0.0.2)',
  ])
  expect(problems({ ownName: '10.0.0.2' })).toEqual([
    'network.ownName: it is 10.0.0.2, which is no address of this network; it should be in 127.0.0.0/8, ::1, or one of "addresses"',
  ])
})

test('an assignment is told of them', () => {
  const assignment = Assignment.parse({
    id: 'sample',
    title: { en: 'Sample', es: 'Ejemplo' },
    program: { role: 'server', entry: ['server'], port: { given: 'fixed', port: 80 } },
    framing: { kind: 'lines' },
    network: { ownName: '8.8.8.8' },
    checks: [
      {
        id: 'comes',
        points: 1,
        requirement: { en: 'It MUST.', es: 'DEBE.' },
        scenario: [{ kind: 'connect', peer: 'ana' }],
      },
    ],
  })
  expect(findReferenceProblems(assignment).map(({ path }) => path.join('.'))).toEqual([
    'network.ownName',
  ])
})
