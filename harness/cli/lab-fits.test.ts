import { describe, expect, test } from 'vitest'
import { Assignment } from '../assignment/schema.ts'
import { hasIpv6 } from '../lab/has-ipv6.ts'
import { mayBind } from '../lab/low-ports.ts'
import type { LabLevel } from '../lab/probe.ts'
import { UsageError } from '../lib/errors.ts'
import { assertLabFits } from './lab-fits.ts'

const levels = {
  lab: { kind: 'lab' },
  net: { kind: 'net', because: undefined },
  plain: { kind: 'plain', because: 'no \u001B namespaces' },
  clock: { kind: 'clock', because: undefined },
} as const satisfies Record<string, LabLevel>

/** What is said of an assignment with this network and port; nothing when it may be run. */
function objection(level: LabLevel, network: object, port = 9000): string | undefined {
  const assignment = Assignment.parse({
    id: 'sample',
    title: { en: 'Sample', es: 'Ejemplo' },
    program: { role: 'server', entry: ['server'], port: { given: 'fixed', port } },
    framing: { kind: 'lines' },
    network,
    checks: [
      {
        id: 'comes',
        points: 1,
        requirement: { en: 'It MUST.', es: 'DEBE.' },
        scenario: [{ kind: 'connect', peer: 'ana' }],
      },
    ],
  })
  try {
    assertLabFits(assignment, level)
    return undefined
  } catch (error) {
    if (!(error instanceof UsageError)) throw error
    return error.message
  }
}

describe('without a private network', () => {
  test.each([
    [{ addresses: ['10.0.0.2'] }, 'network.addresses'],
    [{ hosts: { www: '127.0.0.2' } }, 'network.hosts'],
    [{ ownName: '127.0.0.1' }, 'network.ownName'],
    [{ addresses: ['10.0.0.2'], hosts: { www: '10.0.0.2' } }, 'network.addresses, network.hosts'],
  ])('%o cannot be had', (network, names) => {
    expect(objection(levels.plain, network)).toBe(
      `the assignment asks for a network of its own (${names}), and there is none here (no \\u{1b} namespaces); nobody could be graded fairly; use lab "net" on Linux, "npx enchufe doctor" tells what is missing`,
    )
    expect(objection(levels.clock, network)).toContain(`(${names}), and there is none here;`)
    expect(objection(levels.net, network)).toBe(undefined)
  })

  test('an assignment that asks for nothing may be run', () => {
    for (const level of Object.values(levels)) expect(objection(level, {})).toBe(undefined)
  })

  test('a low port only for whoever may bind it', () => {
    expect(objection(levels.net, {}, 80)).toBe(undefined)
    expect(objection(levels.clock, {}, 80)).toBe(undefined)
    const says = objection(levels.plain, {}, 80)
    expect(says?.includes("the assignment's port 80 is below 1024") ?? 'fine').toBe(
      mayBind(80) ? 'fine' : true,
    )
  })

  test('IPv6 only where there is some', () => {
    const says = objection(levels.plain, { family: 'ipv6' })
    expect(says?.includes('the assignment is about IPv6') ?? 'fine').toBe(
      hasIpv6(true) ? 'fine' : true,
    )
    expect(objection(levels.clock, { family: 'ipv6' })).toBe(undefined)
  })
})
