import { describe, expect, test } from 'vitest'
import { findReferenceProblems } from './references.ts'
import { Assignment, Check, type AssignmentInput } from './schema.ts'
import type { StepInput } from './step.ts'

type CheckInput = AssignmentInput['checks'][number]
type Program = AssignmentInput['program']

const connect = (peer: string): StepInput => ({ kind: 'connect', peer })
const accept = (peer: string): StepInput => ({ kind: 'accept', peer })
const send = (peer: string): StepInput => ({ kind: 'send', peer, data: 'x' })
const hears = (peer: string): StepInput => ({ kind: 'expect', peer, expected: 'x' })
const silence = (peer: string): StepInput => ({ kind: 'expectSilence', peer })
const ends = (peer: string): StepInput => ({ kind: 'expectClose', peer })
const close = (peer: string): StepInput => ({ kind: 'close', peer })
const halfClose = (peer: string): StepInput => ({ kind: 'halfClose', peer })
const reset = (peer: string): StepInput => ({ kind: 'reset', peer })
const listen: StepInput = { kind: 'listen' }
const refuse: StepInput = { kind: 'refuse' }
const freeze: StepInput = { kind: 'freeze' }
const thaw: StepInput = { kind: 'thaw' }
const exits: StepInput = { kind: 'expectExit' }
const prints: StepInput = { kind: 'expectOutput', expected: 'x' }
const restart: StepInput = { kind: 'restart' }
const noLeak: StepInput = { kind: 'expectNoLeak' }

const check = (id: string, after: string[] = []): CheckInput => ({
  id,
  points: 1,
  requirement: { en: 'It MUST work.', es: 'DEBE funcionar.' },
  after,
  scenario: [connect('ana')],
})

/** The problems of an assignment with these parts: path, English, Spanish. */
function problems(parts: Partial<AssignmentInput>) {
  const assignment = Assignment.parse({
    id: 'sample',
    title: { en: 'Sample', es: 'Ejemplo' },
    program: { role: 'server', entry: ['server'], port: { given: 'fixed', port: 9000 } },
    framing: { kind: 'lines' },
    checks: [check('a')],
    ...parts,
  })
  return findReferenceProblems(assignment).map(
    ({ path, text }) => [path.join('.'), text.en, text.es] as const,
  )
}

describe('between checks', () => {
  test('dependencies that lead back to nothing are fine, in any order', () => {
    expect(problems({ checks: [check('c', ['b', 'a']), check('b', ['a']), check('a')] })).toEqual(
      [],
    )
  })

  test('an id that stands twice is told where it stands again', () => {
    expect(problems({ checks: [check('a'), check('b'), check('a')] })).toEqual([
      [
        'checks.2.id',
        'there are two checks "a", each should have an id of its own',
        'hay dos revisiones "a", cada una debería tener un id propio',
      ],
    ])
  })

  test('an unknown dependency, with what was meant or with what there is', () => {
    expect(problems({ checks: [check('greets'), check('b', ['greats', 'zzz\u001b'])] })).toEqual([
      [
        'checks.1.after.0',
        'there is no check "greats", did you mean "greets"?',
        'no hay una revisión "greats", ¿quisiste decir "greets"?',
      ],
      [
        'checks.1.after.1',
        'there is no check "zzz\\u{1b}", it should be one of greets, b',
        'no hay una revisión "zzz\\u{1b}", debería ser una de greets, b',
      ],
    ])
  })

  test('a circle is told once, with the way round', () => {
    const checks = [check('z', ['c']), check('a', ['b']), check('b', ['c']), check('c', ['z', 'a'])]
    expect(problems({ checks: [...checks, check('d', ['a'])] })).toEqual([
      [
        'checks.0.after',
        'the checks depend on each other in a circle: z → c → z; one of them should come first',
        'las revisiones dependen unas de otras en círculo: z → c → z; una debería ir primero',
      ],
      [
        'checks.1.after',
        'the checks depend on each other in a circle: a → b → c → a; one of them should come first',
        'las revisiones dependen unas de otras en círculo: a → b → c → a; una debería ir primero',
      ],
    ])
  })

  test('a check after itself is the smallest circle', () => {
    expect(problems({ checks: [check('a', ['a'])] })[0]?.[1]).toContain('in a circle: a → a;')
  })

  test('many roads that meet again are no circle, and are walked once', () => {
    const layers = Array.from({ length: 30 }, (_, layer) =>
      ['l', 'r'].map((side) =>
        check(`${side}${layer}`, layer === 0 ? [] : [`l${layer - 1}`, `r${layer - 1}`]),
      ),
    )
    expect(problems({ checks: layers.flat() })).toEqual([])
  })

  test('a check without any scenario tests nothing', () => {
    const { scenario: _, ...rest } = check('a')
    expect(problems({ checks: [{ ...rest, scenarios: {} }] })).toEqual([
      [
        'checks.0.scenarios',
        'there is no scenario in it, it should have at least one',
        'no tiene ningún escenario, debería tener al menos uno',
      ],
    ])
  })
})

test('a client is not discovered, and no assignment is its own other side', () => {
  const client: Program = { role: 'client', entry: ['client'], port: { given: 'discovered' } }
  const { scenario: _, ...rest } = check('a')
  const checks = [{ ...rest, scenario: [listen, accept('ana')] }]
  const found = problems({ program: client, counterpart: { assignment: 'sample' }, checks })
  expect(found).toEqual([
    [
      'program.port.given',
      'it is "discovered", which is for servers; a client should get its port by argument, environment or fixed',
      'es "discovered", que es para servidores; un cliente debería recibir su puerto por argument, environment o fixed',
    ],
    [
      'counterpart.assignment',
      'it is this assignment itself, it should be the one of the other side',
      'es esta misma tarea, debería ser la del otro lado',
    ],
  ])
})

/** The problems of one scenario; paths begin at the step. */
function inScenario(role: 'server' | 'client', scenario: StepInput[]) {
  const program: Program = { role, entry: [role], port: { given: 'fixed', port: 9000 } }
  return problems({ program, checks: [{ ...check('a'), scenario }] }).map(([path, en, es]) => {
    expect(path).toMatch(/^checks\.0\.scenarios\.main\./)
    return [path.replace('checks.0.scenarios.main.', ''), en, es]
  })
}

describe('a scenario for a server', () => {
  test.each<[string, StepInput[]]>([
    ['talks and looks', [connect('ana'), send('ana'), hears('ana'), silence('ana'), ends('ana')]],
    ['looks after a close', [connect('ana'), close('ana'), hears('ana'), ends('ana')]],
    ['goes on after a half close', [connect('ana'), halfClose('ana'), hears('ana'), close('ana')]],
    ['resets and takes another', [connect('ana'), reset('ana'), connect('beto'), hears('beto')]],
    ['freezes again', [freeze, connect('ana'), thaw, freeze, connect('beto'), thaw]],
    ['connects together', [{ kind: 'connectTogether', peers: ['ana', 'beto'] }, hears('beto')]],
    ['starts it again', [connect('ana'), restart, ends('ana'), connect('beto'), restart]],
    ['starts it again after its end', [connect('ana'), exits, restart, connect('beto'), exits]],
    ['starts it again frozen', [freeze, connect('ana'), restart, freeze, thaw]],
    ['looks after the exit', [connect('ana'), exits, hears('ana'), prints, ends('ana')]],
    ['asks for silence of a program that exits', [connect('ana'), exits, silence('ana')]],
    ['asks what is left of a peer that has gone', [connect('ana'), close('ana'), noLeak]],
  ])('that %s has no problem', (_, steps) => {
    expect(inScenario('server', steps)).toEqual([])
  })

  test.each<[string, StepInput[], string, string, string]>([
    [
      'a misspelt peer',
      [connect('ana'), send('anna')],
      '1.peer',
      '"send" uses the peer "anna", which has not connected yet, did you mean "ana"?',
      '"send" usa el par "anna", que aún no se ha conectado, ¿quisiste decir "ana"?',
    ],
    [
      'a peer before it connects',
      [send('ana'), connect('ana')],
      '0.peer',
      '"send" uses the peer "ana", which has not connected yet; it should connect (or be accepted) before',
      '"send" usa el par "ana", que aún no se ha conectado; debería conectarse (o ser aceptado) antes',
    ],
    [
      'a peer that connects twice',
      [connect('ana'), connect('ana')],
      '1.peer',
      'the peer "ana" is connected already, each connection should have a name of its own',
      'el par "ana" ya está conectado, cada conexión debería tener un nombre propio',
    ],
    [
      'a peer that connects together with itself',
      [{ kind: 'connectTogether', peers: ['ana', 'ana'] }],
      '0.peers',
      'the peer "ana" is connected already, each connection should have a name of its own',
      'el par "ana" ya está conectado, cada conexión debería tener un nombre propio',
    ],
    [
      'a step for clients',
      [connect('ana'), refuse],
      '1.kind',
      '"refuse" is for client programs, and this program is a server; use connect',
      '"refuse" es para programas cliente, y este programa es un servidor; usa connect',
    ],
    [
      'a peer that sends after its close',
      [connect('ana'), close('ana'), send('ana')],
      '2.peer',
      '"send" comes after the peer "ana" has closed or reset its connection, it should come before',
      '"send" viene después de que el par "ana" cerró o cortó su conexión, debería venir antes',
    ],
    [
      'a peer that still listens after its reset',
      [connect('ana'), connect('beto'), reset('ana'), hears('beto'), hears('ana')],
      '4.peer',
      '"expect" comes after the peer "ana" has closed or reset its connection, it should come before',
      '"expect" viene después de que el par "ana" cerró o cortó su conexión, debería venir antes',
    ],
    [
      'a thaw without a freeze',
      [connect('ana'), thaw],
      '1',
      '"thaw" comes without a "freeze" before it, there should be one',
      '"thaw" viene sin un "freeze" antes, debería haber uno',
    ],
    [
      'two freezes',
      [freeze, freeze, thaw],
      '1',
      'the program is frozen already, there should be a "thaw" before the next "freeze"',
      'el programa ya está congelado, debería haber un "thaw" antes del siguiente "freeze"',
    ],
    [
      'a freeze for ever',
      [freeze, thaw, freeze, connect('ana')],
      '2',
      'this "freeze" is never followed by a "thaw", the program should be let go on',
      'a este "freeze" nunca lo sigue un "thaw", habría que dejar seguir al programa',
    ],
    [
      'a thaw of one that was started again',
      [freeze, restart, thaw],
      '2',
      '"thaw" comes without a "freeze" before it, there should be one',
      '"thaw" viene sin un "freeze" antes, debería haber uno',
    ],
    [
      'a step after the second end',
      [connect('ana'), exits, restart, exits, connect('beto')],
      '4.kind',
      '"connect" comes after "expectExit", when the program has ended; only expect, expectOutput, expectSilence, expectClose and restart may follow it',
      '"connect" viene después de "expectExit", cuando el programa ya terminó; después solo pueden venir expect, expectOutput, expectSilence, expectClose y restart',
    ],
    [
      'silence alone',
      [connect('ana'), silence('ana'), ends('ana')],
      '1',
      'the scenario asks for silence alone, which a dead program gives too; it should also ask for a sign of life (expect, expectOutput or expectExit)',
      'el escenario solo pide silencio, que un programa muerto también da; debería pedir además una señal de vida (expect, expectOutput o expectExit)',
    ],
    [
      'a signal after the exit',
      [connect('ana'), exits, { kind: 'signal', signal: 'SIGTERM' }],
      '2.kind',
      '"signal" comes after "expectExit", when the program has ended; only expect, expectOutput, expectSilence, expectClose and restart may follow it',
      '"signal" viene después de "expectExit", cuando el programa ya terminó; después solo pueden venir expect, expectOutput, expectSilence, expectClose y restart',
    ],
    [
      'silence and nothing left, as of a program that does nothing',
      [connect('ana'), silence('ana'), close('ana'), noLeak],
      '1',
      'the scenario asks for silence alone, which a dead program gives too; it should also ask for a sign of life (expect, expectOutput or expectExit)',
      'el escenario solo pide silencio, que un programa muerto también da; debería pedir además una señal de vida (expect, expectOutput o expectExit)',
    ],
    [
      'a look at what is left after the exit',
      [connect('ana'), exits, noLeak],
      '2.kind',
      '"expectNoLeak" comes after "expectExit", when the program has ended; only expect, expectOutput, expectSilence, expectClose and restart may follow it',
      '"expectNoLeak" viene después de "expectExit", cuando el programa ya terminó; después solo pueden venir expect, expectOutput, expectSilence, expectClose y restart',
    ],
  ])('with %s', (_, steps, path, en, es) => {
    expect(inScenario('server', steps)).toEqual([[path, en, es]])
  })

  test('that has ended takes no more steps', () => {
    const late = [connect('beto'), send('ana'), halfClose('ana'), close('ana'), exits]
    const found = inScenario('server', [connect('ana'), exits, ...late, prints])
    expect(found.map(([path]) => path)).toEqual(['2.kind', '3.kind', '4.kind', '5.kind', '6.kind'])
  })
})

describe('a scenario for a client', () => {
  test.each<[string, StepInput[]]>([
    ['takes a connection', [listen, accept('ana'), send('ana'), close('ana'), exits, prints]],
    ['finds nobody', [refuse, exits]],
  ])('that %s has no problem', (_, steps) => {
    expect(inScenario('client', steps)).toEqual([])
  })

  test.each<[string, StepInput[], string, string, string]>([
    [
      'a connection that nobody waits for',
      [accept('ana')],
      '0',
      '"accept" comes before any "listen", there should be a "listen" first',
      '"accept" viene antes de todo "listen", debería haber un "listen" primero',
    ],
    [
      'both ways',
      [listen, refuse],
      '1',
      'the scenario has both "listen" and "refuse", it should have one of them',
      'el escenario tiene "listen" y también "refuse", debería tener uno de ellos',
    ],
    [
      'both ways, the other way round',
      [refuse, listen],
      '1',
      'the scenario has both "listen" and "refuse", it should have one of them',
      'el escenario tiene "listen" y también "refuse", debería tener uno de ellos',
    ],
    [
      'two listens',
      [listen, accept('ana'), listen],
      '2',
      'the scenario has "listen" twice, once is enough for any number of connections',
      'el escenario tiene "listen" dos veces, una basta para cualquier número de conexiones',
    ],
    [
      'a step for servers',
      [connect('ana')],
      '0.kind',
      '"connect" is for server programs, and this program is a client; use listen and accept',
      '"connect" es para programas servidor, y este programa es un cliente; usa listen y accept',
    ],
  ])('with %s', (_, steps, path, en, es) => {
    expect(inScenario('client', steps)).toEqual([[path, en, es]])
  })
})

test('a client is not started again', () => {
  expect(inScenario('client', [listen, accept('ana'), restart])).toEqual([
    [
      '2.kind',
      '"restart" is for server programs, and this program is a client',
      '"restart" es para programas servidor, y este programa es un cliente',
    ],
  ])
})

test('a check that starts its program again keeps what is closed, unless it says otherwise', () => {
  const timeWait = (...parts: object[]) => {
    const input = Object.assign({}, check('a'), ...parts) as CheckInput
    return Check.parse(input).timeWait
  }
  expect(timeWait()).toBe('dropped')
  expect(timeWait({ timeWait: 'kept' })).toBe('kept')
  expect(timeWait({ scenario: [connect('ana'), restart] })).toBe('kept')
  expect(timeWait({ scenario: [connect('ana'), restart], timeWait: 'dropped' })).toBe('dropped')
  const scenarios = { short: [connect('ana')], long: [connect('ana'), restart] }
  expect(timeWait({ scenario: undefined, scenarios })).toBe('kept')
})
