// `npm test`: every step of the gate, one after another, also after one that failed. The last line
// on standard output is "N passed, N failed"; it counts the steps, and each test besides.
import { spawnSync } from 'node:child_process'
import { readFileSync, rmSync } from 'node:fs'
import { relative } from 'node:path'

/** Scripts of package.json. */
const steps = ['types', 'lint', 'format', 'dead', 'unit']
const resultsFile = 'coverage/tests.json'
const more = {
  unit: ['--', '--reporter=default', '--reporter=json', `--outputFile.json=${resultsFile}`],
}

/** Where everything that tests need must be there, a test that was skipped did not pass. */
const skippedIsFailed = process.env.ENCHUFE_REQUIRE_ALL === '1'

rmSync(resultsFile, { force: true })
const outcomes = [...steps.map(runStep), ...readTests()]
const named = (verdict) => outcomes.filter((each) => each.verdict === verdict)
const failed = skippedIsFailed ? [...named('failed'), ...named('skipped')] : named('failed')
if (!skippedIsFailed) list('Skipped', named('skipped'))
list('Failed', failed)
console.log(`\n${named('passed').length} passed, ${failed.length} failed`)
process.exitCode = failed.length === 0 ? 0 : 1

function runStep(step) {
  console.log(`\n── ${step}`)
  const startMs = performance.now()
  const { status, signal, error } = spawnSync(
    'npm',
    ['run', '--silent', step, ...(more[step] ?? [])],
    { stdio: ['ignore', 'inherit', 'inherit'], shell: process.platform === 'win32' },
  )
  const verdict = status === 0 ? 'passed' : 'failed'
  const seconds = ((performance.now() - startMs) / 1000).toFixed(1)
  console.log(`── ${step}: ${verdict} in ${seconds} s`)
  return { name: `npm run ${step} (${error?.message ?? signal ?? `code ${status}`})`, verdict }
}

/** The tests of `unit`; a file that could not be read is one that failed. */
function readTests() {
  let results
  try {
    results = JSON.parse(readFileSync(resultsFile, 'utf8'))
  } catch (error) {
    return [{ name: `the results of the tests: ${error.message}`, verdict: 'failed' }]
  }
  return results.testResults.flatMap(({ name, status, assertionResults }) => {
    const file = relative(process.cwd(), name)
    const tests = assertionResults.map((test) => ({
      name: `${file} ${test.fullName}`,
      verdict: verdictOf(test.status),
    }))
    return tests.length === 0 ? [{ name: file, verdict: verdictOf(status) }] : tests
  })
}

function verdictOf(status) {
  return status === 'passed' || status === 'failed' ? status : 'skipped'
}

function list(title, items) {
  if (items.length > 0)
    console.log(`\n${title}:\n${items.map(({ name }) => `  ${name}`).join('\n')}`)
}
