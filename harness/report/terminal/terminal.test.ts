import { describe, expect, test } from 'vitest'
import { Assignment } from '../../assignment/schema.ts'
import { explain } from '../../judge/explain.ts'
import type { Cause } from '../../judge/cause.ts'
import type { CheckReport, GradedReport, Report } from '../../judge/report.ts'
import type { Circumstances } from '../../judge/verdict.ts'
import { renderAssignment } from './assignment.ts'
import { compareBytes } from './bytes.ts'
import { renderClass } from './class.ts'
import { makePaint } from './style.ts'
import { renderReport } from './submission.ts'
import { columns, wrap } from './wrap.ts'

const setting = (width = 80, language: 'en' | 'es' = 'en', colour = false) => ({
  width,
  language,
  paint: makePaint(colour),
})

function check(id: string, rest: Partial<CheckReport> = {}): CheckReport {
  return {
    id,
    requirement: { en: `It MUST ${id}.`, es: `DEBE ${id}.` },
    verdict: 'pass',
    points: 2,
    maxPoints: 2,
    evidence: 'proved',
    cause: null,
    because: null,
    detail: null,
    failure: null,
    trials: [],
    ...rest,
  }
}

function failing(id: string, cause: Cause, circumstances: Circumstances = {}): CheckReport {
  const trial = {
    scenario: 'main',
    lens: 'whole',
    evidence: 'proved',
    cause: cause.kind,
    tookMs: 1,
  } as const
  return check(id, {
    verdict: 'fail',
    points: 0,
    cause: cause.kind,
    trials: [{ ...trial, verdict: 'fail' }],
    failure: { cause, circumstances, scenario: 'main', lens: 'whole', ...explain(cause) },
  })
}

function report(id: string, checks: CheckReport[], rest: Partial<GradedReport> = {}): GradedReport {
  const score = checks.reduce((total, { points }) => total + points, 0)
  return {
    version: 1,
    status: 'graded',
    harness: '0.1.0',
    assignment: { id: 'echo', title: { en: 'Echo server', es: 'Servidor de eco' }, hash: 'h' },
    id,
    students: [id],
    seed: 1,
    lab: 'net',
    score,
    maxScore: checks.reduce((total, { maxPoints }) => total + maxPoints, 0),
    undecidedPoints: 0,
    gradedAt: '2026-01-01T00:00:00.000Z',
    tookMs: 1,
    entry: 'server.py',
    language: 'python',
    checks,
    ...rest,
  }
}

const wrongBytes: Cause = {
  kind: 'wrong-bytes',
  peer: 'ana',
  expected: { text: 'canción\n' },
  received: { text: 'canciòn\n' },
  offset: 6,
}
const hostile = '\u001B[31mroot\u202E\n::error::'

describe('one submission', () => {
  const checks = [
    check('listens'),
    failing('echoes', wrongBytes, { exit: { kind: 'code', code: 1 }, stderrEnd: `a\n${hostile}` }),
    check('closes', { verdict: 'skipped', points: 0, because: 'echoes' }),
    check('rests', { verdict: 'unjudged', points: 0, because: 'harness-fault', detail: 'no room' }),
  ]

  test('in English, 80 columns', () => {
    const lines = renderReport(report('ana', checks, { undecidedPoints: 2, lab: 'plain' }), {
      ...setting(),
      again: (id) => `npx enchufe check . --only ${id}`,
    })
    expect(lines.join('\n')).toMatchInlineSnapshot(`
      "Echo server · ana · server.py

      PASS    2/2  listens
      FAIL    0/2  echoes
            Required    It MUST echoes.
            Seen        ana received "canciòn\\n" instead of "canción\\n"; they differ
                        from byte 7 on.
            Expected    canción\\n
            Received    canciòn\\n
                             ^
            Ended       ended with code 1
            Stderr      | a
                        | \\u{1b}[31mroot\\u{202e}
                        | ::error::
            Delivered   whole: fail
            Cause       wrong-bytes, proved: it was seen
            Hint        Compare letter by letter, and mind capitals, spaces, the
                        newline and the encoding (UTF-8).
            Again       npx enchufe check . --only echoes

      SKIP    0/2  closes  because echoes failed
      OPEN    0/2  rests  the harness or the machine failed: no room; nobody loses a point for this

      Score 2/8 points, provisional: 2 points are undecided
      run without a private network (plain)"
    `)
  })

  test('in Spanish, 40 columns', () => {
    const lines = renderReport(report('ana', checks), setting(40, 'es'))
    expect(lines.join('\n')).toMatchInlineSnapshot(`
      "Servidor de eco · ana · server.py

      PASA    2/2  listens
      FALLA   0/2  echoes
            Se pide     DEBE echoes.
            Se vio      ana recibió
                        "canciòn\\n" en vez de
                        "canción\\n"; difieren
                        desde el byte 7.
            Esperado    canción\\n
            Recibido    canciòn\\n
                             ^
            Fin         terminó con código 1
            Stderr      | a
                        | \\u{1b}[31mroot\\u{202
                        | e}
                        | ::error::
            Entrega     whole: falla
            Causa       wrong-bytes, probado:
                        se vio
            Pista       Compara letra por
                        letra, y fíjate en
                        mayúsculas, espacios,
                        el salto de línea y la
                        codificación (UTF-8).

      SALTA   0/2  closes  porque falló echoes
      DUDA    0/2  rests  falló el corrector o la máquina: no room; nadie pierde puntos por esto

      Puntaje 2/8 puntos"
    `)
  })

  test.each([40, 80, 120])('fits %i columns, and colour adds none', (width) => {
    const plain = renderReport(report('ana', checks), setting(width))
    const painted = renderReport(report('ana', checks), setting(width, 'en', true))
    // oxlint-disable-next-line no-control-regex -- the sequences that colour adds
    expect(painted.map((line) => line.replaceAll(/\u001B\[\d+m/g, ''))).toEqual(plain)
    const long = plain.filter((line) => columns(line) > width && !line.includes('because'))
    expect(long.filter((line) => !/rests|Score/.test(line))).toEqual([])
  })

  test('what a student wrote never comes out raw', () => {
    const crashed = failing('x', { kind: 'did-not-build', output: hostile })
    const lines = renderReport(report(hostile, [crashed], { entry: hostile }), setting())
    expect(lines.join('')).not.toContain('\u001B')
    expect(lines.join('')).not.toContain('\u202E')
    expect(lines.join('')).toContain('\\u{1b}[31mroot\\u{202e}\\n::error::')
  })

  test('several scenarios are named, and other reasons are told', () => {
    const one = {
      scenario: 'short',
      lens: 'whole',
      evidence: null,
      cause: null,
      tookMs: 1,
    } as const
    const cause: Cause = { kind: 'did-not-exit', limitMs: 5000 }
    const both = {
      ...failing('ends', cause),
      evidence: null,
      trials: [
        { ...one, verdict: 'pass' as const },
        { ...one, scenario: 'long', verdict: 'fail' as const },
      ],
    }
    const odd = check('odd', { verdict: 'unjudged', because: 'who knows' })
    const none = check('none', { verdict: 'unjudged' })
    const blank = check('blank', { verdict: 'skipped' })
    const text = renderReport(report('a', [both, odd, none, blank]), setting()).join('\n')
    expect(text).toContain('short whole: pass, long whole: fail')
    expect(text).toContain('who knows; nobody loses a point for this')
  })

  test('one that cannot be graded tells why', () => {
    const { entry: _, language: __, checks: ___, ...head } = report('ana', [])
    const reason = { en: 'there is no entry file', es: 'no hay archivo de entrada' }
    const lines = renderReport({ ...head, status: 'not-gradable', reason }, setting(80, 'es'))
    expect(lines).toEqual(['Servidor de eco · ana', 'no hay archivo de entrada'])
  })
})

describe('a class', () => {
  const { entry: _, language: __, checks: ___, ...head } = report('zoe', [check('listens')])
  const lost: Report = {
    ...head,
    status: 'not-gradable',
    reason: { en: 'there is no entry file', es: 'no hay archivo de entrada' },
  }
  const reports = [
    report('beto', [check('listens'), failing('echoes', wrongBytes)]),
    report('ana', [check('listens'), check('echoes')]),
    report('carla-with-a-very-long-folder-name', [
      failing('listens', { kind: 'did-not-exit', limitMs: 1 }),
      check('echoes', { verdict: 'skipped', points: 0, because: 'listens' }),
    ]),
    report('diego', [check('listens'), check('echoes', { verdict: 'unjudged', points: 0 })], {
      undecidedPoints: 2,
    }),
    lost,
  ]

  test('in English, 80 columns', () => {
    expect(renderClass(reports, setting()).join('\n')).toMatchInlineSnapshot(`
      "Echo server

      ana                           4/4  ..
      beto                          2/4  .F  echoes: wrong-bytes
      carla-with-a-very-long-fol    0/4  Fs  listens: did-not-exit
      diego                         2/4  .?    provisional: 2 points are undecided
      zoe                         not gradable: there is no entry file

      . pass   F fail   s skipped   ? undecided

        3/4  listens (2)
        1/4  echoes (2)

      4 of 5 graded, mean 2.0, median 2.0 of 4
      causes: did-not-exit 1, wrong-bytes 1"
    `)
  })

  test('in Spanish, 40 columns', () => {
    expect(renderClass(reports, setting(40, 'es')).join('\n')).toMatchInlineSnapshot(`
      "Servidor de eco

      ana              4/4  ..
      beto             2/4  .F  echoes:
                                wrong-bytes
      carla-with-a-    0/4  Fs  listens:
                                did-not-exit
      diego            2/4  .?    provisorio:
                                2 puntos están
                                sin decidir
      zoe            no corregible: no hay
                     archivo de entrada

      . pasa   F falla   s saltada   ? sin decidir

        3/4  listens (2)
        1/4  echoes (2)

      4 de 5 corregidas, promedio 2.0, mediana 2.0 de 4
      causas: did-not-exit 1, wrong-bytes 1"
    `)
  })

  test('causes that are as frequent come in the order of their names', () => {
    const two = [
      report('a', [failing('x', { kind: 'did-not-exit', limitMs: 1 }), failing('y', wrongBytes)]),
      report('b', [failing('x', wrongBytes), failing('y', { kind: 'did-not-exit', limitMs: 1 })]),
      report('c', [failing('x', { kind: 'did-not-build', output: '' }), check('y')]),
      report('d', [failing('x', { kind: 'crashed', exit: { kind: 'code', code: 1 } }), check('y')]),
      lost,
    ]
    expect(renderClass(two, setting()).at(-1)).toBe(
      'causes: did-not-exit 2, wrong-bytes 2, crashed 1, did-not-build 1',
    )
  })

  test('without anything lost, and without anybody', () => {
    expect(renderClass([report('ana', [check('a')])], setting()).join('\n')).not.toContain('causes')
    expect(renderClass([lost], setting()).join('\n')).toContain('0 of 1 graded')
    expect(renderClass([], setting())).toEqual(['nothing was graded'])
  })
})

test('an assignment shows its requirements and points', () => {
  const scenario = [{ kind: 'connect' as const, peer: 'ana' }]
  const assignment = Assignment.parse({
    id: 'echo',
    title: { en: 'Echo server', es: 'Servidor de eco' },
    program: { role: 'server', entry: ['server'], port: { given: 'argument' } },
    framing: { kind: 'lines' },
    checks: [
      {
        id: 'listens',
        points: 1,
        requirement: { en: 'It MUST listen.', es: 'DEBE escuchar.' },
        scenario,
      },
      {
        id: 'echoes',
        points: 12,
        after: ['listens'],
        requirement: { en: 'It MUST echo.', es: 'DEBE repetir.' },
        scenario,
      },
    ],
  })
  expect(renderAssignment(assignment, setting(80, 'es'))).toEqual([
    'Servidor de eco (echo)',
    '',
    '  1  listens',
    '     DEBE escuchar.',
    ' 12  echoes (después de listens)',
    '     DEBE repetir.',
    '',
    '13 puntos',
  ])
})

describe('bytes above each other', () => {
  const compare = (expected: string, received: string, width = 40) =>
    compareBytes({ text: expected }, { text: received }, width)

  test('the caret is under the first wrong character, however wide those before it are', () => {
    expect(compare('niño\n', 'niña\n')).toEqual({
      expected: 'niño\\n',
      received: 'niña\\n',
      caret: '   ^',
    })
    expect(compare('你好!', '你们!').caret).toBe('  ^')
    expect(compare('a\nb', 'a\nc').caret).toBe('   ^')
    expect(compare('abc', 'ab').caret).toBe('  ^')
  })

  test('a character that is cut in two is shown from its beginning', () => {
    const half = compareBytes({ text: 'ñ' }, { base64: 'ww==' }, 40)
    expect(half).toEqual({ expected: 'ñ', received: '\\xc3', caret: '^' })
  })

  test('long ones are cut around the difference', () => {
    const long = compare(`${'x'.repeat(100)}a${'y'.repeat(100)}`, `${'x'.repeat(100)}b`, 30)
    expect(columns(long.expected)).toBeLessThanOrEqual(30)
    expect(long.expected.startsWith('…')).toBe(true)
    expect(long.expected[long.caret.length - 1]).toBe('a')
  })
})

describe('wrapping', () => {
  test('at spaces, with an indent; words that do not fit are cut', () => {
    expect(wrap('one two three', 9, { first: '- ', rest: '  ' })).toEqual(['- one two', '  three'])
    expect(wrap('abcdefgh', 5, { first: '', rest: '' })).toEqual(['abcde', 'fgh'])
    expect(wrap('', 5, { first: '> ', rest: '' })).toEqual(['> '])
  })

  test('wide characters take two columns, marks none', () => {
    expect(columns('你好')).toBe(4)
    expect(columns('n\u0303')).toBe(1)
    expect(columns('🔌')).toBe(2)
  })
})
