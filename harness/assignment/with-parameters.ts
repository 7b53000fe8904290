import type { z } from 'zod'
import { atCallSite } from './call-site.ts'
import type { ParameterInput, ParameterValue } from './parameters.ts'
import type { Ports } from './port.ts'
import type { AssignmentInput } from './schema.ts'

type Inputs = Readonly<Record<string, ParameterInput>>

type ValueOf<P extends ParameterInput> = P extends { kind: 'port' | 'count' }
  ? number
  : P extends { kind: 'ports' }
    ? z.output<typeof Ports>
    : P extends { kind: 'choice'; of: readonly (infer Word)[] }
      ? Word
      : string

/** The values of some parameters, each of the type that its kind has. */
type ValuesOf<P extends Inputs> = { readonly [Name in keyof P]: ValueOf<P[Name]> }

/** An assignment that depends on parameters: what they are, and what it is for some values of them. */
export type Parametrized = {
  readonly parameters: unknown
  readonly make: (values: Readonly<Record<string, ParameterValue>>) => unknown
}

/**
 * An assignment that takes parameters, each with a default:
 * `withParameters({ port: { kind: 'port', default: 9000 } }, ({ port }) => defineAssignment({ … }))`.
 * A variant of it is a file with `base`, `id` and `with: { port: 9100 }`.
 */
export function withParameters<const P extends Inputs>(
  parameters: P,
  make: (values: ValuesOf<P>) => AssignmentInput,
): Parametrized {
  // Called with values that the schema of these very parameters has let through.
  // oxlint-disable-next-line typescript/no-unsafe-type-assertion
  return atCallSite({ parameters, make: make as Parametrized['make'] }, withParameters)
}
