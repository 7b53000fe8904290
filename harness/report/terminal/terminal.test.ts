import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import { Assignment } from '../../assignment/schema.ts'
import { explain } from '../../judge/explain.ts'
import type { Cause } from '../../judge/cause.ts'
import type { CheckReport, GradedReport, Report, TrialReport } from '../../judge/report.ts'
import type { Circumstances } from '../../judge/verdict.ts'
import { renderAssignment } from './assignment.ts'
import { compareBytes } from './bytes.ts'
import { renderClass } from './class.ts'
import { wrapCommand } from './command.ts'
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

function trial(rest: Partial<TrialReport> = {}): TrialReport {
  return {
    scenario: 'main',
    lens: 'whole',
    verdict: 'pass',
    evidence: 'proved',
    cause: null,
    because: null,
    plays: 1,
    failing: null,
    pieces: 0,
    piecesApart: 0,
    tookMs: 1,
    ...rest,
  }
}

type Failing = {
  readonly circumstances?: Circumstances
  readonly trials?: TrialReport[]
  readonly snippet?: string[]
}

function failing(id: string, cause: Cause, rest: Failing = {}): CheckReport {
  const whole = trial({ verdict: 'fail', cause: cause.kind, failing: 'whole' })
  const { circumstances = {}, trials = [whole], snippet = null } = rest
  const { scenario, lens, failing: delivery } = trials.find(({ failing: word }) => word !== null)!
  return check(id, {
    verdict: 'fail',
    points: 0,
    cause: cause.kind,
    trials,
    failure: {
      cause,
      circumstances,
      scenario,
      lens,
      delivery: delivery!,
      snippet,
      ...explain(cause),
    },
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
    filesHash: '',
    seed: 1,
    lab: 'net',
    score,
    maxScore: checks.reduce((total, { maxPoints }) => total + maxPoints, 0),
    undecidedPoints: 0,
    gradedAt: '2026-01-01T00:00:00.000Z',
    tookMs: 1,
    entry: 'server.py',
    passedOver: [],
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
    failing('echoes', wrongBytes, {
      circumstances: { exit: { kind: 'code', code: 1 }, stderrEnd: `a\n${hostile}` },
    }),
    check('closes', { verdict: 'skipped', points: 0, because: 'echoes' }),
    check('rests', { verdict: 'unjudged', points: 0, because: 'harness-fault', detail: 'no room' }),
  ]

  test('what was not asked for is neither listed nor counted', () => {
    const part = { verdict: 'unjudged', points: 0, because: 'not-selected' } as const
    const lines = renderReport(report('ana', [check('listens'), check('echoes', part)]), setting())
    expect(lines).toEqual([
      'Echo server · ana · server.py',
      '',
      'PASS    2/2  listens',
      '',
      'Score 2/2 points of what was asked for',
      'run in a private network, with the files of the machine (net)',
    ])
  })

  test('a file that might have been run instead is told', () => {
    const passedOver = ['main.py', hostile]
    const lines = renderReport(report('ana', [check('listens')], { passedOver }), setting())
    expect(lines.slice(0, 3)).toEqual([
      'Echo server · ana · server.py',
      'also there, and not run: "main.py", "\\u{1b}[31mroot\\u{202e}\\n::error::"',
      '',
    ])
  })

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

      Puntaje 2/8 puntos, provisorio: 2 puntos están sin decidir
      corrido en una red privada, con los
        archivos de la máquina (net)"
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

  test.each([
    { kind: 'did-not-build', output: hostile },
    { kind: 'other-did-not-build', program: 'cliente', output: hostile },
  ] as const)('what a student wrote never comes out raw ($kind)', (cause) => {
    const crashed = failing('x', cause)
    const lines = renderReport(report(hostile, [crashed], { entry: hostile }), setting())
    expect(lines.join('')).not.toContain('\u001B')
    expect(lines.join('')).not.toContain('\u202E')
    expect(lines.join('')).toContain('\\u{1b}[31mroot\\u{202e}\\n::error::')
  })

  test('what its terminal shows is told as that', () => {
    const circumstances = { terminalEnd: `name? ${hostile}` }
    const lines = renderReport(
      report('ana', [failing('x', wrongBytes, { circumstances })]),
      setting(),
    )
    expect(lines.map((line) => line.trim())).toContainEqual(
      expect.stringMatching(/^Terminal +\| name\? \\u\{1b\}\[31mroot/),
    )
  })

  test('several scenarios are named, and other reasons are told', () => {
    const cause: Cause = { kind: 'did-not-exit', limitMs: 5000 }
    const trials = [
      trial({ scenario: 'short' }),
      trial({ scenario: 'long', verdict: 'fail', failing: 'whole' }),
    ]
    const both = { ...failing('ends', cause, { trials }), evidence: null }
    const odd = check('odd', { verdict: 'unjudged', because: 'who knows' })
    const none = check('none', { verdict: 'unjudged' })
    const blank = check('blank', { verdict: 'skipped' })
    const text = renderReport(report('a', [both, odd, none, blank]), setting()).join('\n')
    expect(text).toContain('short whole: pass, long whole: fail')
    expect(text).toContain('who knows; nobody loses a point for this')
  })

  test('one check alone is no score', () => {
    const alone = { ...setting(), score: 'left-out' } as const
    expect(renderReport(report('ana', [check('listens')], { lab: 'plain' }), alone)).toEqual([
      'Echo server · ana · server.py',
      '',
      'PASS    2/2  listens',
    ])
  })

  test.each([
    [
      'lab',
      'run in a private network, with files and limits of its own (lab)',
      'corrido en una red privada, con archivos y límites propios (lab)',
    ],
    [
      'net',
      'run in a private network, with the files of the machine (net)',
      'corrido en una red privada, con los archivos de la máquina (net)',
    ],
    ['plain', 'run without a private network (plain)', 'corrido sin una red privada (plain)'],
    [
      'clock',
      'run without seeing what the kernel shows of the program (clock): what is timed was not proved',
      'corrido sin ver lo que el kernel muestra del programa (clock): lo decidido por tiempo no está probado',
    ],
  ] as const)('a run in lab %s says so under its score', (lab, ...said) => {
    const one = report('ana', [check('listens')], { lab })
    const lines = (['en', 'es'] as const).map((language) => {
      const all = renderReport(one, setting(120, language))
      return all.slice(all.findIndex((line) => line.includes('2/2 p')) + 1)
    })
    expect(lines).toEqual(said.map((line) => [line]))
  })

  test('one that cannot be graded tells why', () => {
    const { entry: _, language: __, checks: ___, ...head } = report('ana', [])
    const reason = { en: 'there is no entry file', es: 'no hay archivo de entrada' }
    const lines = renderReport({ ...head, status: 'not-gradable', reason }, setting(80, 'es'))
    expect(lines).toEqual(['Servidor de eco · ana', 'no hay archivo de entrada'])
  })
})

describe('one failure', () => {
  const cause: Cause = {
    kind: 'one-recv-per-message',
    lens: 'cuts',
    symptom: 'no-answer',
    used: 0,
    sent: 5,
    cut: { before: { text: 'hol' }, after: { text: 'a\n' } },
  }
  const waiting = { peers: [], listener: false, input: false, wakes: 'never' as const }
  const circumstances: Circumstances = {
    step: 2,
    waits: [
      { ...waiting, call: 'recv', peers: ['ana'], bytesMax: 1024 },
      { ...waiting, call: 'accept', listener: true },
    ],
  }
  const trials = [
    trial(),
    trial({ lens: 'cuts', verdict: 'fail', failing: 'cut:1:3', plays: 3 }),
    trial({ lens: 'bytewise', verdict: 'fail', failing: 'bytewise' }),
    trial({ lens: 'coalesced', verdict: 'skipped', because: 'nothing-to-deliver' }),
    trial({ lens: 'short-io', verdict: 'unjudged', because: 'not-on-this-machine' }),
  ]
  const snippet = [
    'import socket, time',
    'port = 5000',
    'ana = socket.create_connection(("127.0.0.1", port))',
    'data = "hola\\n".encode()',
    'ana.sendall(data[:3])',
  ]
  const again = 'npx enchufe check . --assignment echo --only echoes --delivery cut:1:3 --verbose'
  const lines = (width: number, language: 'en' | 'es' = 'en', rest: Failing = {}) =>
    renderReport(
      report('ana', [failing('echoes', cause, { circumstances, trials, snippet, ...rest })]),
      { ...setting(width, language), again: () => again, score: 'left-out' },
    )
      .slice(2)
      .join('\n')

  test('in English, 100 columns', () => {
    expect(lines(100)).toMatchInlineSnapshot(`
      "FAIL    0/2  echoes
            Required    It MUST echoes.
            Seen        It passes when the message arrives in one piece, and fails when it arrives in two,
                        cut between "hol" and "a\\n".
            Waits in    recv() on ana's connection, for at most 1024 bytes; accept() on the listening
                        socket
            Delivered   whole: pass, cuts: fail (cut:1:3), bytewise: fail, coalesced: nothing that it
                        could change, short-io: open
            Cause       one-recv-per-message, proved: it was seen
            Hint        recv() gives what has arrived so far, not one message. Call it again and collect
                        the bytes until the message is complete; decode them only then.
            Without a grader: start your program, then this Python
              import socket, time
              port = 5000
              ana = socket.create_connection(("127.0.0.1", port))
              data = "hola\\n".encode()
              ana.sendall(data[:3])
            Again       npx enchufe check . --assignment echo --only echoes --delivery cut:1:3 --verbose
      "
    `)
  })

  test('in Spanish, 100 columns', () => {
    expect(lines(100, 'es')).toMatchInlineSnapshot(`
      "FALLA   0/2  echoes
            Se pide     DEBE echoes.
            Se vio      Pasa cuando el mensaje llega de una vez, y falla cuando llega en dos pedazos,
                        cortado entre "hol" y "a\\n".
            Espera en   recv() en la conexión de ana, a lo más 1024 bytes; accept() en el socket que
                        escucha
            Entrega     whole: pasa, cuts: falla (cut:1:3), bytewise: falla, coalesced: nada que pudiera
                        cambiar, short-io: duda
            Causa       one-recv-per-message, probado: se vio
            Pista       recv() entrega lo que ha llegado hasta ahora, no un mensaje. Llámalo de nuevo y
                        junta los bytes hasta que el mensaje esté completo; decodifícalos recién entonces.
            Sin corrector: inicia tu programa, y luego este Python
              import socket, time
              port = 5000
              ana = socket.create_connection(("127.0.0.1", port))
              data = "hola\\n".encode()
              ana.sendall(data[:3])
            Repetir     npx enchufe check . --assignment echo --only echoes --delivery cut:1:3 --verbose
      "
    `)
  })

  test('in English, 40 columns', () => {
    expect(lines(40)).toMatchInlineSnapshot(`
      "FAIL    0/2  echoes
            Required    It MUST echoes.
            Seen        It passes when the
                        message arrives in one
                        piece, and fails when
                        it arrives in two, cut
                        between "hol" and
                        "a\\n".
            Waits in    recv() on ana's
                        connection, for at
                        most 1024 bytes;
                        accept() on the
                        listening socket
            Delivered   whole: pass, cuts:
                        fail (cut:1:3),
                        bytewise: fail,
                        coalesced: nothing
                        that it could change,
                        short-io: open
            Cause       one-recv-per-message,
                        proved: it was seen
            Hint        recv() gives what has
                        arrived so far, not
                        one message. Call it
                        again and collect the
                        bytes until the
                        message is complete;
                        decode them only then.
            Without a grader: start your
            program, then this Python
              import socket, time
              port = 5000
              ana = socket.create_connection(("127.0.0.1", port))
              data = "hola\\n".encode()
              ana.sendall(data[:3])
            Again       npx enchufe check . \\
                        --assignment echo \\
                        --only echoes \\
                        --delivery cut:1:3 \\
                        --verbose
      "
    `)
  })

  test('in Spanish, 40 columns', () => {
    expect(lines(40, 'es')).toMatchInlineSnapshot(`
      "FALLA   0/2  echoes
            Se pide     DEBE echoes.
            Se vio      Pasa cuando el mensaje
                        llega de una vez, y
                        falla cuando llega en
                        dos pedazos, cortado
                        entre "hol" y "a\\n".
            Espera en   recv() en la conexión
                        de ana, a lo más 1024
                        bytes; accept() en el
                        socket que escucha
            Entrega     whole: pasa, cuts:
                        falla (cut:1:3),
                        bytewise: falla,
                        coalesced: nada que
                        pudiera cambiar,
                        short-io: duda
            Causa       one-recv-per-message,
                        probado: se vio
            Pista       recv() entrega lo que
                        ha llegado hasta
                        ahora, no un mensaje.
                        Llámalo de nuevo y
                        junta los bytes hasta
                        que el mensaje esté
                        completo;
                        decodifícalos recién
                        entonces.
            Sin corrector: inicia tu programa,
            y luego este Python
              import socket, time
              port = 5000
              ana = socket.create_connection(("127.0.0.1", port))
              data = "hola\\n".encode()
              ana.sendall(data[:3])
            Repetir     npx enchufe check . \\
                        --assignment echo \\
                        --only echoes \\
                        --delivery cut:1:3 \\
                        --verbose
      "
    `)
  })

  test('what a lens left undone is told, in each of several scenarios', () => {
    const several = [
      trial({ scenario: 'short' }),
      trial({
        scenario: 'short',
        lens: 'short-io',
        verdict: 'skipped',
        because: 'not-for-this-program',
      }),
      trial({ scenario: 'short', lens: 'random', verdict: 'fail', failing: 'pieces:1=2,3' }),
      trial({ scenario: 'long', verdict: 'fail', failing: 'whole' }),
      trial({ scenario: 'long', lens: 'random', verdict: 'skipped', because: 'fails-whole' }),
    ]
    const told = (language: 'en' | 'es') =>
      lines(300, language, { trials: several })
        .split('\n')
        .find((line) => /^ *(?:Delivered|Entrega) /.test(line))
    expect(told('en')).toMatchInlineSnapshot(
      `"      Delivered   short whole: pass, short short-io: impossible for this program, short random: fail (pieces:1=2,3), long whole: fail, long random: not tried"`,
    )
    expect(told('es')).toMatchInlineSnapshot(
      `"      Entrega     short whole: pasa, short short-io: imposible para este programa, short random: falla (pieces:1=2,3), long whole: falla, long random: no se intentó"`,
    )
  })

  test('of many threads some are enough, and of none there is no line', () => {
    const calls = ['read', 'poll', 'select', 'futex', 'epoll_wait']
    const waits = calls.map((call) => ({ ...waiting, call }))
    expect(lines(100, 'en', { circumstances: { waits } })).toContain(
      'Waits in    read(); poll(); select(); futex()\n',
    )
    expect(lines(100, 'en', { circumstances: {} })).not.toContain('Waits in')
  })

  test('a program that connects starts after the Python', () => {
    const served = ['import socket', 'server = socket.create_server(("", port))']
    expect(lines(80, 'en', { snippet: served })).toContain('start this Python, then your program')
    expect(lines(80, 'es', { snippet: served })).toContain(
      'inicia este Python, y luego tu programa',
    )
    const sent = ['import socket', 'ana.sendall("server = socket.create_server()".encode())']
    expect(lines(80, 'en', { snippet: sent })).toContain('start your program, then this Python')
  })
})

describe('a command on several lines', () => {
  /** What a shell makes of it: a backslash at the end of a line is nothing. */
  const joined = (lines: readonly string[]) => lines.join('\n').replaceAll('\\\n', '')

  test('is the same command at any width', () => {
    const word = fc.stringMatching(/^[a-z/.:=-]{1,30}$/)
    const quoted = fc.stringMatching(/^(?:'[a-z ]{1,20}'|"[a-z' ]{1,20}")$/)
    const command = fc.array(fc.oneof(word, quoted), { minLength: 1 })
    const width = fc.integer({ min: 20, max: 120 })
    fc.assert(
      fc.property(command, width, fc.nat(10), (words, columnsMax, indent) => {
        const lines = wrapCommand(words.join(' '), columnsMax, ' '.repeat(indent))
        const [, ...found] = ` ${joined(lines)}`.match(/(?:'[^']*'|"[^"]*"|[^\s'"])+|^ /g)!
        expect(found).toEqual(words)
        const fits = lines.every((line) => columns(line) <= columnsMax)
        expect(fits || /['"]/.test(words.join(''))).toBe(true)
      }),
    )
  })

  test('is one line where quotes are wider than the terminal', () => {
    const command = `npx enchufe check '${'x y '.repeat(20)}'`
    expect(wrapCommand(command, 40, '  ')).toEqual([`  ${command}`])
  })

  test('stands below its label where a word is too wide to stand beside it', () => {
    const cause: Cause = { kind: 'did-not-exit', limitMs: 1 }
    const again = `npx enchufe check ${'x'.repeat(50)}`
    const one = report('ana', [failing('ends', cause)])
    const lines = renderReport(one, { ...setting(40), again: () => again, score: 'left-out' })
    expect(joined(lines)).toMatch(/\n {6}Again\nnpx enchufe check x{50}\n/)
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
      run in a private network, with the files of the machine (net)
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
      corrido en una red privada, con los
        archivos de la máquina (net)
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

test('an assignment shows its requirements, its points, and the files that it gives', () => {
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
  const given = [
    { path: 'www/ñ.txt', bytes: 4 },
    { path: 'one.bin', bytes: 1 },
  ]
  expect(renderAssignment(assignment, given, setting(80, 'es'))).toEqual([
    'Servidor de eco (echo)',
    '',
    '  1  listens',
    '     DEBE escuchar.',
    ' 12  echoes (después de listens)',
    '     DEBE repetir.',
    '',
    '13 puntos',
    '',
    'Archivos que el programa encuentra en su carpeta:',
    '     www/ñ.txt (4 bytes)',
    '     one.bin (1 byte)',
  ])
  expect(renderAssignment(assignment, [], setting()).at(-1)).toBe('13 points')
  const program = { ...assignment.program, streams: 'terminal' } as const
  expect(renderAssignment({ ...assignment, program }, [], setting()).slice(-2)).toEqual([
    '',
    'Your program runs in a terminal: it is judged by what a person would see there.',
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

  test('a command for a CI runner does not arise where they begin to differ', () => {
    const { received } = compare('##x', '##[error]')
    expect(received).toBe(String.raw`##\u{5b}error]`)
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
