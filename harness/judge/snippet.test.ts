import { connect } from 'node:net'
import { fileURLToPath } from 'node:url'
import { execa } from 'execa'
import fc from 'fast-check'
import getPort from 'get-port'
import { describe, expect, test } from 'vitest'
import * as play from '../index.ts'
import type { Family } from '../assignment/network.ts'
import type { PortRule } from '../assignment/port-rule.ts'
import { Step, type StepInput } from '../assignment/step.ts'
import { pollUntil } from '../lib/poll.ts'
import type { Delivery } from '../transcript/delivery.ts'
import type { Difference } from './snippet-show.ts'
import { snippet } from './snippet.ts'

const whole: Delivery = { kind: 'whole' }
const { connect: comes, send, expect: hears, expectSilence, expectClose, close } = play

type Setting = {
  readonly delivery?: Delivery
  readonly port?: PortRule
  readonly family?: Family
  readonly difference?: Difference
  readonly role?: 'server' | 'client'
}

function textOf(
  steps: readonly StepInput[],
  {
    delivery = whole,
    port = { given: 'argument', args: ['{port}'] },
    family = 'ipv4',
    difference,
    role = 'server',
  }: Setting = {},
): string | undefined {
  const parsed = steps.map((step) => Step.parse(step))
  const scene = { role, port, family, steps: parsed, delivery, seed: 1 } as const
  return snippet({ ...scene, difference })?.join('\n')
}

/** What is played, without what stands above it in every snippet. */
function movesOf(steps: readonly StepInput[], delivery: Delivery = whole): string {
  return textOf(steps, { delivery })!.replace(/^[^]*?^port = 5000\n/m, '')
}

describe('what is played', () => {
  test('all of it, to a server', () => {
    const steps = [comes('ana'), send('ana', 'hola\n'), hears('ana', 'HOLA\n'), close('ana')]
    expect(textOf(steps)).toMatchInlineSnapshot(`
      "import socket
      def show(name, peer):
          got, end = b"", "closed"
          peer.settimeout(1)
          try:
              while part := peer.recv(65536):
                  got += part
          except socket.timeout:
              end = "still open"
          except OSError as error:
              end = error
          print(name, len(got), "bytes", got[:200], end)
      port = 5000
      ana = socket.create_connection(("127.0.0.1", port))
      ana.sendall("hola\\n".encode())
      show("ana", ana)
      ana.close()"
    `)
  })

  test('a message in its frame, by a function that is there only then', () => {
    const data = { ...play.message(play.json({ op: 'sum' })), framing: play.lengthPrefixed() }
    expect(textOf([comes('ana'), send('ana', data)])).toMatchInlineSnapshot(`
      "import socket
      def message(data, size, order):
          return len(data).to_bytes(size, order) + data
      port = 5000
      ana = socket.create_connection(("127.0.0.1", port))
      ana.sendall(message("{\\"op\\":\\"sum\\"}".encode(), 4, "big"))"
    `)
  })

  test('over IPv6, from either side', () => {
    expect(textOf([comes('ana')], { family: 'ipv6' })).toMatchInlineSnapshot(`
      "import socket
      port = 5000
      ana = socket.create_connection(("::1", port))"
    `)
    expect(textOf([play.listen(), play.accept('ana')], { family: 'ipv6' })).toMatchInlineSnapshot(`
      "import socket
      port = 5000
      server = socket.create_server(("::1", port), family=socket.AF_INET6)
      ana, _ = server.accept()"
    `)
  })

  test('nothing is imported or explained that is not used', () => {
    expect(textOf([comes('ana')])).toMatchInlineSnapshot(`
      "import socket
      port = 5000
      ana = socket.create_connection(("127.0.0.1", port))"
    `)
    expect(textOf([send('ana', 'x = time.sleep(1)\nshow(x)')])).toMatchInlineSnapshot(`
      "import socket
      ana.sendall("x = time.sleep(1)\\nshow(x)".encode())"
    `)
  })

  test('over UDP, to a server that several ask', () => {
    const steps = [
      play.open('ana'),
      play.open('beto'),
      play.sendDatagram('ana', 'hola'),
      play.sendDatagram('beto', ''),
      play.expectDatagram('ana', 'hola'),
      expectSilence('beto'),
    ]
    expect(textOf(steps)).toMatchInlineSnapshot(`
      "import socket
      def show(name, peer):
          peer.settimeout(3)
          try:
              data, sender = peer.recvfrom(65536)
              print(name, len(data), "bytes", data[:200], "from", sender)
          except OSError as error:
              print(name, error)
      port = 5000
      ana = socket.socket(socket.AF_INET, socket.SOCK_DGRAM)
      beto = socket.socket(socket.AF_INET, socket.SOCK_DGRAM)
      ana.sendto("hola".encode(), ("127.0.0.1", port))
      beto.sendto("".encode(), ("127.0.0.1", port))
      show("ana", ana)
      show("beto", beto)"
    `)
    expect(textOf(steps.slice(0, 1), { family: 'ipv6' })).toMatchInlineSnapshot(`
      "import socket
      port = 5000
      ana = socket.socket(socket.AF_INET6, socket.SOCK_DGRAM)"
    `)
  })

  test('over UDP, to a client, which is answered where it asked from', () => {
    const steps = [
      play.open('ana'),
      play.expectDatagram('ana', 'uno'),
      play.sendDatagram('ana', '1'),
      play.expectDatagram('ana', 'dos'),
      play.expectExit(),
    ]
    expect(textOf(steps, { role: 'client' })).toMatchInlineSnapshot(`
      "import socket, time
      def show(name, peer):
          peer.settimeout(3)
          try:
              data, sender = peer.recvfrom(65536)
              print(name, len(data), "bytes", data[:200], "from", sender)
          except OSError as error:
              print(name, error)
      port = 5000
      ana = socket.socket(socket.AF_INET, socket.SOCK_DGRAM)
      ana.bind(("127.0.0.1", port))
      data, program = ana.recvfrom(65536)
      print("ana", len(data), "bytes", data[:200], "from", program)
      ana.sendto("1".encode(), program)
      show("ana", ana)
      time.sleep(3)"
    `)
  })

  test('to a client, on the port that it has in it', () => {
    const steps = [play.listen(), play.accept('ana'), send('ana', 'hola\n'), close('ana')]
    const port: PortRule = { given: 'fixed', port: 9000 }
    expect(textOf([...steps, play.expectExit()], { port })).toMatchInlineSnapshot(`
      "import socket, time
      port = 9000
      server = socket.create_server(("", port))
      ana, _ = server.accept()
      ana.sendall("hola\\n".encode())
      ana.shutdown(socket.SHUT_WR)
      time.sleep(3)"
    `)
  })

  test.each<[PortRule, string]>([
    [{ given: 'fixed', port: 9000 }, 'port = 9000'],
    [{ given: 'environment', name: 'PORT' }, 'port = 5000'],
    [{ given: 'discovered' }, 'port = 5000'],
  ])('the port of %j', (port, line) => {
    expect(textOf([comes('ana')], { port })).toContain(line)
  })

  test('ends: in half, for good, with a reset', () => {
    const { halfClose, reset } = play
    const steps = [comes('ana'), halfClose('ana'), comes('beto'), reset('beto')]
    expect(movesOf(steps)).toMatchInlineSnapshot(`
      "ana = socket.create_connection(("127.0.0.1", port))
      ana.shutdown(socket.SHUT_WR)
      beto = socket.create_connection(("127.0.0.1", port))
      beto.setsockopt(socket.SOL_SOCKET, socket.SO_LINGER, b"\\1\\0\\0\\0\\0\\0\\0\\0")
      beto.close()"
    `)
  })

  test('a close that must not become a reset is half of one', () => {
    const unread = [comes('ana'), send('ana', 'hola\n'), close('ana')]
    expect(movesOf(unread)).toMatchInlineSnapshot(`
      "ana = socket.create_connection(("127.0.0.1", port))
      ana.sendall("hola\\n".encode())
      ana.shutdown(socket.SHUT_WR)"
    `)
    const goesOn = [comes('ana'), hears('ana', 'hola\n'), close('ana'), expectClose('ana')]
    expect(movesOf(goesOn)).toMatchInlineSnapshot(`
      "ana = socket.create_connection(("127.0.0.1", port))
      show("ana", ana)
      ana.shutdown(socket.SHUT_WR)
      show("ana", ana)"
    `)
  })

  test('several clients', () => {
    const names = ['ana', 'beto'] as const
    const steps = [play.connectTogether(...names), ...names.map((name) => hears(name, 'hola\n'))]
    expect(movesOf([...steps, close('ana'), hears('beto', 'adios\n')])).toMatchInlineSnapshot(`
      "ana = socket.create_connection(("127.0.0.1", port))
      beto = socket.create_connection(("127.0.0.1", port))
      show("ana", ana)
      show("beto", beto)
      ana.close()
      show("beto", beto)"
    `)
  })

  test('everything is shown once that came of one thing', () => {
    const steps = [
      comes('ana'),
      send('ana', 'uno\ndos\n'),
      hears('ana', 'UNO\n'),
      hears('ana', 'DOS\n'),
      expectSilence('ana'),
      send('ana', 'tres\n'),
      hears('ana', 'TRES\n'),
      expectClose('ana'),
    ]
    expect(movesOf(steps)).toMatchInlineSnapshot(`
      "ana = socket.create_connection(("127.0.0.1", port))
      ana.sendall("uno\\ndos\\n".encode())
      show("ana", ana)
      ana.sendall("tres\\n".encode())
      show("ana", ana)"
    `)
  })

  test('a request behind which nothing else came, and an end before which nothing comes', () => {
    const { fence, drain } = play
    const steps = [comes('ana'), fence('ana', 'a\n', 'A\n'), expectSilence('ana'), drain('ana')]
    expect(movesOf([...steps, expectClose('ana')])).toMatchInlineSnapshot(`
      "ana = socket.create_connection(("127.0.0.1", port))
      ana.sendall("a\\n".encode())
      show("ana", ana)
      ana.shutdown(socket.SHUT_WR)
      show("ana", ana)"
    `)
    const asks = [comes('ana'), send('ana', 'uno\n'), fence('ana', 'dos\n', 'DOS\n')]
    expect(movesOf(asks, { kind: 'bytewise' })).toContain('ana.sendall("dos\\n".encode())')
  })

  test('a program that is stopped and goes on is stopped by whoever runs the lines', () => {
    const steps = [comes('ana'), play.freeze(), send('ana', 'a\n'), play.thaw()]
    expect(movesOf([...steps, play.expectClose('ana')])).toMatchInlineSnapshot(`
      "ana = socket.create_connection(("127.0.0.1", port))
      input("Press Ctrl-Z where your program runs, then Enter here")
      ana.sendall("a\\n".encode())
      input("Type fg where your program runs, then press Enter here")
      show("ana", ana)"
    `)
  })

  test('a program that is started again is so by whoever runs the lines', () => {
    const steps = [comes('ana'), hears('ana', 'a\n'), play.restart(), comes('beto')]
    expect(movesOf(steps)).toMatchInlineSnapshot(`
      "ana = socket.create_connection(("127.0.0.1", port))
      show("ana", ana)
      input("Press Ctrl-C where your program runs, start it there again, then Enter here")
      beto = socket.create_connection(("127.0.0.1", port))"
    `)
  })

  test('what the program prints, and that it ends, is seen where it runs', () => {
    const { expectOutput, expectExit, anything } = play
    const steps = [comes('ana'), expectOutput(anything()), close('ana'), expectExit()]
    expect(movesOf(steps)).toMatchInlineSnapshot(`
      "ana = socket.create_connection(("127.0.0.1", port))
      time.sleep(0.5)
      ana.shutdown(socket.SHUT_WR)
      time.sleep(3)"
    `)
  })

  test.each<[StepInput]>([
    [play.refuse()],
    [play.stdin('x')],
    [play.signal('SIGTERM')],
    [play.expectNoLeak()],
  ])('%j is nothing for a few lines of Python', (step) => {
    expect(textOf([comes('ana'), step])).toBeUndefined()
  })
})

describe('what comes is shown from a little before its first wrong byte on', () => {
  const long = play.exactly(play.repeated('x', 300))
  const asked = [comes('ana'), send('ana', 'a\n'), comes('beto')]
  const shownFor = (steps: readonly StepInput[], difference: Difference) =>
    textOf([...asked, ...steps], { difference })!
      .split('\n')
      .filter((line) => /^show|^ *print/.test(line))
      .map((line) => line.trim())
  const print = 'print(name, len(got), "bytes", got[:200], end)'
  const printFrom =
    'print(name, len(got), "bytes, from byte", start + 1, "on:", got[start:start + 200], end)'

  test.each<[string, readonly StepInput[], Difference, readonly string[]]>([
    ['where it is far inside', [hears('ana', long)], { step: 3, offset: 250 }, [', 230']],
    [
      'also after what came right before',
      [hears('ana', long), hears('ana', long), hears('ana', 'z')],
      { step: 4, offset: 7 },
      [', 287'],
    ],
    [
      'of the peer that it came to',
      [hears('beto', long), hears('ana', long), hears('beto', 'z')],
      { step: 4, offset: 250 },
      ['beto', ', 230'],
    ],
    [
      'each time anew',
      [hears('ana', long), send('ana', 'b\n'), hears('ana', long)],
      { step: 5, offset: 250 },
      ['', ', 230'],
    ],
  ])('%s', (_, steps, difference, shown) => {
    const calls = shown.map((rest) =>
      rest === 'beto' ? 'show("beto", beto)' : `show("ana", ana${rest})`,
    )
    expect(shownFor(steps, difference)).toEqual([printFrom, ...calls])
  })

  test.each<[string, readonly StepInput[], Difference]>([
    ['where that is seen anyway', [hears('ana', long)], { step: 3, offset: 180 }],
    [
      'where it is not known how much came before',
      [hears('ana', play.contains('x')), hears('ana', long)],
      { step: 4, offset: 250 },
    ],
  ])('but from its beginning %s', (_, steps, difference) => {
    expect(shownFor(steps, difference)).toEqual([print, 'show("ana", ana)'])
  })
})

describe('how it is delivered', () => {
  const steps = [comes('ana'), send('ana', 'ñandú\n'), hears('ana', 'ÑANDÚ\n')]
  const several = [
    ...steps,
    send('ana', 'dos\n'),
    hears('ana', 'DOS\n'),
    comes('beto'),
    send('beto', ''),
    send('beto', 'x\n'),
  ]

  test('whole', () => {
    expect(movesOf(steps)).toMatchInlineSnapshot(`
      "ana = socket.create_connection(("127.0.0.1", port))
      ana.sendall("ñandú\\n".encode())
      show("ana", ana)"
    `)
  })

  test('bytewise', () => {
    expect(movesOf(several, { kind: 'bytewise' })).toMatchInlineSnapshot(`
      "ana = socket.create_connection(("127.0.0.1", port))
      data = "ñandú\\n".encode()
      for start in range(len(data)):
          ana.sendall(data[start:start + 1])
          time.sleep(0.02)
      show("ana", ana)
      data = "dos\\n".encode()
      for start in range(len(data)):
          ana.sendall(data[start:start + 1])
          time.sleep(0.02)
      show("ana", ana)
      beto = socket.create_connection(("127.0.0.1", port))
      data = "x\\n".encode()
      for start in range(len(data)):
          beto.sendall(data[start:start + 1])
          time.sleep(0.02)"
    `)
  })

  test('bytewise, too much for that', () => {
    const long = [comes('ana'), send('ana', play.repeated('una y otra vez\n', 1000))]
    expect(movesOf(long, { kind: 'bytewise' })).toMatchInlineSnapshot(`
      "ana = socket.create_connection(("127.0.0.1", port))
      data = "una y otra vez\\n".encode() * 1000
      for start in range(0, len(data), 300):
          ana.sendall(data[start:start + 300])
          time.sleep(0.02)"
    `)
  })

  test('cut', () => {
    expect(movesOf(several, { kind: 'cut', step: 1, at: 3 })).toMatchInlineSnapshot(`
      "ana = socket.create_connection(("127.0.0.1", port))
      data = "ñandú\\n".encode()
      ana.sendall(data[:3])
      time.sleep(0.5)
      ana.sendall(data[3:])
      show("ana", ana)
      ana.sendall("dos\\n".encode())
      show("ana", ana)
      beto = socket.create_connection(("127.0.0.1", port))
      beto.sendall("x\\n".encode())"
    `)
  })

  test('pieces', () => {
    const cuts = [
      { step: 1, at: [1, 3] },
      { step: 3, at: [2] },
    ]
    expect(movesOf(several, { kind: 'pieces', cuts })).toMatchInlineSnapshot(`
      "ana = socket.create_connection(("127.0.0.1", port))
      data = "ñandú\\n".encode()
      ana.sendall(data[:1])
      time.sleep(0.5)
      ana.sendall(data[1:3])
      time.sleep(0.5)
      ana.sendall(data[3:])
      show("ana", ana)
      data = "dos\\n".encode()
      ana.sendall(data[:2])
      time.sleep(0.5)
      ana.sendall(data[2:])
      show("ana", ana)
      beto = socket.create_connection(("127.0.0.1", port))
      beto.sendall("x\\n".encode())"
    `)
  })

  test('coalesced', () => {
    expect(movesOf(several, { kind: 'coalesced' })).toMatchInlineSnapshot(`
      "ana = socket.create_connection(("127.0.0.1", port))
      ana.sendall("ñandú\\n".encode() + "dos\\n".encode())
      show("ana", ana)
      beto = socket.create_connection(("127.0.0.1", port))
      beto.sendall("".encode() + "x\\n".encode())"
    `)
  })

  test('slow-reader', () => {
    expect(movesOf(steps, { kind: 'slow-reader' })).toMatchInlineSnapshot(`
      "ana = socket.create_connection(("127.0.0.1", port))
      ana.sendall("ñandú\\n".encode())
      time.sleep(0.5)
      show("ana", ana)"
    `)
  })

  test('short-io is nothing for a few lines of Python', () => {
    expect(textOf(steps, { delivery: { kind: 'short-io', what: 'reads' } })).toBeUndefined()
  })
})

describe('names', () => {
  test('that mean something to Python, or that it does not take, are others', () => {
    const peers = ['class', 'server', 'data', 'ana-2', 'ñandú', '张', 'a½']
    expect(movesOf(peers.map((peer) => comes(peer)))).toMatchInlineSnapshot(`
      "class_ = socket.create_connection(("127.0.0.1", port))
      server_ = socket.create_connection(("127.0.0.1", port))
      data_ = socket.create_connection(("127.0.0.1", port))
      ana_2 = socket.create_connection(("127.0.0.1", port))
      ñandú = socket.create_connection(("127.0.0.1", port))
      张 = socket.create_connection(("127.0.0.1", port))
      a_ = socket.create_connection(("127.0.0.1", port))"
    `)
    expect(movesOf([comes('class'), hears('class', 'x')])).toContain('show("class", class_)')
  })

  test('every snippet is a program', async () => {
    const peer = fc.constantFrom('ana', 'None', 'socket', 'time', 'show', 'port', 'x-1', 'ª½', '张')
    const data = fc.oneof(fc.string({ unit: 'binary' }), fc.constant('otra vez\n'.repeat(100)))
    const step: fc.Arbitrary<StepInput> = fc.oneof(
      fc.constant(play.listen()),
      ...[comes, play.accept, expectSilence, expectClose, play.halfClose, close, play.reset].map(
        (make) => peer.map((name) => make(name)),
      ),
      fc.tuple(peer, data).map(([name, some]) => send(name, some)),
      fc.constant(play.expectExit()),
      peer.map((name) => play.open(name)),
      fc.tuple(peer, data).map(([name, one]) => play.sendDatagram(name, one)),
      fc.tuple(peer, data).map(([name, one]) => play.expectDatagram(name, one)),
    )
    const delivery: fc.Arbitrary<Delivery> = fc.oneof(
      fc.constantFrom<Delivery>(whole, { kind: 'bytewise' }, { kind: 'coalesced' }),
      fc.record({ kind: fc.constant('cut'), step: fc.nat(5), at: fc.integer({ min: 1, max: 9 }) }),
    )
    const scenes = fc.tuple(fc.array(step, { maxLength: 12 }), delivery)
    const some = fc.sample(scenes, { numRuns: 200, seed: 1 })
    const texts = some.flatMap(([steps, how]) =>
      (['server', 'client'] as const).map((role) => textOf(steps, { delivery: how, role })),
    )
    const input = JSON.stringify(texts.filter((text) => text !== undefined))
    const compileAll =
      'import json, sys\nfor one in json.load(sys.stdin): compile(one, "it", "exec")'
    const { stderr } = await execa('python3', ['-W', 'error', '-c', compileAll], { input })
    expect(stderr).toBe('')
  })
})

describe('against real programs', { timeout: 180_000 }, () => {
  const fixtures = fileURLToPath(new URL('../../fixtures', import.meta.url))
  const bounds = { limitMs: 30_000, signal: new AbortController().signal }

  /** What the lines print when a server of the fixtures is there. */
  async function shownBy(fixture: string, steps: readonly StepInput[], delivery: Delivery) {
    const port = await getPort()
    const program = `${fixtures}/line-server/${fixture}/servidor.py`
    const server = execa('python3', [program, String(port)], { reject: false, stdio: 'ignore' })
    try {
      await pollUntil(() => isOpen(port), bounds)
      const lines = patient(steps, delivery, port)
      const { all } = await execa('python3', ['-c', lines], { all: true, reject: false })
      return all
    } finally {
      server.kill('SIGKILL')
      await server
    }
  }

  const asks = [comes('ana'), send('ana', 'hola\n'), hears('ana', 'HOLA\n')]
  const accents = [comes('ana'), send('ana', 'ñandú\n'), hears('ana', 'ÑANDÚ\n')]
  const asksTwice = [...asks, send('ana', 'dos\n'), hears('ana', 'DOS\n')]
  const leaves = [...asks, play.halfClose('ana'), expectClose('ana')]
  const waits = [comes('ana'), send('ana', 'ho'), comes('beto'), send('beto', 'x\n')]

  test.concurrent.for<{
    fixture: string
    steps: readonly StepInput[]
    delivery: Delivery
    wrong: readonly string[]
    right: readonly string[]
  }>([
    {
      fixture: 'python-one-recv-per-line',
      steps: asks,
      delivery: { kind: 'cut', step: 1, at: 2 },
      wrong: [String.raw`ana 6 bytes b'HO\nLA\n' still open`],
      right: [String.raw`ana 5 bytes b'HOLA\n' still open`],
    },
    {
      fixture: 'python-one-recv-per-line',
      steps: asks,
      delivery: { kind: 'bytewise' },
      wrong: [String.raw`ana 8 bytes b'H\nO\nL\nA\n' closed`],
      right: [String.raw`ana 5 bytes b'HOLA\n' still open`],
    },
    {
      fixture: 'python-decodes-each-piece',
      steps: accents,
      delivery: { kind: 'cut', step: 1, at: 1 },
      wrong: [String.raw`ana 12 bytes b'\xef\xbf\xbd\xef\xbf\xbdAND\xc3\x9a\n' still open`],
      right: [String.raw`ana 8 bytes b'\xc3\x91AND\xc3\x9a\n' still open`],
    },
    {
      fixture: 'python-drops-what-follows',
      steps: asksTwice,
      delivery: { kind: 'coalesced' },
      wrong: [String.raw`ana 5 bytes b'HOLA\n' still open`],
      right: [String.raw`ana 9 bytes b'HOLA\nDOS\n' still open`],
    },
    {
      fixture: 'python-serves-one-at-a-time',
      steps: [...waits, hears('beto', 'X\n'), send('ana', 'la\n'), hears('ana', 'HOLA\n')],
      delivery: whole,
      wrong: ["beto 0 bytes b'' still open", String.raw`ana 5 bytes b'HOLA\n' still open`],
      right: [
        String.raw`beto 2 bytes b'X\n' still open`,
        String.raw`ana 5 bytes b'HOLA\n' still open`,
      ],
    },
    {
      fixture: 'python-never-closes',
      steps: leaves,
      delivery: { kind: 'slow-reader' },
      wrong: [String.raw`ana 5 bytes b'HOLA\n' still open`, "ana 0 bytes b'' still open"],
      right: [String.raw`ana 5 bytes b'HOLA\n' still open`, "ana 0 bytes b'' closed"],
    },
  ])('$fixture, $delivery.kind', async (one, { expect: expectHere }) => {
    const { fixture, steps, delivery, wrong, right } = one
    const shown = [fixture, 'python-correct'].map((name) => shownBy(name, steps, delivery))
    expectHere(await Promise.all(shown)).toEqual([wrong.join('\n'), right.join('\n')])
  })

  test.concurrent('a client that resets, and what is left of it', async ({
    expect: expectHere,
  }) => {
    const steps = [...asks, play.reset('ana'), ...asks.map((step) => ({ ...step, peer: 'beto' }))]
    const shown = await shownBy('python-correct', steps, whole)
    expectHere(shown).toContain(String.raw`beto 5 bytes b'HOLA\n' still open`)
  })

  test.concurrent.for([
    ['takes one recv() for all', 'peer.recv(4096)', 'ho'],
    ['reads to the end', 'b"".join(iter(lambda: peer.recv(4096), b""))', 'hola'],
  ])('a client that %s', async ([, read, output], { expect: expectHere }) => {
    const port = await getPort()
    const steps = [play.listen(), play.accept('ana'), send('ana', 'hola'), close('ana')]
    const lines = patient([...steps, play.expectExit()], { kind: 'cut', step: 2, at: 2 }, port)
    const client = `import socket, time
while True:
    try:
        peer = socket.create_connection(("127.0.0.1", ${port}))
        break
    except OSError:
        time.sleep(0.1)
print(${read}.decode())`
    const server = execa('python3', ['-c', lines], { reject: false })
    const { stdout } = await execa('python3', ['-c', client], { timeout: 150_000 })
    expectHere(stdout).toBe(output)
    await server
  })
})

function isOpen(port: number): Promise<boolean> {
  const socket = connect(port, '127.0.0.1')
  return new Promise<boolean>((resolve) => {
    socket.on('connect', () => resolve(true)).on('error', () => resolve(false))
  }).finally(() => socket.destroy())
}

/** The lines for a machine that is busy with other tests: they are given more time. */
function patient(steps: readonly StepInput[], delivery: Delivery, port: number): string {
  return textOf(steps, { delivery, port: { given: 'fixed', port } })!
    .replaceAll('time.sleep(0.02)', 'time.sleep(0.5)')
    .replaceAll('time.sleep(0.5)', 'time.sleep(1)')
    .replaceAll('settimeout(1)', 'settimeout(3)')
}
