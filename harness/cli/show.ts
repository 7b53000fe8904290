import { assignmentJsonSchema } from '../assignment/json-schema.ts'
import { payloadLength } from '../assignment/payload.ts'
import { renderAssignment } from '../report/terminal/assignment.ts'
import { jsonText } from '../lib/json.ts'
import { exitCodes } from './exit-codes.ts'
import { openAssignment } from './open.ts'
import type { Words } from './options.ts'
import { paintFor, type Terminal } from './terminal.ts'

/** `enchufe show`: the requirements of an assignment, or with `--schema` the shape of all. */
export async function show(
  terminal: Terminal,
  name: string | undefined,
  words: Words,
): Promise<number> {
  if (words.schema === true) {
    terminal.out(jsonText(assignmentJsonSchema()))
    return exitCodes.done
  }
  const { loaded } = await openAssignment(
    name === undefined ? words : { ...words, assignment: name },
  )
  const { language, width } = terminal
  const options = { language, width, paint: paintFor(terminal) }
  const { assignment } = loaded
  const given = Object.entries(assignment.files).map(([path, payload]) => ({
    path,
    bytes: payloadLength(payload),
  }))
  for (const line of renderAssignment(assignment, given, options)) terminal.out(line)
  return exitCodes.done
}
