import getPort, { clearLockedPorts, portNumbers } from 'get-port'
import type { ProgramRule } from '../assignment/schema.ts'
import { transportOf, type Transport } from '../assignment/transport.ts'
import { commandLine, listProcessIds, socketOwners } from '../kernel/processes.ts'
import { readTcpRows } from '../kernel/read-tcp.ts'
import { readUdpRows } from '../kernel/read-udp.ts'
import type { SocketRow } from '../kernel/socket-row.ts'
import type { TcpRow } from '../kernel/tcp-table.ts'
import { bounds } from '../lib/bounds.ts'
import { pollUntil, type WaitBounds } from '../lib/poll.ts'

/** What decides over a program's port. */
type Chosen = Pick<ProgramRule, 'role' | 'port'>

/**
 * The port that a program is told, or that is written in it; 0 when it may choose. `alone`: nobody
 * else uses this network, so that a port which is in no table is free.
 */
export async function choosePort({ role, port: rule }: Chosen, alone: boolean): Promise<number> {
  switch (rule.given) {
    case 'fixed':
      return rule.port
    case 'announced':
    case 'discovered':
      return 0
    case 'argument':
    case 'environment':
    case 'file':
    case 'stdin':
      return alone ? firstUnused(transportOf(role)) : anyUnused()
    default:
      return rule satisfies never
  }
}

const { programPortMin, programPortMax, peerPortMin } = bounds
const portsBetweenProcesses = 97

/**
 * Another one each time, and others than another process takes: closed connections keep a port for a
 * minute, which nobody sees who binds it with SO_REUSEADDR, as the package does, and a program that
 * does not would fail on. That the package looks at TCP alone does not matter to it.
 */
async function anyUnused(): Promise<number> {
  const used = new Set(readUdpRows().map(({ localPort }) => localPort))
  turn = (turn + 1) % programPortsCount
  return getPort({ port: portsFrom(programPortMin + turn), exclude: used })
}

const programPortsCount = programPortMax - programPortMin + 1
let turn = (process.pid * portsBetweenProcesses) % programPortsCount

function* portsFrom(first: number): Generator<number> {
  yield* portNumbers(first, programPortMax)
  yield* portNumbers(programPortMin, first)
}

function firstUnused(transport: Transport): number {
  const used = new Set(rowsOver(transport).map(({ localPort }) => localPort))
  let port: number = programPortMin
  while (used.has(port)) port += 1
  return port
}

function rowsOver(transport: Transport): readonly SocketRow[] {
  return transport === 'udp' ? readUdpRows() : readTcpRows()
}

/**
 * Where listeners cannot be seen, a port is tried before the program starts, by binding it: it may
 * be held by another program, or by closed connections of an earlier run.
 */
export async function isBindable(port: number): Promise<boolean> {
  clearLockedPorts()
  return (await getPort({ port })) === port
}

/**
 * In a network of our own the peers' ports are the same in every trial, so that reports are too;
 * unless an earlier trial left a connection behind.
 */
export function firstPeerPort(transport: Transport = 'tcp'): number {
  const used = rowsOver(transport)
    .map(({ localPort }) => localPort)
    .filter((port) => port >= peerPortMin && port < programPortMin)
  return Math.max(peerPortMin - 1, ...used) + 1
}

/** The command line of whoever listens on a port of this machine, or undefined when it is free. */
export function portHolder(port: number, transport: Transport = 'tcp'): string | undefined {
  const rows = transport === 'udp' ? readUdpRows() : readTcpRows().filter(isListener)
  const row = rows.find(({ localPort }) => localPort === port)
  if (row === undefined) return undefined
  const owner = socketOwners(listProcessIds()).get(row.inode)
  return owner === undefined ? "another user's program" : `${commandLine(owner)} (${owner})`
}

function isListener({ state }: TcpRow): boolean {
  return state === 'listen'
}

/** Whether closed connections still keep a port (TIME_WAIT): a program without SO_REUSEADDR fails. */
export function portLingers(port: number): boolean {
  return readTcpRows().some(({ state, localPort }) => state === 'time-wait' && localPort === port)
}

/** Waits until no closed connection keeps the port any more. */
export async function waitUntilFree(port: number, wait: WaitBounds): Promise<void> {
  await pollUntil(() => !portLingers(port), wait)
}
