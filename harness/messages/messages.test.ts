import { readdir, readFile } from 'node:fs/promises'
import { join } from 'node:path'
import { fileURLToPath } from 'node:url'
import { expect, test } from 'vitest'
import * as cli from './cli.ts'
import * as duet from './duet.ts'
import * as files from './files.ts'
import * as help from './help.ts'
import * as lab from './lab.ts'
import * as problems from './problems.ts'
import * as prove from './prove.ts'
import * as references from './references.ts'
import * as report from './report.ts'
import * as store from './store.ts'
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
  cli.unknownWord('option', bad, undefined),
  cli.unknownWord('command', 'grde', 'grade'),
  cli.missingWord(bad),
  cli.tooManyWords,
  cli.graded({ position: 1, count: 2 }, bad, '1/2'),
  cli.notGradable,
  cli.resultsIn(bad),
  cli.interrupted(1, 2),
  cli.harnessFailed(bad),
  duet.doesNotBuild,
  duet.serverDoesNotListen,
  duet.clientFails(1, 3),
  duet.clientFails(1, undefined),
  files.unreadable(bad, 'EACCES'),
  files.tooLarge(bad, 9),
  files.syntax(bad, bad),
  files.noDefaultExport(bad),
  files.problem('a:1:2', '', { first: { en: 'x', es: 'y' }, more: 0 }),
  files.problem('a:1:2', 'a[0]', { first: { en: 'x', es: 'y' }, more: 3 }),
  files.unknownAssignment(bad, undefined, []),
  files.unknownAssignment('a', 'b', ['b']),
  files.severalAssignments(bad, ['a', 'b']),
  files.noConfig(bad),
  lab.needsLinux('darwin'),
  lab.noPrivateNetwork(bad),
  lab.plainLab(undefined),
  lab.plainLab(bad),
  lab.waitingForPort(9000),
  lab.portHeld(9000, bad),
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
  prove.unreadableExpectation(bad, bad),
  prove.noReference(bad),
  prove.lostOtherwise({ a: 'x' }, { c: 'y', b: 'z' }),
  prove.lostOtherwise({ c: 'y', a: 'x', b: 'z' }, {}),
  prove.passedOtherwise([], []),
  prove.passedOtherwise(['a'], ['b']),
  prove.failedByNone,
  prove.proved('a', 0, 3),
  prove.proved('a', 1, 3),
  references.duplicateCheck('a'),
  references.unknownAfter(bad, undefined, ['a']),
  references.unknownAfter('a', 'b', ['b']),
  references.cycle(['a', 'b', 'a']),
  references.clientDiscovered,
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
  references.frozenTwice,
  references.neverThawed,
  references.noSignOfLife,
  report.skippedBecause('a'),
  report.provisional(3),
  report.comesAfter(['a', 'b']),
  report.classSummary({ graded: 1, all: 2, mean: '1.0', median: '1.0', max: 2 }),
  ...Object.values(report.unjudgedReasons),
  ...Object.values(help.help),
  ...Object.values(help.headings),
  store.outNotEmpty(bad),
  store.unusableOut(bad, bad),
  store.noResults(bad, bad),
  store.notOurs(bad),
  store.otherBatch(bad, { en: 'seed', es: 'otra semilla' }),
  ...['ENOENT', 'ENOTDIR', 'EISDIR', 'EACCES', 'EWHAT'].map(usage.reason),
  usage.submissionsUnreadable(bad, 'ENOENT'),
  usage.noSubmissions(bad),
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
  usage.severalEntries(['a.py', bad]),
]

test('every sentence is there in both languages, in one line, and steers no terminal', () => {
  for (const { en, es } of said) {
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
