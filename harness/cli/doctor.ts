import { loadConfig } from '../config/load.ts'
import { examine } from '../lab/examine.ts'
import { recogniseSystem } from '../lab/system.ts'
import { findLanguages } from '../launch/find-languages.ts'
import { renderFindings } from '../report/terminal/doctor.ts'
import { jsonText } from '../lib/json.ts'
import { exitCodes } from './exit-codes.ts'
import type { Words } from './options.ts'
import { paintFor, type Terminal } from './terminal.ts'

/** `enchufe doctor`: what this machine can prove, what it cannot, and what would change that. */
export async function doctor(terminal: Terminal, words: Words): Promise<number> {
  const { config } = await loadConfig(words.config, process.cwd())
  const { language, width, signal } = terminal
  const system = recogniseSystem()
  const script = new URL('examiner.ts', import.meta.url)
  const [machine, languages] = await Promise.all([
    examine({ system, script, signal }),
    findLanguages(config.languages, signal),
  ])
  const findings = [...machine, ...(system.platform === 'windows' ? [] : languages)]
  signal.throwIfAborted()
  if (words.json === true) terminal.out(jsonText(findings))
  else {
    const setting = { language, width, paint: paintFor(terminal), system, lab: config.lab }
    for (const line of renderFindings(findings, setting)) terminal.out(line)
  }
  return exitCodes.done
}
