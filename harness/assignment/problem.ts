import type { Text } from '../messages/text.ts'

/** A place in the data: keys and positions from the root. */
export type Path = readonly (string | number)[]

/** One mistake in the data: where, and what, in one sentence. */
export type Problem = { readonly path: Path; readonly text: Text }
