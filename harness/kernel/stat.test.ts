import { expect, test } from 'vitest'
import { parseScheduleStat, parseStat } from './stat.ts'

const after =
  '4347 4338 2529 0 -1 4227084 119 0 0 0 0 0 0 0 20 0 2 0 338431 0 0 18446744073709551615 0 0 0 0 0 0\n'

test.each([
  'java',
  'VM Periodic Tas',
  '(sd-pam)',
  ') R 1 (',
  ' a) S 12 b ',
  'two\nlines)\n',
  ')',
  '',
  'servidor-ñandú',
])('the command "%s"', (command) => {
  expect(parseStat(`4348 (${command}) Z ${after}`)).toEqual({
    command,
    letter: 'Z',
    parent: 4347,
    exiting: true,
    bornTicks: 338431,
  })
})

test('a process that is not on its way out', () => {
  expect(parseStat(`4348 (a) S ${after.replace('4227084', '4194304')}`)).toMatchObject({
    exiting: false,
  })
})

test.each(['', '4348', '4348 (java', '4348 (java)', '4348 (java) S', 'java'])(
  'the text "%s" is no stat',
  (text) => {
    expect(parseStat(text)).toBeUndefined()
  },
)

test('a schedstat', () => {
  expect(parseScheduleStat('6049530 1704888 3\n')).toEqual({
    ranNs: 6_049_530,
    starvedNs: 1_704_888,
    slices: 3,
  })
})

test.each(['', '0 0 0\n', '12 3', 'x y z'])('the schedstat "%s" counts nothing', (text) => {
  expect(parseScheduleStat(text)).toEqual({ ranNs: NaN, starvedNs: NaN, slices: NaN })
})
