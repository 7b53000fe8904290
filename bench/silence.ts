import type { StepInput } from '../harness/assignment/step.ts'
import { Limits } from '../harness/config/limits.ts'
import { buildProbe, stepEnds, type Running } from '../harness/drive/test-stage.ts'
import type { Trust } from '../harness/drive/trust.ts'
import { amounts } from './amounts.ts'
import { median, quantile } from './figures.ts'
import type { Measured } from './table.ts'

type Silence = ReturnType<typeof stepEnds>[number]

const limits = Limits.parse({})
const nearlyAll = 0.95

/** A server that has half a line and rightly says nothing: proved, beside the wait for a limit. */
export async function measureSilence(): Promise<Measured> {
  await using program = await buildProbe('plain.py')
  await using running = await program.start(limits)
  const proved: Silence[] = []
  for (let connection = 0; connection < amounts.silentConnectionsCount; connection += 1) {
    proved.push(...(await keepSilent(running, 'believed', amounts.silencesCount)))
  }
  const waited = await keepSilent(running, 'timed', amounts.waitedSilencesCount)
  const settled = proved.filter(({ end }) => end === 'settled').length
  const [ours, others] = [proved, waited].map((all) => all.map(({ tookMs }) => tookMs))
  const rowOf = (what: string, figure: (values: readonly number[]) => number) => {
    return { what, values: [figure(ours!), figure(others!)], unit: 'ms' } as const
  }
  return {
    sections: [
      {
        title: `${proved.length} silent checks of a program that has half a line`,
        columns: ['proved', `waited ${limits.silenceMs} ms`],
        rows: [
          rowOf('median', median),
          rowOf('95 of 100', (values) => quantile(values, nearlyAll)),
          { what: 'proved', values: [settled, undefined], unit: 'checks' },
        ],
      },
    ],
    ratios: [
      { what: 'a silent check, to waiting', value: median(ours!) / median(others!) },
      { what: 'silent checks not proved', value: proved.length - settled, atMost: 0 },
    ],
    remarks: [],
  }
}

async function keepSilent(
  running: Running,
  trust: Trust['kind'],
  count: number,
): Promise<readonly Silence[]> {
  const silence: readonly StepInput[] = [
    { kind: 'send', peer: 'ana', data: 'half a line ' },
    { kind: 'expectSilence', peer: 'ana' },
  ]
  const steps: readonly StepInput[] = [
    { kind: 'connect', peer: 'ana' },
    ...Array.from({ length: count }, () => silence).flat(),
  ]
  await using scene = running.open({ steps, trust: { kind: trust } })
  const ends = stepEnds(await scene.play())
  return ends.filter((_, step) => steps[step]?.kind === 'expectSilence')
}
