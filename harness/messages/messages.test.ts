import { readdir, readFile } from 'node:fs/promises'
import { join } from 'node:path'
import { fileURLToPath } from 'node:url'
import { expect, test } from 'vitest'
import { Cause } from '../judge/cause.ts'
import { formCauses } from '../judge/form-causes.ts'
import { explain } from '../judge/explain.ts'
import { UnjudgedReason } from '../judge/verdict.ts'
import { StepEnd } from '../transcript/event.ts'
import { Transcript } from '../transcript/transcript.ts'
import * as announced from './announced.ts'
import * as captures from './captures.ts'
import * as cli from './cli.ts'
import * as codec from './codec.ts'
import * as duet from './duet.ts'
import * as files from './files.ts'
import * as givenFiles from './given-files.ts'
import * as help from './help.ts'
import * as init from './init.ts'
import * as lab from './lab.ts'
import * as ladder from './ladder.ts'
import * as matchers from './matchers.ts'
import * as network from './network.ts'
import * as others from './other-references.ts'
import { missingWords, otherWords } from './other-rungs.ts'
import * as patterns from './patterns.ts'
import * as problems from './problems.ts'
import * as prove from './prove.ts'
import { relayedTwice, relayOfStreams } from './relay-references.ts'
import { heldUpWords, relayedWords } from './relay-rungs.ts'
import * as references from './references.ts'
import * as report from './report.ts'
import * as starter from './starter.ts'
import * as store from './store.ts'
import * as structures from './structures.ts'
import * as terminal from './terminal.ts'
import type { Text } from './text.ts'
import * as usage from './usage.ts'

const bad = '\u001B[31m\n'
const said: readonly Text[] = [
  cli.whichAssignment(['a', 'b']),
  cli.noAssignments,
  cli.unknownCheck(bad, undefined, ['a']),
  cli.unknownCheck('grets', 'greets', ['greets']),
  cli.notANumber('--seed', bad, 0),
  cli.notAChoice('--lab', bad, ['net']),
  cli.notAPart('--part', bad),
  cli.unknownWord('option', bad, undefined),
  cli.unknownWord('command', 'grde', 'grade'),
  cli.missingWord(bad),
  cli.tooManyWords,
  cli.graded({ position: 1, count: 2 }, bad, '1/2'),
  cli.notGradable,
  cli.resultsIn(bad),
  cli.interrupted(1, 2),
  cli.harnessFailed(bad),
  cli.notADelivery(bad),
  cli.deliveryOfWhichCheck,
  cli.noSuchResult(bad, undefined),
  cli.noSuchResult('anna', 'ana'),
  cli.nothingToReplay(bad),
  cli.submissionGone(bad),
  cli.howToReplay(bad),
  patterns.noPattern(bad),
  patterns.backreference(bad),
  patterns.lookaround(bad),
  patterns.nestedRepetition(bad),
  patterns.tooManyRepetitions(bad, 3),
  patterns.unlike(bad, bad),
  codec.codecUnreadable('ENOENT'),
  codec.codecFails(bad),
  codec.codecEndless(bad, 1000),
  codec.noCodec,
  codec.codecImports,
  codec.codecChanged(bad),
  codec.codecFaulty(bad),
  codec.codecDisagrees,
  codec.codecTooEarly(2, 5),
  others.noSuchOther(bad, undefined, []),
  others.noSuchOther(bad, undefined, ['a']),
  others.noSuchOther('clente', 'cliente', ['cliente']),
  others.notOfTheSubmission(bad),
  others.otherProtocol('tcp'),
  others.otherPort(9001, 9000),
  others.sameSide(bad, 'server'),
  others.sameSide(bad, 'client'),
  others.runsAlready(bad),
  others.twoServers,
  others.afterTheClient,
  others.leakOfOthers,
  others.notStarted(bad, undefined),
  others.notStarted('anna', 'ana'),
  missingWords(bad),
  otherWords(bad, { kind: 'started' }),
  otherWords('ana', { kind: 'over-limit' }),
  otherWords('ana', { kind: 'not-listening' }),
  otherWords('ana', { kind: 'listening', port: 9000 }),
  otherWords('ana', { kind: 'output', stream: 'stderr', data: { text: bad } }),
  otherWords('ana', { kind: 'exited', exit: { kind: 'code', code: 0 } }),
  duet.doesNotBuild,
  duet.serverDoesNotListen,
  duet.notWritten('recibido.bin'),
  relayedTwice('ana'),
  relayOfStreams,
  duet.clientFails(1, 3),
  duet.clientFails(1, undefined),
  init.alreadyThere(bad),
  init.unwritable(bad, 'EACCES'),
  init.notAnId(bad),
  init.noSpecs(bad),
  ...Object.values(starter.asked).flatMap((role) => Object.values(role)),
  ...[starter.abouts, starter.comments, starter.handout].flatMap((part) => Object.values(part)),
  init.written,
  init.next,
  files.unreadable(bad, 'EACCES'),
  files.tooLarge(bad, 9),
  files.syntax(bad, bad),
  files.notImported('a:1:2', { name: 'check', from: bad }),
  files.noDefaultExport(bad),
  files.problems([{ place: 'a:1:2', path: '', text: { en: 'x', es: 'y' } }], 0),
  files.problems([{ place: 'a:1:2', path: 'a[0]', text: { en: 'x', es: 'y' } }], 3),
  files.unknownAssignment(bad, undefined, []),
  files.unknownAssignment('a', 'b', ['b']),
  files.severalAssignments(bad, ['a', 'b']),
  files.noConfig(bad),
  givenFiles.tooLarge(4_194_305, 4_194_304),
  givenFiles.alsoFolder(bad, bad),
  givenFiles.neverCopied('.git'),
  lab.needsUnix('win32'),
  lab.clockLab(undefined),
  lab.clockLab(bad),
  lab.noPrivateNetwork(bad),
  lab.noWorld(bad),
  lab.notTrusted('net', bad),
  lab.notTrusted('plain', undefined),
  lab.netLab(bad),
  lab.plainLab(undefined),
  lab.plainLab(bad),
  lab.waitingForPort(9000),
  lab.portHeld(9000, bad),
  ladder.rungs.started,
  ladder.rungs.listening('127.0.0.1:9000'),
  ladder.rungs['not-listening'],
  ladder.rungs.exited({ kind: 'code', code: 0 }),
  ladder.rungs.restarted([]),
  ladder.rungs.restarted([{ peer: 'ana', state: 'fin-wait-2' }]),
  ladder.rungs.frozen,
  ladder.rungs.thawed,
  ladder.rungs.signalled('SIGTERM'),
  ladder.rungs.stdin({ text: bad }),
  ladder.rungs.output('stderr', { text: bad }),
  ladder.rungs.arrived,
  ladder.rungs.connecting(undefined),
  ladder.rungs.connecting('[::1]:9000'),
  ladder.rungs.connected,
  ladder.rungs.accepted,
  ladder.rungs.refused('ECONNREFUSED'),
  ...(['first', 'proved', 'timed', 'attempted'] as const).map((apart) =>
    ladder.rungs.sent({ text: bad }, apart),
  ),
  ladder.rungs.received({ base64: '/w==' }),
  ladder.rungs.fin,
  ladder.rungs.reset,
  ...Object.values(ladder.rungs.closed),
  ladder.rungs.fault('no room'),
  ladder.rungs.buildFailed,
  ...StepEnd.options.map((end) => ladder.rungs.stepEnded(end, '5 s')),
  ladder.waitWords({ call: 'recv', peers: ['ana'], listener: false, input: false, bytesMax: 1 }),
  ladder.waitWords({ call: 'poll', peers: ['ana', 'beto'], listener: true, input: true }),
  ladder.waitWords({ call: 'unknown', peers: [], listener: false, input: false }),
  relayedWords({
    peer: 'ana',
    direction: 'to-program',
    number: 2,
    fate: 'corrupted',
    data: { text: bad },
  }),
  relayedWords({
    peer: 'ana',
    direction: 'from-program',
    number: 1,
    fate: 'dropped',
    data: { text: '' },
  }),
  heldUpWords('0.3 s'),
  network.notOurAddress('10.0.0.3', undefined, []),
  network.notOurAddress('10.0.0.3', undefined, ['fd00::2']),
  network.notOurAddress('10.0.0.3', '10.0.0.2', ['10.0.0.2']),
  network.localhost('localhost'),
  network.thereAnyway('127.0.0.5'),
  network.ofNoMachine('224.0.0.1'),
  network.addressTwice('10.0.0.2'),
  network.needsPrivateNetwork(['hosts'], undefined),
  network.needsPrivateNetwork(['addresses', 'hosts'], bad),
  network.needsLowPort(80),
  network.needsIpv6,
  problems.unknownKey(bad, undefined, []),
  problems.unknownKey('a', undefined, ['b', 'c']),
  problems.unknownKey('titel', 'title', ['title']),
  problems.missingKey(bad, []),
  problems.missingKey('kind', ['a', 'b']),
  problems.missingKey('es', []),
  problems.unknownValue(bad, undefined, ['a']),
  problems.unknownValue('conect', 'connect', ['connect']),
  problems.wrongType([1], ['string', 'odd']),
  problems.wrongType(null, ['object']),
  problems.wrongType({}, ['int']),
  problems.wrongType(true, ['array']),
  problems.wrongType('x'.repeat(99), ['number']),
  problems.wrongType(Symbol('x'), ['number']),
  problems.tooSmall([], 1),
  problems.tooSmall(0, 1),
  problems.tooBig('abc', 1),
  problems.tooBig(5, 1),
  problems.otherwise('x', 'should be like ".py"'),
  problems.otherwise('x', 'should be otherwise'),
  prove.noExpectation(bad),
  prove.unknownCause(bad, undefined),
  prove.unknownCause(bad, 'no-answer'),
  prove.nothingButNotGradable(bad),
  prove.noReference(bad),
  prove.lostOtherwise({ a: 'x' }, { c: 'y', b: 'z' }),
  prove.lostOtherwise({ c: 'y', a: 'x', b: 'z' }, {}),
  prove.passedOtherwise([], []),
  prove.passedOtherwise(['a'], ['b']),
  prove.undecided('a', 'overloaded', null),
  prove.undecided(bad, 'codec-fault', bad),
  prove.withReasons(prove.lostOtherwise({}, {}), [
    { en: 'x', es: 'y' },
    { en: 'z', es: 'a' },
  ]),
  prove.withReasons(prove.lostOtherwise({}, {}), []),
  prove.failedByNone,
  prove.proved('a', 0, 3),
  prove.proved('a', 1, 3),
  captures.notCaptured(bad, undefined),
  captures.notCaptured('tokn', 'token'),
  captures.capturedTwice(bad),
  captures.noUser('stdin', ['send', 'expect']),
  captures.noCapturer('fence'),
  captures.afterAnything('expectSilence'),
  captures.nothingBefore,
  matchers.noHash('expectOutput'),
  matchers.ambiguousOrder,
  structures.unknownRound(bad, undefined, []),
  structures.unknownRound('m', undefined, ['who']),
  structures.unknownRound('nun', 'num', ['num']),
  structures.noMove('expect', ['send', 'close']),
  structures.tooManySteps(2000, 1000),
  references.unknownParameter(bad, undefined, ['port']),
  references.unknownParameter('prot', 'port', ['port']),
  references.variantOfVariant,
  references.noBase(bad),
  references.restartOfClient,
  terminal.noStderr,
  terminal.tooLongLine(4095),
  terminal.needsTerminal(bad),
  terminal.runsInTerminal,
  references.duplicateCheck('a'),
  references.unknownAfter(bad, undefined, ['a']),
  references.unknownAfter('a', 'b', ['b']),
  references.cycle(['a', 'b', 'a']),
  references.clientDiscovered('discovered'),
  announced.onePort(bad),
  announced.noExample(bad, bad),
  references.ownCounterpart,
  references.otherRole('listen', 'server'),
  references.otherRole('connect', 'client'),
  references.connectsTwice('ana'),
  references.notConnected('send', 'ana', undefined),
  references.notConnected('send', 'anna', 'ana'),
  references.afterItsEnd('send', 'ana'),
  references.acceptBeforeListen,
  references.refuseAndListen,
  references.listensTwice,
  references.thawBeforeFreeze,
  references.udpDiscovered,
  references.otherTransport('send', 'udp'),
  references.otherTransport('open', 'tcp'),
  references.frozenTwice,
  references.neverThawed,
  references.noMessage('until-close'),
  references.noMessage('lines'),
  references.noSignOfLife,
  report.skippedBecause('a'),
  report.provisional(3),
  report.comesAfter(['a', 'b']),
  report.classSummary({ graded: 1, all: 2, mean: '1.0', median: '1.0', max: 2 }),
  ...Object.values(report.unjudgedReasons),
  ...Object.values(report.lensSkips),
  ...Object.values(report.labWords),
  ...Object.values(help.help),
  ...Object.values(help.headings),
  store.outNotEmpty(bad),
  store.unusableOut(bad, bad),
  store.noResults(bad, bad),
  store.notOurs(bad),
  store.otherBatch(bad, { en: 'seed', es: 'otra semilla' }),
  store.otherAssignment(bad, bad, bad),
  store.changedSince([bad, bad]),
  store.playsChanged(bad),
  ...['ENOENT', 'ENOTDIR', 'EISDIR', 'EACCES', 'EWHAT'].map(usage.reason),
  usage.submissionsUnreadable(bad, 'ENOENT'),
  usage.noSubmissions(bad),
  usage.leftOut([bad, 'pedro.zip']),
  usage.submissionUnreadable(bad, 'ENOENT'),
  usage.filesUnreadable('EACCES'),
  usage.filesUnreadable('ENOENT'),
  usage.tooManyFiles(3),
  usage.tooManyBytes(3),
  usage.noEntry(['server'], []),
  usage.noEntry(
    ['server'],
    Array.from({ length: 11 }, (_, index) => `f${index}`),
  ),
  usage.notRun([bad, bad]),
  usage.noMakefile([]),
  usage.noMakefile(['a.c']),
  usage.severalEntries(['a.py', bad]),
]

const peer = 'ana'
type Of<K extends Cause['kind']> = Extract<Cause, { kind: K }>
const otherStart = (rest: Partial<Of<'other-did-not-start'>>): Cause => ({
  kind: 'other-did-not-start',
  other: 'servidor',
  port: 9000,
  sockets: [],
  said: [],
  ...rest,
})
const otherOutput = (rest: Partial<Of<'other-wrong-output'>>): Cause => ({
  kind: 'other-wrong-output',
  other: 'cliente',
  ours: false,
  stream: 'stdout',
  received: { text: '' },
  said: [],
  ...rest,
})
const otherExit = (rest: Partial<Of<'other-wrong-exit'>>): Cause => ({
  kind: 'other-wrong-exit',
  other: 'cliente',
  ours: false,
  expected: 0,
  said: [],
  ...rest,
})
const code = (value: number) => ({ kind: 'code', code: value }) as const
const signal = (name: string) => ({ kind: 'signal', signal: name }) as const
const sixOr = (text: string) => ({ expected: { text: '{"result":6}' }, received: { text } })
const thanks = { text: 'Gracias por conectarte\n' }
const nothing = { text: '' }
const fromProgram = { direction: 'from-program', number: 2 } as const
const toProgram = { direction: 'to-program', number: 1 } as const
type WrongFile = Extract<Cause, { kind: 'wrong-file' }>
const wrongFile = (difference: Partial<WrongFile>): WrongFile => ({
  kind: 'wrong-file',
  path: 'a.txt',
  from: 0,
  expected: { text: 'Gracias\n' },
  received: nothing,
  expectedSize: 908,
  offset: 0,
  receivedSize: 0,
  ...difference,
})
const ofLens = (lens: string) => ({ lens, symptom: 'no-answer' })
const cut = { before: { text: 'hol' }, after: { text: 'a\n' } }

/** Every kind of cause, with and without each part that may be missing. */
const wrongLength = {
  received: { text: '5' },
  size: 1,
  name: 'Content-Length',
  like: '6',
  announced: 6,
}

const causes: readonly Cause[] = [
  { kind: 'did-not-build', output: 'a.c:1: error' },
  { kind: 'did-not-build', output: '', unmade: ['server', 'servidor*'] },
  { kind: 'did-not-start', port: 9000, limitMs: 10_000 },
  { kind: 'did-not-start', port: 9000 },
  { kind: 'did-not-start', port: 9000, limitMs: 10_000, exit: code(1) },
  { kind: 'did-not-start', port: 0, limitMs: 10_000 },
  { kind: 'did-not-start', port: 0, limitMs: 10_000, exit: code(1) },
  { kind: 'did-not-start', port: 9000, again: true },
  { kind: 'did-not-start', port: 9000, exit: code(1), again: true },
  { kind: 'port-still-held', port: 9000, held: [], exit: code(1) },
  {
    kind: 'port-still-held',
    port: 9000,
    held: [{ peer: 'ana', state: 'fin-wait-2' }],
    limitMs: 10_000,
  },
  {
    kind: 'port-still-held',
    port: 9000,
    held: [
      ...['ana', 'beto', 'carla'].map((name) => ({ peer: name, state: 'time-wait' })),
      { state: 'last-ack' },
    ],
  },
  { kind: 'port-still-held', port: 9000, held: [{ state: 'time-wait' }], exit: signal('SIGABRT') },
  { kind: 'crashed', exit: signal('SIGSEGV') },
  { kind: 'crashed', exit: signal('SIGXCPU') },
  { kind: 'crashed', exit: code(1), exception: `ValueError: ${bad}` },
  { kind: 'dies-of-sigpipe' },
  { kind: 'used-too-much', what: 'output', limit: 64 * 1024 * 1024 },
  { kind: 'used-too-much', what: 'memory', limit: 1024 * 1024 * 1024 },
  { kind: 'used-too-much', what: 'threads', limit: 512 },
  {
    kind: 'listens-elsewhere',
    port: 9000,
    sockets: [
      { address: '127.0.0.1', port: 9001, family: 'ipv4' },
      { address: '::', port: 9000, family: 'ipv6' },
    ],
  },
  {
    kind: 'listens-elsewhere',
    port: 0,
    family: 'ipv6',
    sockets: [{ address: '::', port: 9000, family: 'ipv6' }],
  },
  { kind: 'refused', peer },
  { kind: 'refused', peer, exit: code(0) },
  { kind: 'refused', peer, exit: signal('SIGKILL') },
  { kind: 'never-accepted', peer, waitingConnections: 1, limitMs: 5000 },
  { kind: 'never-accepted', peer, waitingConnections: 4 },
  { kind: 'never-accepted', peer, waitingConnections: 0, limitMs: 5000 },
  {
    kind: 'serial-service',
    peer,
    holder: 'beto',
    call: 'recv',
    bytesMax: 1024,
    waitingConnections: 1,
    unreadBytes: 13,
  },
  {
    kind: 'serial-service',
    peer,
    holder: 'beto',
    call: 'send',
    bytesMax: 1,
    waitingConnections: 2,
    unreadBytes: 1,
  },
  {
    kind: 'serial-service',
    peer,
    holder: 'beto',
    call: 'poll',
    waitingConnections: 0,
    unreadBytes: 0,
  },
  { kind: 'wrong-source-port', peer, wanted: { from: 5000, to: 5010 } },
  { kind: 'wrong-source-port', peer, wanted: { from: 5000, to: 5010 }, port: 6000 },
  { kind: 'never-connected', peer, limitMs: 10_000 },
  { kind: 'never-connected', peer },
  { kind: 'never-connected', peer, exit: code(0) },
  { kind: 'no-answer', peer, unreadBytes: 0, limitMs: 5000 },
  { kind: 'no-answer', peer, unreadBytes: 0 },
  { kind: 'no-answer', peer, unreadBytes: 13, limitMs: 5000, expected: thanks },
  { kind: 'no-answer', peer, unreadBytes: 1 },
  { kind: 'wrong-hash', peer, length: 2000, count: 1, begins: { text: 'H' } },
  { kind: 'wrong-hash', peer, length: 2000, count: 2000, begins: { text: 'Hola\n' } },
  {
    kind: 'other-order',
    peer,
    other: 'beto',
    expected: { text: 'uno\ndos\n' },
    received: { text: 'dos\nuno\n' },
    offset: 0,
  },
  {
    kind: 'long-line-in-pieces',
    peer,
    length: 1024,
    expected: { text: 'OTRA VEZ, '.repeat(200) },
    received: { text: `${'OTRA VEZ, '.repeat(200).slice(0, 1024)}\n VEZ, OTRA` },
    offset: 1024,
  },
  { kind: 'wrong-bytes', peer, expected: thanks, received: { text: 'Hola\n' }, offset: 0 },
  {
    kind: 'wrong-bytes',
    peer,
    expected: { text: `${'ñ'.repeat(50)}!\n` },
    received: { text: `${'ñ'.repeat(50)}?\n` },
    offset: 100,
  },
  {
    kind: 'wrong-bytes',
    peer,
    expected: { text: `${'x'.repeat(99)}ñ${'x'.repeat(99)}` },
    received: {
      base64: Buffer.from(`${'x'.repeat(99)}ñ`)
        .subarray(0, 100)
        .toString('base64'),
    },
    offset: 100,
  },
  ...formCauses[0].shape.fault.options.map((fault) => ({
    kind: 'wrong-form' as const,
    peer,
    fault,
    ...wrongLength,
  })),
  { kind: 'wrong-form', peer, fault: 'line', received: { text: bad }, size: 1, pattern: '[0-9]+' },
  { kind: 'wrong-form', peer, fault: 'field', received: { text: bad }, size: 1 },
  { kind: 'wrong-form', peer, fault: 'missing-field', received: { text: bad }, size: 1 },
  { kind: 'wrong-form', peer, fault: 'field', received: { text: bad }, size: 1, like: 'GET' },
  {
    kind: 'wrong-form',
    peer,
    fault: 'missing-field',
    received: { text: bad },
    size: 1,
    name: 'Host',
    like: 'x',
  },
  { kind: 'wrong-form', peer, fault: 'short-body', received: { text: bad }, size: 1 },
  { kind: 'wrong-form', stream: 'stdout', fault: 'no-line', ...wrongLength },
  { kind: 'wrong-form', stream: 'stderr', fault: 'no-line', ...wrongLength },
  { kind: 'wrong-form', fault: 'no-line', received: { text: '' }, size: 0 },
  { kind: 'wrong-message', peer, fault: 'not-json', ...sixOr('six') },
  { kind: 'wrong-message', peer, fault: 'differs', path: 'result', ...sixOr('{"result":7}') },
  { kind: 'wrong-message', peer, fault: 'differs', path: '', ...sixOr('6') },
  { kind: 'wrong-message', peer, fault: 'cut-short', ...sixOr('') },
  { kind: 'wrong-message', peer, fault: 'cut-short', announced: 14, ...sixOr('{"result"') },
  { kind: 'wrong-message', peer, fault: 'invalid', ...sixOr('6') },
  { kind: 'wrong-message', peer, fault: 'length', announced: 2 ** 24, swapped: 1, ...sixOr('6') },
  { kind: 'wrong-message', peer, fault: 'length', announced: 2 ** 31, swapped: 7, ...sixOr('6') },
  { kind: 'missing-bytes', peer, expected: thanks, received: { text: 'Gracias' }, offset: 7 },
  { kind: 'missing-bytes', peer, expected: thanks, received: { text: 'G' }, offset: 1 },
  { kind: 'missing-bytes', peer, expected: thanks, received: { text: 'Hola' }, offset: 0 },
  { kind: 'extra-bytes', peer, extra: { base64: 'AP8=' } },
  { kind: 'answered-early', peer, sent: { text: 'ho' }, extra: { text: 'HO' } },
  { kind: 'no-datagram', peer, unread: false },
  { kind: 'no-datagram', peer, unread: true, expected: thanks, limitMs: 5000 },
  { kind: 'no-datagram', peer, unread: false, expected: nothing, exit: code(0) },
  { kind: 'not-sent-again', peer, expected: thanks },
  { kind: 'not-sent-again', peer, expected: thanks, limitMs: 2000, lost: fromProgram },
  { kind: 'not-sent-again', peer, expected: thanks, exit: code(0), lost: toProgram },
  { kind: 'not-answered-again', peer, expected: thanks },
  { kind: 'not-answered-again', peer, expected: thanks, exit: code(0) },
  { kind: 'went-on-unanswered', peer, expected: thanks, received: nothing },
  { kind: 'sent-again-in-vain', peer, received: thanks },
  { kind: 'sent-too-soon', peer, received: thanks, afterMs: 12, leastMs: 250 },
  { kind: 'wrong-datagram', peer, received: nothing },
  { kind: 'wrong-datagram', peer, received: nothing, expected: thanks },
  { kind: 'extra-datagram', peer, extra: thanks },
  { kind: 'answered-from-elsewhere', peer, other: 'port' },
  { kind: 'answered-from-elsewhere', peer, other: 'address' },
  { kind: 'answered-another-peer', peer, other: 'beto', data: thanks },
  { kind: 'joined-datagrams', peer, expected: { text: 'a' }, received: { text: 'ab' } },
  { kind: 'truncated-datagram', peer, size: 65_507, received: 1 },
  { kind: 'ends-at-empty-datagram', peer, exit: code(0) },
  { kind: 'closed-early', peer, received: nothing },
  { kind: 'closed-early', peer, received: nothing, expected: thanks },
  { kind: 'closed-early', peer, received: { text: 'Gra' }, expected: thanks },
  { kind: 'reset', peer, received: nothing },
  { kind: 'reset', peer, received: { text: 'x'.repeat(100) } },
  { kind: 'reset-with-unread-data', peer, received: nothing },
  { kind: 'reset-with-unread-data', peer, received: thanks },
  { kind: 'did-not-close', peer, limitMs: 5000 },
  { kind: 'did-not-close', peer },
  { kind: 'never-closes', peer },
  { kind: 'never-closes', peer: '' },
  { kind: 'spins-at-end-of-input', peer },
  { kind: 'leaks-descriptors', before: 4, after: 7, peersGone: 3 },
  { kind: 'leaks-descriptors', before: 1, after: 2, peersGone: 1 },
  { kind: 'did-not-exit', limitMs: 500 },
  { kind: 'did-not-exit' },
  { kind: 'wrong-exit-code', expected: 0, exit: code(1) },
  { kind: 'wrong-exit-code', expected: 0, exit: signal('SIGTERM') },
  { kind: 'wrong-exit-code', expected: 'failure', exit: code(0) },
  { kind: 'no-such-program', program: bad, reason: { en: 'there is none', es: 'no hay' } },
  { kind: 'other-did-not-build', program: bad, output: 'oh' },
  { kind: 'other-did-not-build', program: bad, output: '', unmade: [bad] },
  otherStart({ exit: code(1), said: ['no', bad] }),
  otherStart({ limitMs: 500 }),
  otherStart({}),
  otherStart({ sockets: [{ address: '0.0.0.0', port: 9001, family: 'ipv4' }] }),
  otherOutput({ expected: thanks, exit: code(0), said: ['no'] }),
  otherOutput({ expected: thanks, received: thanks, ours: true, limitMs: 500 }),
  otherOutput({ like: '7 puntos' }),
  otherOutput({ exit: code(0) }),
  otherOutput({ received: { text: bad }, exit: signal('SIGSEGV') }),
  otherExit({ exit: code(1), ours: true, said: [bad] }),
  otherExit({ expected: 'failure', exit: code(0) }),
  otherExit({ expected: 'failure', exit: code(1), crashed: true }),
  otherExit({ expected: 'any', limitMs: 500 }),
  otherExit({}),
  { kind: 'other-used-too-much', other: bad, ours: true, what: 'memory', limit: 1_048_576 },
  { kind: 'other-used-too-much', other: 'ana', ours: false, what: 'threads', limit: 9 },
  {
    kind: 'wrong-output',
    stream: 'stdout',
    expected: thanks,
    received: { text: 'Gra\n' },
    found: 3,
  },
  { kind: 'wrong-output', stream: 'stdout', expected: thanks, received: { text: 'G' }, found: 1 },
  { kind: 'wrong-output', stream: 'either', expected: thanks, received: { text: 'x' }, found: 0 },
  { kind: 'wrong-output', stream: 'either', expected: thanks, received: nothing, found: 0 },
  { kind: 'wrong-output', stream: 'either', received: nothing, found: 0 },
  { kind: 'wrong-output', stream: 'stdout', received: nothing, found: 0 },
  { kind: 'wrong-output', stream: 'stderr', received: nothing, found: 0 },
  { kind: 'not-announced', like: 'puerto 5000' },
  { kind: 'announced-elsewhere', announced: 5000 },
  { kind: 'announced-elsewhere', listens: 5000 },
  { kind: 'announced-elsewhere' },
  { kind: 'no-file', path: 'a.txt', there: 'nothing' },
  { kind: 'no-file', path: bad, there: 'link', limitMs: 500 },
  { kind: 'no-file', path: 'a.txt', there: 'folder' },
  { kind: 'no-file', path: 'a.txt', there: 'unreadable' },
  { kind: 'no-file', path: 'a.txt', there: 'other' },
  wrongFile({ received: { text: 'Gra\n' }, offset: 3, receivedSize: 4 }),
  wrongFile({}),
  wrongFile({ received: { text: 'Gra' }, offset: 3, receivedSize: 3 }),
  wrongFile({ received: { text: 'Gracias\n\n' }, offset: 8, expectedSize: 8, receivedSize: 9 }),
  wrongFile({ from: 900, received: { text: 'Gxx' }, offset: 901, receivedSize: 903 }),
  { kind: 'one-recv-per-message', used: 0, sent: 5, cut, ...ofLens('cuts') },
  { kind: 'one-recv-per-message', used: 1, sent: 84, ...ofLens('bytewise') },
  { kind: 'one-recv-per-message', used: 0, sent: 84, ...ofLens('random') },
  { kind: 'one-recv-per-message', used: 0, sent: 84, ...ofLens('short-io') },
  { kind: 'one-recv-per-message', used: 1, sent: 1, ...ofLens('short-io') },
  {
    kind: 'decodes-partial-utf8',
    character: 'é',
    cut: { before: { base64: 'Y2Fmww==' }, after: { base64: 'qQo=' } },
    ...ofLens('cuts'),
  },
  { kind: 'reads-past-one-message', ...ofLens('coalesced') },
  { kind: 'send-without-loop', ...ofLens('short-io') },
]

const explained = causes.map((cause) => ({ kind: cause.kind, ...explain(cause) }))

test('every sentence is there in both languages, in one line, and steers no terminal', () => {
  for (const { en, es } of [...said, ...explained.flatMap((one) => [one.explanation, one.hint])]) {
    for (const text of [en, es]) {
      expect(text).not.toBe('')
      // oxlint-disable-next-line no-control-regex -- control characters are what this is about
      expect(text).not.toMatch(/[\u0000-\u001f\u202a-\u202e]/)
      expect(text).not.toMatch(/undefined|\[object/)
      expect(text).not.toMatch(/\binvalid\b/i)
    }
  }
})

test('what was said is pinned', () => {
  expect(said.flatMap(({ en, es }) => [en, es, '']).join('\n')).toMatchSnapshot()
})

test('every cause is explained, and what it says is pinned', () => {
  const kinds = new Set(explained.map(({ kind }) => kind))
  expect([...kinds].toSorted()).toEqual(Cause.options.map((one) => one.shape.kind.value).toSorted())
  const lines = explained.flatMap(({ kind, explanation, hint }) => [
    kind,
    explanation.en,
    explanation.es,
    hint.en,
    hint.es,
    '',
  ])
  expect(lines.join('\n')).toMatchSnapshot()
})

test('whatever is not judged, or does not count, has a reason in words', () => {
  expect(Object.keys(report.unjudgedReasons).toSorted()).toEqual(UnjudgedReason.options.toSorted())
  const impossible = Transcript.shape.impossible.unwrap().options
  const skips = impossible.filter((why) => why !== 'not-on-this-machine')
  expect(Object.keys(report.lensSkips).toSorted()).toEqual([...skips, 'fails-whole'].toSorted())
})

test('the rules of the schemas have Spanish words', async () => {
  const root = fileURLToPath(new URL('..', import.meta.url))
  const sources: string[] = []
  for (const folder of ['assignment', 'config']) {
    for (const name of await readdir(join(root, folder))) {
      if (!name.endsWith('.test.ts')) sources.push(await readFile(join(root, folder, name), 'utf8'))
    }
  }
  const rules = [...sources.join('\n').matchAll(/'(should (?:be|have) [^']*)'/g)].map(
    ([, rule]) => rule!,
  )
  expect(rules.length).toBeGreaterThan(4)
  expect(rules.filter((rule) => !(rule in problems.rulesInSpanish))).toEqual([])
})
