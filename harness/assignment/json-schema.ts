import { z } from 'zod'
import { Assignment } from './schema.ts'

/** The JSON Schema of an assignment as its author writes it, for editors. */
export function assignmentJsonSchema(): object {
  return z.toJSONSchema(Assignment, { io: 'input', unrepresentable: 'any' })
}
