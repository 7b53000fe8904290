import { z } from 'zod'
import { Port, Ports } from './port.ts'

const countMax = 1000

/**
 * A parameter of an assignment, by its `kind`, with the value that it has unless a variant says
 * otherwise:
 * - `port`: a port, 1 to 65535;
 * - `ports`: a range of ports, `{ from, to }`, both included;
 * - `text`: any text;
 * - `count`: a whole number from `min` (1) to `max` (1000);
 * - `choice`: one of the words in `of`.
 */
const Parameter = z.discriminatedUnion('kind', [
  z.strictObject({ kind: z.literal('port'), default: Port }),
  z.strictObject({ kind: z.literal('ports'), default: Ports }),
  z.strictObject({ kind: z.literal('text'), default: z.string() }),
  z.strictObject({
    kind: z.literal('count'),
    default: z.int(),
    min: z.int().min(0).default(1),
    max: z.int().min(1).max(countMax).default(countMax),
  }),
  z.strictObject({
    kind: z.literal('choice'),
    of: z.array(z.string().min(1)).min(1).readonly(),
    default: z.string(),
  }),
])
type Parameter = z.output<typeof Parameter>
export type ParameterInput = z.input<typeof Parameter>

const ParameterName = z.string().regex(/^[a-z][a-zA-Z0-9]*$/, 'should be a name such as fromPorts')

/** The parameters of an assignment, by name. */
export const Parameters = z.record(ParameterName, Parameter)
export type Parameters = z.output<typeof Parameters>

/** What a parameter stands for: a number, a text or a range of ports. */
export type ParameterValue = number | string | z.output<typeof Ports>

/** The schema of the values that a variant may give; what it leaves out has its default. */
export function valuesSchema(parameters: Parameters) {
  const entries = Object.entries(parameters)
  return z.strictObject(Object.fromEntries(entries.map(([name, one]) => [name, schemaOf(one)])))
}

/** The schema of a declaration whose defaults are values that its parameters may have. */
export function defaultsSchema(parameters: Parameters) {
  const entries = Object.entries(parameters)
  const defaults = entries.map(([name, one]) => [name, z.looseObject({ default: schemaOf(one) })])
  return z.looseObject({ parameters: z.looseObject(Object.fromEntries(defaults)) })
}

function schemaOf(parameter: Parameter): z.ZodType<ParameterValue> {
  switch (parameter.kind) {
    case 'port':
      return Port.prefault(parameter.default)
    case 'ports':
      return Ports.prefault(parameter.default)
    case 'text':
      return z.string().prefault(parameter.default)
    case 'count':
      return z.int().min(parameter.min).max(parameter.max).prefault(parameter.default)
    case 'choice':
      return z.enum(parameter.of).prefault(parameter.default)
    default:
      return parameter satisfies never
  }
}
