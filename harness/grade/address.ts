import { homeOf, type Family } from '../assignment/network.ts'
import type { Listening } from '../transcript/event.ts'

type Listens = { readonly sockets: readonly Listening[]; readonly port: number }
type Address = { readonly host: string; readonly port: number }

/** Where peers reach a program that listens, over this version of IP, as the kernel shows it. */
export function addressOf({ sockets, port }: Listens, family: Family): Address {
  const mark = family === 'ipv4' ? '.' : ':'
  const own = sockets.find(
    ({ address, ...socket }) =>
      socket.port === port && address.includes(mark) && address !== anywhere[family],
  )
  return { host: own?.address ?? homeOf[family], port }
}

/** The address of a socket that is bound to none in particular. */
const anywhere: Readonly<Record<Family, string>> = { ipv4: '0.0.0.0', ipv6: '::' }

/** What events say of the version of IP: nothing where it is the usual one. */
export function told(family: Family): { readonly family?: 'ipv6' } {
  return family === 'ipv6' ? { family } : {}
}
