/** An address with a port; one of IPv6 has colons of its own (RFC 3986, 3.2.2). */
export function endpointText(address: string, port: number): string {
  return address.includes(':') ? `[${address}]:${port}` : `${address}:${port}`
}
