import { z } from 'zod'

/** The name of a value that one step captures and later ones use. */
export const CaptureName = z
  .string()
  .regex(/^\p{L}[\p{L}\p{N}-]*$/u, 'should be a name of letters, digits and hyphens')
