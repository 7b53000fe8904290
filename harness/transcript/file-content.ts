import { z } from 'zod'
import { BytesSchema } from '../lib/bytes-schema.ts'

/**
 * What was found where a program should have written a file: the file, or what else is `there`. Of a
 * file its size is known, and bytes from `from` on; where these are not all, and it has the size that
 * it should have, its digest too.
 */
export const FileContent = z.discriminatedUnion('there', [
  z.strictObject({
    there: z.literal('file'),
    size: z.int(),
    from: z.int(),
    data: BytesSchema,
    sha256: z.string().optional(),
  }),
  z.strictObject({ there: z.literal('nothing') }),
  z.strictObject({ there: z.literal('link') }),
  z.strictObject({ there: z.literal('folder') }),
  z.strictObject({ there: z.literal('unreadable') }),
  /** A pipe, a socket, a device. */
  z.strictObject({ there: z.literal('other') }),
])
export type FileContent = z.output<typeof FileContent>
