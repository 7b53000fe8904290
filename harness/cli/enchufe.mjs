#!/usr/bin/env node
// The one file in plain JavaScript: it must run on whatever Node there is, to say what is wrong.
import { spawnSync } from 'node:child_process'
import { existsSync } from 'node:fs'
import module from 'node:module'
import { fileURLToPath } from 'node:url'

const nodeMajorMin = 24
const [major] = process.versions.node.split('.').map(Number)
if (major >= nodeMajorMin) {
  // Half of a short command's time is compiling; workers inherit the folder, programs do not.
  process.env.NODE_COMPILE_CACHE ??= fileURLToPath(
    new URL('../../node_modules/.cache/compiled', import.meta.url),
  )
  module.enableCompileCache(process.env.NODE_COMPILE_CACHE)
  await import('./main.ts')
} else {
  const own = fileURLToPath(new URL('../../node_modules/.bin/node', import.meta.url))
  if (existsSync(own)) {
    const self = fileURLToPath(import.meta.url)
    const { status } = spawnSync(own, [self, ...process.argv.slice(2)], { stdio: 'inherit' })
    process.exitCode = status ?? 2
  } else {
    console.error(
      `enchufe was started with Node ${process.versions.node}; it needs Node ${nodeMajorMin} or later, or "npm ci" in its own folder`,
    )
    process.exitCode = 2
  }
}
