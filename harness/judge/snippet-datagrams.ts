import { homeOf, type Family } from '../assignment/network.ts'
import type { DatagramStep, Step } from '../assignment/step.ts'
import { bounds } from '../lib/bounds.ts'
import { pythonBytes } from './python-bytes.ts'
import { pythonName } from './python-name.ts'

const { pythonBytesShown: shownBytes } = bounds

type Scene = {
  readonly role: 'server' | 'client'
  readonly family: Family
  readonly steps: readonly Step[]
}

/**
 * A function of Python that prints the next datagram that comes to a peer. It waits for longer than a
 * program waits before it sends again.
 */
export const showDatagram = [
  'def show(name, peer):',
  '    peer.settimeout(3)',
  '    try:',
  '        data, sender = peer.recvfrom(65536)',
  `        print(name, len(data), "bytes", data[:${shownBytes}], "from", sender)`,
  '    except OSError as error:',
  '        print(name, error)',
] as const

/** The line that shows what comes to a peer. */
export function showNext(peer: string): string {
  return `show("${peer}", ${pythonName(peer)})`
}

/**
 * The lines of one step of datagrams; undefined for a relay, which Python alone is not. The first peer
 * of a client is where that sends, and answers to where that came from.
 */
export function datagramLines(
  { role, family, steps }: Scene,
  step: DatagramStep,
  number: number,
): readonly string[] | undefined {
  const name = pythonName(step.peer)
  const isFirst = !steps.slice(0, number).some(({ kind }) => kind === step.kind)
  if (step.kind === 'relay') return undefined
  if (step.kind === 'open') {
    const socket = `${name} = socket.socket(${families[family]}, socket.SOCK_DGRAM)`
    const isHome = role === 'client' && isFirst
    return isHome ? [socket, `${name}.bind(("${homeOf[family]}", port))`] : [socket]
  }
  if (step.kind === 'sendDatagram') {
    const to = role === 'server' ? `("${homeOf[family]}", port)` : 'program'
    return [`${name}.sendto(${pythonBytes(step.data)}, ${to})`]
  }
  return role === 'client' && isFirst ? firstLines(step.peer) : [showNext(step.peer)]
}

/** A client program may be started as late as one likes. */
function firstLines(peer: string): readonly string[] {
  return [
    `data, program = ${pythonName(peer)}.recvfrom(65536)`,
    `print("${peer}", len(data), "bytes", data[:${shownBytes}], "from", program)`,
  ]
}

const families: Readonly<Record<Family, string>> = {
  ipv4: 'socket.AF_INET',
  ipv6: 'socket.AF_INET6',
}
