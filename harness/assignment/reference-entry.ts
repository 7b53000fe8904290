/** What a kind means, and how it is written; a test validates the example. */
export type Entry = { readonly about: string; readonly example: object }
/** An entry for each kind. */
export type Entries<Kind extends string> = Readonly<Record<Kind, Entry>>

/** An entry, whose example needs nothing more than its kind unless it is given. */
export const entry = (about: string, example: object = {}): Entry => ({ about, example })
