import { Socket } from 'node:net'
import { execa } from 'execa'
import { HarnessError } from '../lib/errors.ts'
import { findWorldTools } from './world-tools.ts'

/**
 * Starts bubblewrap. This process could do that itself, but to copy it for a moment (fork(2)) takes
 * some 4 ms of a processor, and to copy a shell a tenth of that; there is one world for each run.
 */
type Starter = {
  readonly pid: number
  /** Starts one whose arguments are in a file and whose three streams are a FIFO; its process id. */
  start(argumentsFile: string, fifo: string): Promise<number>
}

let starter: Starter | undefined

/** What a world says when it is complete; what comes before, or instead, is bubblewrap's. */
export const readyLine = 'ready'

/** The process id of the one shell that starts worlds, once there is one; it is nobody's program. */
export function starterPid(): number | undefined {
  return starter?.pid
}

/** Starts bubblewrap as the shell's child, in a session that is not ours. */
export function startWorld(argumentsFile: string, fifo: string): Promise<number> {
  starter ??= openStarter()
  return starter.start(argumentsFile, fifo)
}

function openStarter(): Starter {
  const shell = startShell()
  const waiting: PromiseWithResolvers<number>[] = []
  // It ends when this process does, which it keeps alive only while somebody waits for it.
  shell.nodeChildProcess.unref()
  const pipes = [shell.stdin, shell.stdout].filter((pipe) => pipe instanceof Socket)
  const keepAlive = () => {
    for (const pipe of pipes) {
      if (waiting.length > 0) pipe.ref()
      else pipe.unref()
    }
  }
  let said = ''
  shell.stdout.setEncoding('utf8').on('data', (text: string) => {
    const lines = (said + text).split('\n')
    said = lines.pop()!
    for (const line of lines) waiting.shift()?.resolve(Number(line))
    keepAlive()
  })
  shell.stdin.on('error', () => undefined)
  shell.nodeChildProcess.once('close', () => {
    starter = undefined
    for (const { reject } of waiting.splice(0)) reject(new HarnessError('nothing starts worlds'))
  })
  return {
    pid: shell.pid!,
    start(argumentsFile, fifo) {
      const answer = Promise.withResolvers<number>()
      waiting.push(answer)
      keepAlive()
      shell.stdin.write(`${argumentsFile}\n${fifo}\n`)
      return answer.promise
    },
  }
}

function startShell() {
  return execa('sh', ['-c', script, 'sh', findWorldTools().bwrap, stay], {
    env: { PATH: '/usr/bin:/bin' },
    extendEnv: false,
    stdio: ['pipe', 'pipe', 'ignore'],
    buffer: false,
    detached: true,
    cleanup: false,
    reject: false,
  })
}

/**
 * Reads two paths, a line each, and answers with a process id. The FIFO is open in what it starts
 * before it answers. `jobs` takes note of those that have ended.
 */
const script = `
while IFS= read -r arguments && IFS= read -r fifo; do
  exec 8<>"$fifo"
  "$1" --args 3 sh -c "$2" 3<"$arguments" 0<&8 >&8 2>&8 8>&- &
  exec 8>&-
  echo "$!"
  jobs >/dev/null 2>&1
done
`

/**
 * As the first process of the world it says that all is mounted, and stays: else the world would end
 * with the first program. Like init(1) it takes in whoever is left behind: waiting for a child of
 * one's own reaps all others too. A program may kill that child, but not the first process, which
 * then waits for lines that nobody writes, and takes no notice of one that a program writes.
 */
const stay = `sleep 99999999 & echo ${readyLine}; wait; while :; do read -r forever; done`
