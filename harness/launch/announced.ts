import { announcedPorts } from '../assignment/announced.ts'
import type { PortRule } from '../assignment/port-rule.ts'
import type { Program } from './program.ts'

/** The ports that a program has announced so far; undefined where it need not announce any. */
export function watchAnnounced(
  program: Program,
  rule: PortRule,
): () => readonly number[] | undefined {
  if (rule.given !== 'announced') return () => undefined
  let read = -1
  let ports: readonly number[] = []
  return () => {
    const said = program.said()
    const length = said.reduce((total, output) => total + output.length, 0)
    if (length > read) {
      const texts = said.map((output) => new TextDecoder().decode(output))
      ports = texts.flatMap((text) => announcedPorts(rule, text))
      read = length
    }
    return ports
  }
}
