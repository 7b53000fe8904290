import { z } from 'zod'

/** What is known of a program that could not be built. */
export const Unbuilt = {
  /** The end of the compiler's text. */
  output: z.string(),
  /** The names of which make should have made a program, where it ended well and made none. */
  unmade: z.array(z.string()).optional(),
}
