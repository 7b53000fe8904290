import { z } from 'zod'

/**
 * Where a thread of the program waits: in which call; on what (a peer's connection, the listening
 * socket, standard input, several of them); for at most how many bytes; and whether it wakes by
 * itself.
 */
export const Waiting = z.strictObject({
  call: z.string(),
  peers: z.array(z.string()),
  listener: z.boolean(),
  input: z.boolean(),
  bytesMax: z.number().optional(),
  wakes: z.enum(['never', 'later', 'unknown']),
})
export type Waiting = z.output<typeof Waiting>
