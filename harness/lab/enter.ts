import { writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { innerScript, outerScript } from './network-script.ts'
import {
  hostsFile,
  networkArguments,
  usualPrivateNetwork,
  type PrivateNetwork,
} from './private-network.ts'

/** A command with its arguments. */
export type CommandLine = readonly [file: string, ...args: string[]]

/**
 * The command that runs `inner` in a private network, with process and host names of its own.
 * An ordinary user gets there through a user namespace; root needs none, and keeps the right to
 * read everybody's submissions. `folder` takes the file of host names.
 */
export function inPrivateNetwork(
  inner: CommandLine,
  folder: string,
  network: PrivateNetwork = usualPrivateNetwork,
): CommandLine {
  const hosts = join(folder, 'hosts')
  writeFileSync(hosts, hostsFile(network))
  const user = process.getuid?.() === 0 ? [] : ['--user', '--map-root-user']
  return [
    'unshare',
    ...user,
    '--net',
    'sh',
    '-c',
    outerScript,
    'sh',
    innerScript,
    'sh',
    hosts,
    ...networkArguments(network),
    ...inner,
  ]
}
