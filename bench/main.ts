import { spawn } from 'node:child_process'
import { once } from 'node:events'
import { mkdtemp, rm } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { fileURLToPath } from 'node:url'
import { inPrivateNetwork, type CommandLine } from '../harness/lab/enter.ts'
import { chooseLab, type LabLevel } from '../harness/lab/probe.ts'
import { amounts } from './amounts.ts'

/**
 * `npm run bench`: measures in a private network like a worker's, on the same Node with the same
 * flags (`node --cpu-prof bench/main.ts overhead`).
 */
const level = await chooseLab('auto')
process.exitCode = level.kind === 'clock' ? complain() : await measure(level)

function complain(): number {
  console.error('the benchmark reads what the kernel of Linux shows, and it is not shown here')
  return 2
}

async function measure(lab: Exclude<LabLevel, { kind: 'clock' }>) {
  if (lab.kind === 'plain') {
    console.log(`There is no private network here (${lab.because}): measured on the machine's own.`)
  }
  const folder = await mkdtemp(join(tmpdir(), 'enchufe-bench-'))
  const script = fileURLToPath(new URL('inner.ts', import.meta.url))
  const words = process.argv.slice(2)
  const inner: CommandLine = [process.execPath, ...process.execArgv, script, ...words]
  const [file, ...args] = lab.kind !== 'plain' ? inPrivateNetwork(inner, folder) : inner
  const child = spawn(file, args, {
    // It ends when its channel does.
    stdio: ['ignore', 'inherit', 'inherit', 'ipc'],
    env: {
      ...process.env,
      ENCHUFE_PRIVATE: lab.kind !== 'plain' ? '1' : '0',
      ENCHUFE_FOLDER: folder,
    },
    timeout: amounts.allMs + amounts.leaveMs,
    killSignal: 'SIGKILL',
  })
  process.on('SIGINT', () => undefined)
  await once(child, 'exit')
  await rm(folder, { recursive: true, force: true })
  return child.exitCode ?? 1
}
