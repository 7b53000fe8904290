import type { Event, Happening } from './event.ts'

type OfOther = Extract<Event, { readonly kind: 'other' }>

/** Another program that runs: what it is called, and whether the course brings it along. */
export type OtherRun = Pick<OfOther, 'other' | 'ours'>

/** What happened to another program, as it stands among the events of a trial; some of it does not. */
export function ofOther(run: OtherRun, happening: Happening): Happening | undefined {
  return isTold(happening) ? { kind: 'other', ...run, event: happening } : undefined
}

type Told = Extract<Happening, { readonly kind: 'started' | 'output' | 'over-limit' | 'exited' }>

function isTold(happening: Happening): happening is Told {
  return told.has(happening.kind)
}

const told: ReadonlySet<Happening['kind']> = new Set(['started', 'output', 'over-limit', 'exited'])

/** What happened to one other program, as if it were the only one; only where that is a word. */
export function eventsOfOther(events: readonly Event[], name: string): readonly Event[] {
  return events.flatMap((one): readonly Event[] => {
    if (one.kind !== 'other' || one.other !== name) return []
    const { event, atMs } = one
    if (event.kind === 'listening' || event.kind === 'not-listening') return []
    return [{ ...event, atMs }]
  })
}
