import { didYouMean } from '../lib/did-you-mean.ts'
import { announcedFault } from './announced.ts'
import { expectedFileProblems, filesProblems } from './files-references.ts'
import * as say from '../messages/references.ts'
import { nothingBefore } from '../messages/captures.ts'
import { relayOfStreams } from '../messages/relay-references.ts'
import { afterExit, noScenarios } from '../messages/usage.ts'
import { formProblems } from './form-references.ts'
import { anythingProblems } from './anything-references.ts'
import { captureProblems } from './capture-references.ts'
import { namesUsedIn } from './captured.ts'
import { matcherProblems } from './matcher-references.ts'
import { messageProblems } from './message.ts'
import { usualNetwork } from './network.ts'
import { networkProblems } from './network-references.ts'
import { judgedProblems, otherProblems, otherStepProblems } from './other-references.ts'
import type { Path, Problem } from './problem.ts'
import { programOf } from './program-of.ts'
import { findScenarioProblems } from './scenario-references.ts'
import type { Assignment, Check } from './schema.ts'
import type { Step } from './step.ts'
import { terminalProblems } from './terminal-references.ts'
import { sideOf, transportOf } from './transport.ts'

/**
 * What is wrong between the parts of an assignment whose parts are right: ids that stand twice,
 * dependencies that are unknown or go round in a circle, steps that cannot be played.
 */
export function findReferenceProblems(assignment: Assignment): readonly Problem[] {
  const { checks, program } = assignment
  const ids = checks.map((check) => check.id)
  return [
    ...portProblems(program, ['program']),
    ...Object.entries(assignment.others ?? {}).flatMap(([name, other]) =>
      other.from === 'reference' ? [] : portProblems(other, ['others', name]),
    ),
    ...otherProblems(assignment),
    ...counterpartProblems(assignment),
    ...filesProblems(assignment.files),
    ...networkProblems(assignment.network ?? usualNetwork),
    ...checks.flatMap((check, index) => [
      ...duplicateId(ids, check, index),
      ...unknownAfter(ids, check, index),
      ...untested(check, index),
      ...judgedProblems(assignment, check, index),
    ]),
    ...cycles(checks),
    ...checks.flatMap((check, index) =>
      Object.entries(check.scenarios).flatMap(([name, steps]) =>
        [
          ...findScenarioProblems(steps, programOf(assignment, check).role),
          ...otherStepProblems(assignment, check, steps),
          ...tooLate(steps),
          ...messageProblems(steps),
          ...expectedFileProblems(steps),
          ...formProblems(steps),
          ...captureProblems(steps),
          ...anythingProblems(steps),
          ...matcherProblems(steps),
          ...terminalProblems(steps, programOf(assignment, check)),
        ].map(({ path, text }): Problem => ({
          path: ['checks', index, 'scenarios', name, ...path],
          text,
        })),
      ),
    ),
  ]
}

function counterpartProblems({ id, program, counterpart }: Assignment): readonly Problem[] {
  if (!counterpart) return []
  const { assignment, relay, stdin } = counterpart
  const found = [
    { key: 'assignment', text: assignment === id ? say.ownCounterpart : undefined },
    {
      key: 'relay',
      text: relay && transportOf(program.role) === 'tcp' ? relayOfStreams : undefined,
    },
    { key: 'stdin', text: namesUsedIn(stdin).length > 0 ? nothingBefore : undefined },
  ]
  return found.flatMap(({ key, text }) => (text ? [{ path: ['counterpart', key], text }] : []))
}

type Placed = Pick<Assignment['program'], 'role' | 'port'>

/** Port rules that the program at this path cannot have. */
function portProblems(program: Placed, path: Path): readonly Problem[] {
  const found = [...undiscoverable(program), ...unannounced(program)]
  return found.map(({ path: inside, text }) => ({ path: [...path, ...inside], text }))
}

/** Of a client nobody asks where it listens. */
function unannounced({ role, port }: Placed): readonly Problem[] {
  if (port.given !== 'announced') return []
  if (sideOf(role) === 'client') {
    return [{ path: ['port', 'given'], text: say.clientDiscovered('announced') }]
  }
  const text = announcedFault(port)
  return text ? [{ path: ['port', 'pattern'], text }] : []
}

/** Only a program that listens can be found by where it does; a UDP socket says not whether it is for peers. */
function undiscoverable({ role, port }: Placed): readonly Problem[] {
  if (port.given !== 'discovered' || role === 'server') return []
  const text = sideOf(role) === 'client' ? say.clientDiscovered('discovered') : say.udpDiscovered
  return [{ path: ['port', 'given'], text }]
}

function duplicateId(ids: readonly string[], check: Check, index: number): readonly Problem[] {
  if (ids.indexOf(check.id) === index) return []
  return [{ path: ['checks', index, 'id'], text: say.duplicateCheck(check.id) }]
}

function unknownAfter(ids: readonly string[], check: Check, index: number): readonly Problem[] {
  return check.after.flatMap((id, position) => {
    if (ids.includes(id)) return []
    const path: Path = ['checks', index, 'after', position]
    return [{ path, text: say.unknownAfter(id, didYouMean(id, ids), ids) }]
  })
}

/** A check without any scenario would be passed by every program. */
function untested({ scenarios }: Check, index: number): readonly Problem[] {
  if (Object.keys(scenarios).length > 0) return []
  return [{ path: ['checks', index, 'scenarios'], text: noScenarios }]
}

/** Every circle of dependencies once, told at the first check in it. */
function cycles(checks: readonly Check[]): readonly Problem[] {
  const seen = new Set<string>()
  return checks.flatMap((check, index) => {
    const cycle = cycleFrom(check.id, checks)
    if (!cycle || seen.has(check.id)) return []
    for (const id of cycle) seen.add(id)
    return [{ path: ['checks', index, 'after'], text: say.cycle([...cycle, check.id]) }]
  })
}

/** The way from a check back to itself along `after`, if there is one. */
function cycleFrom(start: string, checks: readonly Check[]): readonly string[] | undefined {
  const visited = new Set<string>()
  const search = (id: string, way: readonly string[]): readonly string[] | undefined => {
    for (const next of checks.find((check) => check.id === id)?.after ?? []) {
      if (next === start) return way
      if (visited.has(next)) continue
      visited.add(next)
      const found = search(next, [...way, next])
      if (found) return found
    }
    return undefined
  }
  return search(start, [start])
}

/** Steps that come when what they need is gone: the program, or a connection that its peer reset. */
function tooLate(steps: readonly Step[]): readonly Problem[] {
  return steps.flatMap((step, index): readonly Problem[] => {
    const before = steps.slice(0, index)
    if (!observing.has(step.kind)) {
      const life = before.slice(before.findLastIndex(({ kind }) => kind === 'restart') + 1)
      const ended = life.some(({ kind }) => kind === 'expectExit')
      return ended && step.kind !== 'restart'
        ? [{ path: [index, 'kind'], text: afterExit(step.kind) }]
        : []
    }
    const peer = 'peer' in step ? step.peer : undefined
    const isReset = before.some((earlier) => earlier.kind === 'reset' && earlier.peer === peer)
    if (peer === undefined || !isReset) return []
    return [{ path: [index, 'peer'], text: say.afterItsEnd(step.kind, peer) }]
  })
}

/** Steps that only look at what the program has left. */
const observing: ReadonlySet<Step['kind']> = new Set([
  'expect',
  'expectOutput',
  'expectFile',
  'expectSilence',
  'expectDatagram',
  'expectClose',
  'expectOtherOutput',
  'expectOtherExit',
])
