import { mkdtemp, readFile, rm, writeFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { fileURLToPath } from 'node:url'
import { describe, expect, onTestFinished, test } from 'vitest'
import { UsageError } from '../lib/errors.ts'
import * as written from '../index.ts'
import { countSteps, expand } from './expand.ts'
import { loadAssignment } from './load.ts'
import { WrittenStep, type WrittenStepInput } from './structure.ts'

const builders = fileURLToPath(new URL('../index.ts', import.meta.url))
const { connect, send, close, repeat, inReverse, together } = written

const plain = (...steps: WrittenStepInput[]) =>
  expand(steps.map((step) => WrittenStep.parse(step))).map(({ step, path }) => [
    step.kind,
    'peer' in step ? step.peer : '',
    path.join('.'),
  ])

describe('structures become plain steps', () => {
  test('repeat, by numbers and by names', () => {
    expect(plain(repeat({ times: 2, as: 'n' }, [connect('c{n}'), close('c{n}')]))).toEqual([
      ['connect', 'c1', '0.steps.0'],
      ['close', 'c1', '0.steps.1'],
      ['connect', 'c2', '0.steps.0'],
      ['close', 'c2', '0.steps.1'],
    ])
    expect(plain(repeat({ each: ['ana', 'beto'], as: 'who' }, [connect('{who}')]))).toEqual([
      ['connect', 'ana', '0.steps.0'],
      ['connect', 'beto', '0.steps.0'],
    ])
  })

  test('the value of a round stands in every text, and no other braces are touched', () => {
    const [first] = expand([
      WrittenStep.parse(repeat({ times: 1, as: 'n' }, [send('ana', '{"id":{n}} {m} {}\n')])),
    ])
    expect(first?.step).toMatchObject({ data: { text: '{"id":1} {m} {}\n' } })
  })

  test('without a name the steps are just the same', () => {
    const rounds = plain(repeat(3, [send('ana', '{n}')]))
    expect(rounds).toHaveLength(3)
    expect(new Set(rounds.map(String)).size).toBe(1)
  })

  test('in reverse the last round comes first', () => {
    expect(
      plain(inReverse({ times: 3, as: 'n' }, [send('c{n}', 'x'), close('c{n}')])).map(
        ([kind, peer]) => `${kind} ${peer}`,
      ),
    ).toEqual(['send c3', 'close c3', 'send c2', 'close c2', 'send c1', 'close c1'])
  })

  test('together stops the program around moves; structures stand in structures', () => {
    const steps = together(repeat({ each: ['a', 'b'], as: 'x' }, [send('{x}', 'x')]))
    expect(plain(connect('a'), steps)).toEqual([
      ['connect', 'a', '0'],
      ['freeze', '', '1'],
      ['send', 'a', '1.steps.0.steps.0'],
      ['send', 'b', '1.steps.0.steps.0'],
      ['thaw', '', '1'],
    ])
  })

  test('they are counted without being made', () => {
    const far = repeat(1000, [repeat(1000, [repeat(1000, [connect('a'), together(close('a'))])])])
    expect(countSteps([WrittenStep.parse(far)])).toBe(4 * 1000 ** 3)
  })
})

/** The complaint about a scenario in a file of TypeScript, without its folder. */
async function complaint(scenario: string): Promise<string> {
  const folder = await mkdtemp(join(tmpdir(), 'enchufe-structure-'))
  onTestFinished(() => rm(folder, { recursive: true, force: true }))
  const file = join(folder, 'a.ts')
  await writeFile(
    file,
    `import * as e from '${builders}'
export default e.defineAssignment({
  id: 'hello',
  title: { en: 'Hello', es: 'Hola' },
  program: { role: 'server', entry: ['server'], port: { given: 'argument' } },
  framing: e.lines(),
  checks: [
    e.check('greets', {
      points: 2,
      requirement: { en: 'It MUST greet.', es: 'DEBE saludar.' },
      scenario: [
${scenario}
      ],
    }),
  ],
})
`,
  )
  const error: unknown = await loadAssignment(file).catch((thrown: unknown) => thrown)
  if (!(error instanceof UsageError)) return 'none'
  return error.text.en.replaceAll(`${folder}/`, '')
}

describe('mistakes are told where they are written', () => {
  test.each([
    [
      'a peer that never connects',
      `e.connect('c1'),\ne.repeat({ times: 2, as: 'n' }, [\ne.send('c{n}', 'x')]),`,
      'a.ts:14:3: checks[0].scenario[1].steps[0].peer: "send" uses the peer "c2", which has not connected yet; it should connect (or be accepted) before',
    ],
    [
      'a round that nobody counts',
      `e.repeat({ times: 2, as: 'num' }, [\ne.connect('c{nun}')]),`,
      'a.ts:13:3: checks[0].scenario[0].steps[0].peer: "{nun}" is nothing that a repeat around this step counts, did you mean "{num}"?',
    ],
    [
      'a round outside of all',
      `e.connect('c{n}'),`,
      'a.ts:12:3: checks[0].scenario[0].peer: "{n}" is nothing that a repeat around this step counts, there should be one with "as"',
    ],
    [
      'another name of a round',
      `e.repeat({ each: ['a'], as: 'who' }, [e.connectTogether('a', '{n}')]),`,
      'a.ts:12:41: checks[0].scenario[0].steps[0].peers: "{n}" is nothing that a repeat around this step counts, it should be one of "{who}"',
    ],
    [
      'an expectation while the program is stopped',
      `e.connect('ana'),\ne.together(\ne.send('ana', 'x'),\ne.repeat(2, [\ne.expect('ana', 'x')])),`,
      'a.ts:16:3: checks[0].scenario[1].steps[1].steps[0].kind: "expect" is inside of a "together", where the program is stopped; it should come after it, inside are only moves (connect, connectTogether, open, send, sendDatagram, halfClose, close, reset, stdin)',
    ],
    [
      'together inside of together',
      `e.connect('ana'),\ne.together(e.together(\ne.send('ana', 'x'))),`,
      'a.ts:13:14: checks[0].scenario[1].steps[0].kind: "together" is inside of a "together", where the program is stopped; it should come after it, inside are only moves (connect, connectTogether, open, send, sendDatagram, halfClose, close, reset, stdin)',
    ],
    [
      'a captured value of a round that nobody counts',
      `e.connect('ana'),\ne.expect('ana', 'x', { as: 'a{m}' }),`,
      'a.ts:13:3: checks[0].scenario[1]: "{m}" is nothing that a repeat around this step counts, there should be one with "as"',
    ],
    [
      'too many steps',
      `e.connect('ana'),\ne.repeat(1000, [e.repeat(1000, [e.repeat(1000, [e.send('ana', 'x')])])]),`,
      'a.ts:8:7: checks[0].scenario: these are 1000000001 steps when they are played, there should be at most 1000',
    ],
    [
      'an unknown kind inside',
      `e.repeat(2, [{ kind: 'conect', peer: 'a' }]),`,
      'did you mean "connect"?',
    ],
    [
      'an unknown key inside',
      `e.repeat(2, [{ kind: 'connect', per: 'a' }]),`,
      'did you mean "peer"?',
    ],
    [
      'neither times nor each',
      `{ kind: 'repeat', steps: [e.connect('ana')] },`,
      '"times", or "each" with "as"',
    ],
  ])('%s', async (_, scenario, sentence) => {
    expect(await complaint(scenario)).toContain(sentence)
  })

  test('nor has the example of the README', async () => {
    const readme = await readFile(new URL('../../README.md', import.meta.url), 'utf8')
    const [, scenario = ''] = /scenario: \[\n(  repeat[^]*?)\n\]\n```/.exec(readme) ?? []
    const calls = scenario.replaceAll(/\b(?=[a-zA-Z]+\()/g, 'e.')
    expect(calls).toContain('e.inReverse(')
    expect(await complaint(calls)).toBe('none')
  })

  test('a right one has none', async () => {
    expect(
      await complaint(`e.repeat({ times: 2, as: 'n' }, [e.connect('c{n}')]), e.expect('c2', 'x')`),
    ).toBe('none')
  })
})
