import { socketInodes } from './descriptors.ts'
import { readTcpRows } from './read-tcp.ts'
import { readUdpRows } from './read-udp.ts'

/**
 * How many sockets some processes have together that serve nothing any more: those of connections to
 * these ports of peers that have gone, and those that are in no table because the kernel has nothing
 * to do for them. One that listens, waits for datagrams or is connected elsewhere is no such socket.
 */
export function looseSockets(pids: readonly number[], gone: ReadonlySet<number>): number {
  const inUse = [
    ...readTcpRows().filter(({ remotePort }) => !gone.has(remotePort)),
    ...readUdpRows(),
  ]
  const serving = new Set(inUse.map(({ inode }) => inode))
  return [...socketInodes(pids)].filter((inode) => !serving.has(inode)).length
}
