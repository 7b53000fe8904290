import { z } from 'zod'

/** The schema of `Bytes`: `{ text }` or `{ base64 }`. */
export const BytesSchema = z.union([
  z.strictObject({ text: z.string() }),
  z.strictObject({ base64: z.string() }),
])
