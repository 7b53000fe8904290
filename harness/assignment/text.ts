import { z } from 'zod'

/** A sentence for people, in every language of the product: `{ en: 'English', es: 'Español' }`. */
export const Text = z.strictObject({ en: z.string().min(1), es: z.string().min(1) })
