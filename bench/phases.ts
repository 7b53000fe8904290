import type { Play, Transcript } from '../harness/transcript/transcript.ts'
import { eventsOf } from '../harness/transcript/views.ts'
import { amounts } from './amounts.ts'
import { total } from './figures.ts'

/** Where the time of a grading goes. Together the phases are the whole. */
export type Phases = { readonly [Name in (typeof phaseNames)[number][0]]: number }

/** The phases in words. */
export const phaseNames = [
  ['copyMs', 'copy, pipes, spawn'],
  ['startMs', 'start until it listens'],
  ['playMs', 'play'],
  ['endMs', 'end, and between plays'],
  ['restMs', 'prepare and judge'],
] as const satisfies readonly (readonly [string, string])[]

/**
 * The phases of a grading, as its transcripts show them from outside. Where several plays share a
 * program, its start and its end are between the plays.
 */
export function phasesOf(transcripts: readonly Transcript[], wholeMs: number): Phases {
  const plays = transcripts.flatMap((transcript) => transcript.plays.map(timesOf))
  const trialsMs = total(transcripts.map(({ tookMs }) => tookMs))
  return {
    copyMs: total(plays.map(({ startedMs }) => startedMs)),
    startMs: total(plays.map(({ startedMs, listeningMs }) => listeningMs - startedMs)),
    playMs: total(plays.map(({ listeningMs, lastMs }) => lastMs - listeningMs)),
    endMs: trialsMs - total(plays.map(({ lastMs }) => lastMs)),
    restMs: wholeMs - trialsMs,
  }
}

/** The plays of a transcript by the program to which they were played, in order. */
export function programsOf({ plays }: Transcript): readonly (readonly Play[])[] {
  const programs: Play[][] = []
  let shared: Play[] | undefined
  for (const play of plays) {
    const { startedMs, listeningMs } = timesOf(play)
    const isShared = listeningMs - startedMs < amounts.instantMs
    if (isShared && shared) {
      shared.push(play)
      continue
    }
    const own = [play]
    programs.push(own)
    shared = isShared ? own : undefined
  }
  return programs
}

function timesOf({ events }: Play) {
  const startedMs = eventsOf(events, 'started')[0]?.atMs ?? 0
  const listeningMs = eventsOf(events, 'listening')[0]?.atMs ?? startedMs
  return { startedMs, listeningMs, lastMs: events.at(-1)?.atMs ?? listeningMs }
}
