import { z } from 'zod'

/**
 * The name of a peer or of a captured value. Within a `repeat` it may have the round's value in
 * braces, `c{n}`; once that is filled in no brace is left.
 */
export const Name = z
  .string()
  .regex(
    /^(?:\p{L}|\{\p{L}+\})(?:[\p{L}\p{N}-]|\{\p{L}+\})*$/u,
    'should be a name of letters, digits and hyphens',
  )
