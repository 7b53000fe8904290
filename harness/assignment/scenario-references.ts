import { didYouMean } from '../lib/did-you-mean.ts'
import * as say from '../messages/references.ts'
import { relayedTwice } from '../messages/relay-references.ts'
import type { Text } from '../messages/text.ts'
import type { Problem } from './problem.ts'
import type { ProgramRule } from './schema.ts'
import { peersOf, type Step } from './step.ts'
import { sideOf, transportOf, type Transport } from './transport.ts'

/** What cannot be played in a scenario; paths begin at the number of the step. */
export function findScenarioProblems(
  steps: readonly Step[],
  role: ProgramRule['role'],
): readonly Problem[] {
  const before: Before = {
    peers: new Set(),
    ended: new Set(),
    relays: new Set(),
    kinds: [],
  }
  const problems = steps.flatMap((step, index) => {
    const found = [
      ...roleProblems(step, role),
      ...peerProblems(step, before, introducedIn(steps)),
      ...orderProblems(step, before),
    ].map(({ key, text }): Problem => ({ path: key === undefined ? [index] : [index, key], text }))
    remember(step, before)
    return found
  })
  return [...problems, ...signOfLife(steps), ...neverThawed(steps)]
}

/** What earlier steps have done. */
type Before = {
  readonly peers: Set<string>
  readonly ended: Set<string>
  /** Peers that have a relay before them. */
  readonly relays: Set<string>
  readonly kinds: Step['kind'][]
}

type Found = { readonly key?: string; readonly text: Text }

function introduces(step: Step): boolean {
  return introducers.has(step.kind)
}

const introducers: ReadonlySet<Step['kind']> = new Set([
  'connect',
  'connectTogether',
  'accept',
  'open',
])

function introducedIn(steps: readonly Step[]): readonly string[] {
  return steps.filter(introduces).flatMap(peersOf)
}

function remember(step: Step, before: Before): void {
  before.kinds.push(step.kind)
  if (introduces(step)) for (const peer of peersOf(step)) before.peers.add(peer)
  if (step.kind === 'relay') before.relays.add(step.peer)
  const ends = step.kind === 'close' || step.kind === 'drain' || step.kind === 'reset'
  if (ends) before.ended.add(step.peer)
}

const clientSteps: readonly Step['kind'][] = ['listen', 'accept', 'refuse']
const serverSteps: readonly Step['kind'][] = ['connect', 'connectTogether', 'restart']

/** Steps that make no sense over the other protocol. */
const foreign: Readonly<Record<Transport, ReadonlySet<Step['kind']>>> = {
  tcp: new Set(['open', 'relay', 'sendDatagram', 'expectDatagram']),
  udp: new Set([
    'connect',
    'connectTogether',
    'listen',
    'accept',
    'refuse',
    'send',
    'expect',
    'expectClose',
    'fence',
    'drain',
    'halfClose',
    'close',
    'reset',
    'expectNoLeak',
    'restart',
  ]),
}

function roleProblems(step: Step, role: ProgramRule['role']): readonly Found[] {
  const transport = transportOf(role)
  if (foreign[transport].has(step.kind)) {
    return [{ key: 'kind', text: say.otherTransport(step.kind, transport) }]
  }
  const side = sideOf(role)
  const others = side === 'server' ? clientSteps : serverSteps
  if (!others.includes(step.kind)) return []
  const text = step.kind === 'restart' ? say.restartOfClient : say.otherRole(step.kind, side)
  return [{ key: 'kind', text }]
}

function peerProblems(
  step: Step,
  { peers, ended, relays }: Before,
  known: readonly string[],
): readonly Found[] {
  const key = 'peers' in step ? 'peers' : 'peer'
  const names = peersOf(step)
  if (step.kind === 'relay' && relays.has(step.peer)) {
    return [{ key, text: relayedTwice(step.peer) }]
  }
  if (introduces(step)) {
    const twice = names.find((name, index) => peers.has(name) || names.indexOf(name) !== index)
    return twice === undefined ? [] : [{ key, text: say.connectsTwice(twice) }]
  }
  return names.flatMap((name) => {
    if (!peers.has(name)) {
      return [{ key, text: say.notConnected(step.kind, name, didYouMean(name, known)) }]
    }
    const moves =
      step.kind === 'send' ||
      step.kind === 'fence' ||
      step.kind === 'drain' ||
      step.kind === 'halfClose' ||
      step.kind === 'close' ||
      step.kind === 'reset'
    return moves && ended.has(name) ? [{ key, text: say.afterItsEnd(step.kind, name) }] : []
  })
}

function orderProblems(step: Step, { kinds }: Before): readonly Found[] {
  const text =
    step.kind === 'freeze' || step.kind === 'thaw'
      ? freezeProblem(step.kind, kinds)
      : listenProblem(step.kind, kinds)
  return text === undefined ? [] : [{ text }]
}

function freezeProblem(kind: 'freeze' | 'thaw', kinds: readonly Step['kind'][]): Text | undefined {
  const frozen = kinds.lastIndexOf('freeze') > kinds.findLastIndex(endsFreeze)
  if (kind === 'thaw') return frozen ? undefined : say.thawBeforeFreeze
  return frozen ? say.frozenTwice : undefined
}

/** A program that is started again is not frozen any more. */
function endsFreeze(kind: Step['kind']): boolean {
  return kind === 'thaw' || kind === 'restart'
}

function listenProblem(kind: Step['kind'], kinds: readonly Step['kind'][]): Text | undefined {
  const listens = kinds.includes('listen')
  if (kind === 'accept') return listens ? undefined : say.acceptBeforeListen
  if (kind === 'refuse') return listens ? say.refuseAndListen : undefined
  if (kind !== 'listen') return undefined
  if (kinds.includes('refuse')) return say.refuseAndListen
  return listens ? say.listensTwice : undefined
}

const signs: ReadonlySet<Step['kind']> = new Set([
  'expect',
  'expectDatagram',
  'fence',
  'expectOutput',
  'expectFile',
  'expectExit',
  'expectOtherOutput',
  'expectOtherExit',
])

/** A scenario that asks for an absence alone would be passed by a program that does nothing. */
function signOfLife(steps: readonly Step[]): readonly Problem[] {
  const silent = steps.findIndex(({ kind }) => kind === 'expectSilence')
  const alive = steps.some(({ kind }) => signs.has(kind))
  return silent < 0 || alive ? [] : [{ path: [silent], text: say.noSignOfLife }]
}

function neverThawed(steps: readonly Step[]): readonly Problem[] {
  const freeze = steps.findLastIndex(({ kind }) => kind === 'freeze')
  const thaw = steps.findLastIndex(({ kind }) => endsFreeze(kind))
  return freeze > thaw ? [{ path: [freeze], text: say.neverThawed }] : []
}
