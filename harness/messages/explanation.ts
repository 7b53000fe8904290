import type { Text } from './text.ts'

/** What a failure says to a student: what was seen, and where to look. */
export type Explanation = { readonly explanation: Text; readonly hint: Text }
