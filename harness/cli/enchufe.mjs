#!/usr/bin/env node
// The one file in plain JavaScript: it must run on whatever Node there is, to say what is wrong.
import { spawn } from 'node:child_process'
import { existsSync } from 'node:fs'
import module from 'node:module'
import { fileURLToPath } from 'node:url'

const nodeMajorMin = 24
/** Set where a Node that is too old has started this one. */
const startedByOlder = 'ENCHUFE_STARTED_BY_OLDER_NODE'
const [major] = process.versions.node.split('.').map(Number)
if (major >= nodeMajorMin) {
  // Half of a short command's time is compiling; workers inherit the folder, programs do not.
  process.env.NODE_COMPILE_CACHE ??= fileURLToPath(
    new URL('../../node_modules/.cache/compiled', import.meta.url),
  )
  module.enableCompileCache(process.env.NODE_COMPILE_CACHE)
  if (process.env[startedByOlder] !== undefined) endWithParent()
  await import('./main.ts')
} else {
  const own = fileURLToPath(new URL('../../node_modules/.bin/node', import.meta.url))
  if (existsSync(own)) {
    const self = fileURLToPath(import.meta.url)
    const child = spawn(own, [self, ...process.argv.slice(2)], {
      stdio: ['inherit', 'inherit', 'inherit', 'ipc'],
      env: { ...process.env, [startedByOlder]: '1' },
    })
    // Ctrl-C reaches both; what asks this process to end asks that one.
    process.on('SIGINT', () => undefined)
    process.on('SIGTERM', () => child.kill('SIGTERM'))
    child.on('exit', (status) => {
      process.exitCode = status ?? 2
    })
  } else {
    console.error(
      `enchufe was started with Node ${process.versions.node}; it needs Node ${nodeMajorMin} or later, or "npm ci" in its own folder`,
    )
    process.exitCode = 2
  }
}

/** Whoever kills the process that was started means this one, which its channel ties to it. */
function endWithParent() {
  delete process.env[startedByOlder]
  process.once('disconnect', () => process.kill(process.pid, 'SIGKILL'))
  process.channel?.unref()
}
