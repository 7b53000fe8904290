import { launch } from '../harness/grade/launch.ts'
import { prepare } from '../harness/grade/prepare.ts'
import type { Built, Site } from '../harness/grade/site.ts'
import { waitUntilListening } from '../harness/launch/ready.ts'
import { nowMs } from '../harness/lib/clock.ts'
import { amounts } from './amounts.ts'
import { median, quantile } from './figures.ts'
import { fixture, openSite, type Setting } from './setting.ts'
import type { Measured } from './table.ts'

const nearlyAll = 0.95

/** From the wish to run a program until it listens: in a world of its own, and without one. */
export async function measureWorlds(setting: Setting): Promise<Measured> {
  const inside = await openPlace({ ...setting, lab: 'lab' })
  const outside = await openPlace(setting)
  const times: { readonly inside: number[]; readonly outside: number[] } = {
    inside: [],
    outside: [],
  }
  for (let start = 0; start < amounts.startsCount; start += 1) {
    times.inside.push(await timeStart(inside))
    times.outside.push(await timeStart(outside))
  }
  const extraMs = median(times.inside) - median(times.outside)
  const rowOf = (what: string, figure: (values: readonly number[]) => number) => {
    return { what, values: [figure(times.inside), figure(times.outside)], unit: 'ms' } as const
  }
  return {
    sections: [
      {
        title: `${amounts.startsCount} starts of a Python server, until it listens`,
        columns: ['own world', 'none'],
        rows: [rowOf('median', median), rowOf('95 of 100', (all) => quantile(all, nearlyAll))],
      },
    ],
    ratios: [
      {
        what: 'milliseconds that a world adds to a start',
        value: extraMs,
        atMost: amounts.worldMsMax,
      },
    ],
    remarks: [],
  }
}

type Place = { readonly site: Site; readonly built: Built }

async function openPlace(setting: Setting): Promise<Place> {
  const site = await openSite(setting, 'greeting-server')
  const { folder } = fixture('greeting-server', 'python-correct')
  const prepared = await prepare(site, { ...site.assignment, submission: folder, written: [] })
  if (prepared.kind !== 'built') throw new Error(`the program is ${prepared.kind}`)
  return { site, built: prepared.built }
}

async function timeStart({ site, built }: Place): Promise<number> {
  const beginMs = nowMs()
  const port = 9000
  const run = { name: 'start', port, record: () => undefined }
  await using program = await launch(site, built, run)
  const target = { rule: built.program.port, port, family: 'ipv4' } as const
  const wait = { limitMs: site.config.limits.startMs, signal: site.signal }
  const ready = await waitUntilListening(program, target, wait)
  if (ready.kind !== 'listening') throw new Error('a program did not listen')
  return nowMs() - beginMs
}
