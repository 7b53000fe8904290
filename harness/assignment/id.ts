import { z } from 'zod'

/** The id of an assignment, a check or a scenario: it is typed in commands and names files. */
export const Id = z
  .string()
  .regex(/^[a-z][a-z0-9]*(?:-[a-z0-9]+)*$/, 'should be lower-case words joined by hyphens')
