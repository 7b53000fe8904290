import { didYouMean } from '../lib/did-you-mean.ts'
import * as say from '../messages/network.ts'
import { isLoopback, isOfOneMachine, type Network } from './network.ts'
import type { Path, Problem } from './problem.ts'

/** What is wrong with a network whose parts are right by themselves; paths begin at `network`. */
export function networkProblems({ addresses, hosts, ownName }: Network): readonly Problem[] {
  const names = Object.entries(hosts)
  return [
    ...addresses.flatMap((address, index) => {
      const text = addressProblem(address, addresses.slice(0, index))
      return text === undefined ? [] : [{ path: ['network', 'addresses', index], text }]
    }),
    ...names.flatMap(([name]) =>
      isOfLocalhost(name) ? [{ path: ['network', 'hosts', name], text: say.localhost(name) }] : [],
    ),
    ...names.flatMap(([name, address]) => notOurs(address, addresses, ['network', 'hosts', name])),
    ...(ownName === undefined ? [] : notOurs(ownName, addresses, ['network', 'ownName'])),
  ]
}

function addressProblem(address: string, before: readonly string[]) {
  if (isLoopback(address)) return say.thereAnyway(address)
  if (!isOfOneMachine(address)) return say.ofNoMachine(address)
  return before.includes(address) ? say.addressTwice(address) : undefined
}

/** `localhost` and all below it mean this machine for every program (RFC 6761, 6.3). */
function isOfLocalhost(name: string): boolean {
  return /(?:^|\.)localhost$/i.test(name)
}

/** A name that led out of the private network would lead nowhere. */
function notOurs(address: string, addresses: readonly string[], path: Path): readonly Problem[] {
  if (isLoopback(address) || addresses.includes(address)) return []
  return [{ path, text: say.notOurAddress(address, didYouMean(address, addresses), addresses) }]
}
