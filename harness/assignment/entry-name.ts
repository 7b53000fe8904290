import { z } from 'zod'

/** Of the languages that courses use; a name may have other dots in it. */
const withExtension = /\.(?:py|c|cc|cpp|java|js|mjs|ts|rb|pl)$/i

/** A name that an entry file may have: its language decides the extension. */
export const EntryName = z
  .string()
  .min(1)
  .refine((name) => !withExtension.test(name), {
    message: 'should be a name without extension, which is that of the language',
  })
