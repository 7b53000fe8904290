import { z } from 'zod'
import { Parameters } from './parameters.ts'
import { AssignmentShape } from './schema.ts'
import { Variant } from './variant.ts'

const Written = z.union([AssignmentShape.extend({ parameters: Parameters.optional() }), Variant])

/** The JSON Schema of an assignment, or a variant of one, as its author writes it, for editors. */
export function assignmentJsonSchema(): object {
  return z.toJSONSchema(Written, { io: 'input', unrepresentable: 'any', reused: 'ref' })
}
