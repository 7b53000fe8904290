/**
 * An address and a port as the tables of sockets write them (tcp4_seq_show() and tcp6_seq_show() in
 * Linux): `0100007F:2328` is 127.0.0.1 and 9000. IPv4-mapped IPv6 addresses are given as IPv4.
 */
export function parseEndpoint(field: string): readonly [address: string, port: number] {
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
