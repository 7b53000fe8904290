import PQueue from 'p-queue'
import { ownPrograms } from '../assignment/program-of.ts'
import type { Assignment } from '../assignment/schema.ts'
import { hasPrivateNetwork, type LabKind } from '../lib/lab-kind.ts'

/** How many submissions are graded at a time, of one assignment or of several together. */
export type Slots = {
  /** Does something as soon as a slot is free; first come, first served. */
  take<T>(work: () => Promise<T>): Promise<T>
}

/**
 * At most `jobs` at a time; one, where a program with a port of its own would not have a network of
 * its own.
 */
export function openSlots(jobs: number, lab: LabKind, assignments: readonly Assignment[]): Slots {
  const isAlone = !hasPrivateNetwork(lab) && assignments.some(choosesItsPort)
  const queue = new PQueue({ concurrency: isAlone ? 1 : jobs })
  return { take: (work) => queue.add(work) }
}

function choosesItsPort(assignment: Assignment): boolean {
  return ownPrograms(assignment).some(({ port }) => own.test(port.given))
}

const own = /^(?:fixed|announced|discovered)$/
