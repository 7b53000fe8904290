import { expect, test } from 'vitest'
import { findScenarioProblems } from './scenario-references.ts'
import { Step, type StepInput } from './step.ts'

const open: StepInput = { kind: 'open', peer: 'ana' }
const sends: StepInput = { kind: 'sendDatagram', peer: 'ana', data: 'x' }
const wants: StepInput = { kind: 'expectDatagram', peer: 'ana', expected: 'x' }
const silence: StepInput = { kind: 'expectSilence', peer: 'ana' }

function problems(role: 'server' | 'udp-server' | 'udp-client', steps: readonly StepInput[]) {
  const parsed = steps.map((step) => Step.parse(step))
  return findScenarioProblems(parsed, role).map(({ path, text }) => [path.join('.'), text.en])
}

test('a scenario of datagrams has no problem', () => {
  expect(problems('udp-server', [open, sends, wants, silence])).toEqual([])
  expect(problems('udp-client', [open, wants, sends])).toEqual([])
})

test('steps of the other protocol are told', () => {
  expect(problems('server', [open, wants]).map(([path]) => path)).toEqual(['0.kind', '1.kind'])
  expect(problems('udp-server', [{ kind: 'connect', peer: 'ana' }])).toEqual([
    [
      '0.kind',
      '"connect" is for programs of TCP, and this one uses UDP; use open, sendDatagram, expectDatagram and expectSilence',
    ],
  ])
})

test('a peer has one relay, after it has opened its socket', () => {
  const relay: StepInput = {
    kind: 'relay',
    peer: 'ana',
    toProgram: [{ kind: 'drop', datagram: 1 }],
  }
  expect(problems('udp-server', [open, relay, sends, wants])).toEqual([])
  expect(problems('udp-server', [relay]).map(([path]) => path)).toEqual(['0.peer'])
  expect(problems('server', [relay]).map(([path]) => path)).toEqual(['0.kind', '0.peer'])
  expect(problems('udp-server', [open, relay, relay, wants])).toEqual([
    ['2.peer', 'the peer "ana" has a relay already, which should have all the faults'],
  ])
})

test('a peer opens its socket first, and once', () => {
  expect(problems('udp-server', [sends]).map(([path]) => path)).toEqual(['0.peer'])
  expect(problems('udp-server', [open, open]).map(([path]) => path)).toEqual(['1.peer'])
})
