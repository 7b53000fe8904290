import { z } from 'zod'

/** Why servers fail that choose their port and have to say which. */
export const announcedCauses = [
  /** It listens, and has not said where; `like` is what it could have said. */
  z.strictObject({ kind: z.literal('not-announced'), like: z.string() }),
  /** It says another port than it listens on; ports that the system chose are left out. */
  z.strictObject({
    kind: z.literal('announced-elsewhere'),
    announced: z.int().optional(),
    listens: z.int().optional(),
  }),
] as const
