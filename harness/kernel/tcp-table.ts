/**
 * One row of `/proc/net/tcp` or `/proc/net/tcp6`
 * (Linux, Documentation/networking/proc_net_tcp.rst). IPv4-mapped IPv6 addresses are given as IPv4.
 */
export type TcpRow = {
  readonly family: 'ipv4' | 'ipv6'
  readonly localAddress: string
  readonly localPort: number
  readonly remoteAddress: string
  readonly remotePort: number
  readonly state: TcpState
  /** Bytes sent and not yet acknowledged. */
  readonly sendQueueBytes: number
  /** Bytes received and not yet read; of a listening socket: connections not yet accepted. */
  readonly receiveQueue: number
  /** 0 while no process has the socket, such as a connection that was not yet accepted. */
  readonly inode: number
}

/** The states of include/net/tcp_states.h. */
const states = {
  '01': 'established',
  '02': 'syn-sent',
  '03': 'syn-received',
  '04': 'fin-wait-1',
  '05': 'fin-wait-2',
  '06': 'time-wait',
  '07': 'closed',
  '08': 'close-wait',
  '09': 'last-ack',
  '0A': 'listen',
  '0B': 'closing',
  '0C': 'syn-received',
} as const satisfies Record<string, string>

/** What a TCP socket is doing. */
type TcpState = (typeof states)[keyof typeof states]
const stateOf: Readonly<Record<string, TcpState>> = states

/** The rows of one table. */
export function parseTcpTable(table: string, family: TcpRow['family']): readonly TcpRow[] {
  return table
    .split('\n')
    .slice(1)
    .map((line) => line.trim().split(/\s+/))
    .filter((fields) => fields.length > inodeField)
    .map((fields) => parseRow(fields, family))
}

const inodeField = 9

function parseRow(fields: readonly string[], family: TcpRow['family']): TcpRow {
  const [localAddress, localPort] = parseEndpoint(fields[1]!)
  const [remoteAddress, remotePort] = parseEndpoint(fields[2]!)
  const [send, receive] = fields[4]!.split(':')
  return {
    family,
    localAddress,
    localPort,
    remoteAddress,
    remotePort,
    state: stateOf[fields[3]!] ?? 'closed',
    sendQueueBytes: Number.parseInt(send!, 16),
    receiveQueue: Number.parseInt(receive!, 16),
    inode: Number(fields[inodeField]),
  }
}

function parseEndpoint(field: string): readonly [address: string, port: number] {
  const [address, port] = field.split(':')
  return [parseAddress(address!), Number.parseInt(port!, 16)]
}

/** Addresses are 32-bit words in the machine's byte order, which is little-endian wherever we run. */
function parseAddress(hex: string): string {
  const words = hex.match(/.{8}/g) ?? []
  const bytes = words.flatMap((word) =>
    (word.match(/../g) ?? []).map((byte) => Number.parseInt(byte, 16)).toReversed(),
  )
  if (bytes.length === 4) return bytes.join('.')
  const mapped = bytes.slice(0, 10).every((byte) => byte === 0) && bytes[10] === 0xff
  return mapped ? bytes.slice(12).join('.') : compressIpv6(bytes)
}

/** The canonical text form of RFC 5952: the longest run of zero groups becomes `::`. */
function compressIpv6(bytes: readonly number[]): string {
  const groups = Array.from({ length: 8 }, (_, index) =>
    ((bytes[2 * index]! << 8) | bytes[2 * index + 1]!).toString(16),
  )
  const text = groups.join(':')
  const runs = [...text.matchAll(/\b0(?::0)+\b/g)]
  const longest = runs.toSorted(([left], [right]) => right.length - left.length)[0]
  if (longest === undefined) return text
  const before = text.slice(0, longest.index).replace(/:$/, '')
  return `${before}::${text.slice(longest.index + longest[0].length).replace(/^:/, '')}`
}
