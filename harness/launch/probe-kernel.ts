import { once } from 'node:events'
import { execa } from 'execa'
import { processTree, socketOwners } from '../kernel/processes.ts'
import { read } from '../kernel/proc.ts'
import { readThreads, readWaits, stillPrint } from '../kernel/threads.ts'
import { bounds } from '../lib/bounds.ts'
import { readSetting } from '../lab/read-setting.ts'
import { found, type Finding } from '../lib/finding.ts'
import { pollUntil } from '../lib/poll.ts'

/**
 * Tries on a child of ours what trials need: that it is among our descendants, is seen asleep, runs
 * when it is woken, sleeps again, and shows in which call; then the socket tables and who owns what.
 */
export async function probeKernel(signal: AbortSignal): Promise<readonly Finding[]> {
  const limit = AbortSignal.any([signal, AbortSignal.timeout(bounds.probeMs)])
  // Every shell waits for a line in a call that is known, which no other program promises.
  const child = execa('/bin/sh', ['-c', 'while read -r line; do echo "$line"; done'], {
    buffer: false,
    reject: false,
    stderr: 'ignore',
    cancelSignal: limit,
  })
  const pid = child.pid ?? 0
  try {
    const unseen: string[] = []
    if (!processTree(process.pid).includes(pid)) unseen.push('task/TID/children')
    const before = await slicesAsleep(pid, limit)
    child.stdin.write('x\n')
    await once(child.stdout, 'data', { signal: limit })
    const after = await slicesAsleep(pid, limit)
    if (before === undefined || after === undefined) unseen.push('task/TID/stat, schedstat')
    else if (!(after > before)) unseen.push('task/TID/schedstat')
    if (!showsItsCall(pid)) unseen.push('task/TID/syscall')
    return [kernelView(unseen), socketTables(pid)]
  } finally {
    child.kill('SIGKILL')
    await child
  }
}

/** How often the process had a processor when it was seen asleep; undefined when it never was. */
async function slicesAsleep(pid: number, signal: AbortSignal): Promise<number | undefined> {
  let slices: number | undefined
  const asleep = () => {
    const threads = readThreads([pid])
    const print = stillPrint(threads)
    if (print === undefined || print !== stillPrint(readThreads([pid]))) return false
    slices = threads[0]?.slices
    return true
  }
  await pollUntil(asleep, { limitMs: bounds.pollPatienceMs, signal })
  return slices
}

function showsItsCall(pid: number): boolean {
  const waits = readWaits(readThreads([pid]))
  return waits.length > 0 && waits.every(({ wakes }) => wakes.kind === 'never')
}

/** Where it cannot be seen in which call a program waits, it can still be seen that it does. */
function kernelView(unseen: readonly string[]): Finding {
  if (unseen.length === 0) return found('kernel-view', 'there')
  const kind = unseen.every((name) => name.endsWith('syscall')) ? 'partial' : 'missing'
  const scope = readSetting('kernel.yama.ptrace_scope')
  return kind === 'partial' && Number(scope) >= attachingNeedsRights
    ? found('kernel-view', kind, { detail: `kernel.yama.ptrace_scope = ${scope}`, because: 'yama' })
    : found('kernel-view', kind, { detail: unseen.join(', '), because: 'unreadable' })
}

/** From here on even a parent must not look into its child (Documentation/admin-guide/LSM/Yama.rst). */
const attachingNeedsRights = 2

/** Node gives a child sockets as standard streams, so that one must be found. */
function socketTables(pid: number): Finding {
  const unseen = [
    ...(read('/proc/net/tcp').includes('local_address') ? [] : ['/proc/net/tcp']),
    ...(socketOwners([pid]).size > 0 ? [] : ['/proc/PID/fd']),
  ]
  return unseen.length === 0
    ? found('socket-tables', 'there')
    : found('socket-tables', 'missing', { detail: unseen.join(', '), because: 'unreadable' })
}
