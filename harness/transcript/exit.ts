import { z } from 'zod'

/** A socket on which the program listens, as the kernel shows it. */
export const Listening = z.strictObject({
  address: z.string(),
  port: z.int(),
  family: z.enum(['ipv4', 'ipv6']),
})
export type Listening = z.output<typeof Listening>

/** How a process ended: with an exit code or by a signal. */
export const Exit = z.discriminatedUnion('kind', [
  z.strictObject({ kind: z.literal('code'), code: z.int() }),
  z.strictObject({ kind: z.literal('signal'), signal: z.string() }),
])
export type Exit = z.output<typeof Exit>
