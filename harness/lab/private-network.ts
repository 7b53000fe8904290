import { labHostName } from './network-script.ts'

/** What a private network has besides the usual; whoever starts a worker in it says so. */
export type PrivateNetwork = {
  /** Addresses of IPv4 and IPv6 that the loopback interface has besides 127.0.0.0/8 and `::1`. */
  readonly addresses: readonly string[]
  /** More host names, each with its address. */
  readonly hosts: Readonly<Record<string, string>>
  /** The address of the machine's own host name. */
  readonly ownAddress: string
  /** Whether ordinary users may bind ports below 1024 too. */
  readonly lowPorts: boolean
  /** Whether IPv6 is to be switched on where the machine's settings switch it off. */
  readonly ipv6: boolean
}

/** The network of whoever asks for nothing. */
export const usualPrivateNetwork: PrivateNetwork = {
  addresses: [],
  hosts: {},
  ownAddress: '127.0.0.1',
  lowPorts: false,
  ipv6: false,
}

/** The file of host names in a private network (hosts(5)). */
export function hostsFile({ hosts, ownAddress }: PrivateNetwork): string {
  const own = [
    ['127.0.0.1', 'localhost'],
    ['::1', 'localhost ip6-localhost'],
    [ownAddress, labHostName],
  ] as const
  const others = Object.entries(hosts).map(([name, address]) => [address, name] as const)
  return [...own, ...others].map((line) => `${line.join(' ')}\n`).join('')
}

/** What the script of the network is given: `yes` or `no` twice, the addresses, and an end of them. */
export function networkArguments({ lowPorts, ipv6, addresses }: PrivateNetwork): readonly string[] {
  return [yesOrNo(lowPorts), yesOrNo(ipv6), ...addresses, '--']
}

function yesOrNo(is: boolean): string {
  return is ? 'yes' : 'no'
}
