import type { Files } from '../assignment/files.ts'
import { familyOf, homeOf } from '../assignment/network.ts'
import { payloadBytes, type Payload } from '../assignment/payload.ts'
import type { ProgramRule } from '../assignment/schema.ts'
import { transportOf } from '../assignment/transport.ts'
import { openHistory } from '../drive/history.ts'
import { openRelaySocket, type RelayFaults } from '../drive/relay-socket.ts'
import { isWritten, readWritten } from '../drive/written-file.ts'
import { choosePort } from '../launch/port.ts'
import { waitUntilListening } from '../launch/ready.ts'
import type { Program } from '../launch/program.ts'
import { pollUntil } from '../lib/poll.ts'
import { hasPrivateNetwork } from '../lib/lab-kind.ts'
import * as say from '../messages/duet.ts'
import type { Text } from '../messages/text.ts'
import { launch } from './launch.ts'
import { prepare } from './prepare.ts'
import type { Built, Site } from './site.ts'

type Part = { readonly folder: string; readonly program: ProgramRule; readonly files: Files }

/** A server program and a client program that is run against it a number of times. */
export type Pair = {
  readonly server: Part
  readonly client: Part
  readonly times: number
  /** What the client reads on its standard input, which ends after it; absent where that stays open. */
  readonly stdin?: Payload | undefined
  /** What a relay between them does to their datagrams; absent where there is none. */
  readonly relay?: RelayFaults | undefined
  /** Files that the server must have written when the clients are done. */
  readonly written?: Files | undefined
}

/**
 * Runs a server program and, one after the other, `times` client programs against it, with no peer
 * of ours between them. Returns what went wrong, if anything did: every client must end with code 0.
 */
export async function playDuet(site: Site, pair: Pair): Promise<Text | undefined> {
  const written = Object.keys(pair.written ?? {})
  const server = await prepare(site, { ...pair.server, submission: pair.server.folder, written })
  const client = await prepare(site, {
    ...pair.client,
    submission: pair.client.folder,
    written: [],
  })
  if (server.kind === 'not-gradable') return server.reason
  if (client.kind === 'not-gradable') return client.reason
  try {
    if (server.kind !== 'built' || client.kind !== 'built') return say.doesNotBuild
    return await playBuilt(site, { server: server.built, client: client.built }, pair)
  } finally {
    await server.dispose()
    await client.dispose()
  }
}

async function playBuilt(
  site: Site,
  built: { readonly server: Built; readonly client: Built },
  { times, stdin, relay, written = {} }: Pair,
): Promise<Text | undefined> {
  const { limits } = site.config
  const { role, port: rule } = built.server.program
  const port = await choosePort(built.server.program, hasPrivateNetwork(site.lab))
  const { record } = openHistory()
  const family = familyOf(site.assignment)
  await using server = await launch(site, built.server, { name: 'duet-server', port, record })
  const bounds = { limitMs: limits.startMs, signal: site.signal }
  const ready = await waitUntilListening(
    server,
    { rule, port, family, transport: transportOf(role) },
    bounds,
  )
  if (ready.kind === 'not-listening') return say.serverDoesNotListen
  const place = { host: homeOf[family], port: ready.port, family }
  using between = relay && (await openRelaySocket(place, relay))
  for (let turn = 1; turn <= times; turn += 1) {
    const run = { name: `duet-client-${turn}`, port: between?.port ?? ready.port, record }
    await using client = await launch(site, built.client, run)
    // Nobody else is at its keyboard.
    client.write(stdin ? payloadBytes(stdin) : new Uint8Array(), 'end')
    const code = await exitCode(site, client)
    if (code !== 0) return say.clientFails(turn, code)
  }
  return await missingFile(site, server, written)
}

/** The first of some files that the server has not written as it should. */
async function missingFile(
  site: Site,
  { folder }: Program,
  files: Files,
): Promise<Text | undefined> {
  const bounds = { limitMs: site.config.limits.outputMs, signal: site.signal }
  for (const [path, payload] of Object.entries(files)) {
    const wanted = payloadBytes(payload)
    const isThere = () => {
      const written = readWritten(folder, path, wanted.length + 1)
      return written.there === 'file' && isWritten(written, wanted)
    }
    if ((await pollUntil(isThere, bounds)) !== 'met') return say.notWritten(path)
  }
  return undefined
}

async function exitCode(site: Site, program: Program): Promise<number | undefined> {
  const bounds = { limitMs: site.config.limits.exitMs, signal: site.signal }
  await pollUntil(() => program.exit() !== undefined, bounds)
  const exit = program.exit()
  return exit?.kind === 'code' ? exit.code : undefined
}
