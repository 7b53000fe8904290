import { readdirSync, readFileSync } from 'node:fs'

/**
 * One look at every thread of some processes: which there are, their state letters and how often
 * each was given a processor (third number of `/proc/PID/task/TID/schedstat`). Undefined when a
 * thread is not asleep, so that something is still going to happen.
 */
export function sleepingThreads(pids: readonly number[]): string | undefined {
  const threads: string[] = []
  for (const pid of pids) {
    for (const task of list(`/proc/${pid}/task`)) {
      const stat = read(`/proc/${pid}/task/${task}/stat`)
      const letter = stat.charAt(stat.lastIndexOf(')') + 2)
      if (letter !== 'S') return undefined
      const slices = read(`/proc/${pid}/task/${task}/schedstat`).trim().split(' ')[2]
      threads.push(`${pid}/${task}/${slices}`)
    }
  }
  return threads.join(' ')
}

function list(path: string): readonly string[] {
  try {
    return readdirSync(path)
  } catch {
    return []
  }
}

/** What is gone reads as nothing, and nothing is not asleep. */
function read(path: string): string {
  try {
    return readFileSync(path, 'latin1')
  } catch {
    return ''
  }
}
