import { mkdtemp, rm } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { execa } from 'execa'
import { expect, onTestFinished, test } from 'vitest'
import { inPrivateNetwork } from './enter.ts'
import { hostsFile, usualPrivateNetwork } from './private-network.ts'
import { tryPrivateNetwork } from './probe.ts'

test('the file of host names', () => {
  const hosts = { 'www.example.org': '10.0.0.2', six: 'fd00::2' }
  expect(hostsFile({ ...usualPrivateNetwork, hosts, ownAddress: '127.0.1.1' })).toBe(`\
127.0.0.1 localhost
::1 localhost ip6-localhost
127.0.1.1 enchufe
10.0.0.2 www.example.org
fd00::2 six
`)
})

test('addresses are there, with routes that acknowledge at once; a word of a shell is only a word', async (context) => {
  context.skip((await tryPrivateNetwork()) !== undefined, 'no private network here')
  const folder = await mkdtemp(join(tmpdir(), 'enchufe-network-'))
  onTestFinished(() => rm(folder, { recursive: true, force: true }))
  const addresses = ['10.0.0.2', 'fd00::2']
  const network = { ...usualPrivateNetwork, addresses, ipv6: true, lowPorts: true }
  const look = 'ip route show table local; ip -6 route show table local; echo "$1"'
  const [file, ...args] = inPrivateNetwork(['sh', '-c', look, 'sh', '$(id)'], folder, network)
  const { stdout } = await execa(file, args)
  const routes = stdout.split('\n').filter((line) => line.startsWith('local '))
  const slow = routes.filter((route) => !route.includes('quickack 1'))
  expect(slow).toEqual([])
  for (const address of [...addresses, '::1', '127.0.0.1']) {
    expect(routes.some((route) => route.startsWith(`local ${address} dev lo`))).toBe(true)
  }
  expect(stdout.split('\n').at(-1)).toBe('$(id)')
})
