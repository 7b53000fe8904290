import { execa } from 'execa'
import { expect, test } from 'vitest'
import { familyOf, lifeOf, lives, signalLife } from './life.ts'

test('a process that has got the number of another is not that other', async () => {
  const subprocess = execa('sleep', ['100'], { reject: false })
  const life = lifeOf(subprocess.pid!)
  const former = { ...life, bornTicks: life.bornTicks! - 1 }
  expect([lives(former), familyOf(former)]).toEqual([false, []])
  signalLife(former, 'SIGKILL')
  expect([lives(life), familyOf(life)]).toEqual([true, [life.pid]])
  signalLife(life, 'SIGTERM')
  expect(await subprocess).toMatchObject({ signal: 'SIGTERM' })
  expect([lives(life), familyOf(life), lifeOf(life.pid).bornTicks]).toEqual([false, [], undefined])
  signalLife(life, 'SIGKILL')
})
