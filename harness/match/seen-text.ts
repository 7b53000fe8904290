import type { Form } from '../assignment/pattern.ts'

/** Whether more may come after the bytes that have arrived, or how they ended. */
export type Ending = 'open' | 'fin' | 'reset'

/** What is wrong with a text, by `kind`; `received` is the line or the value that it is about. */
export type TextFault = {
  readonly fault:
    | 'line'
    | 'no-line'
    | 'first-line'
    | 'field'
    | 'missing-field'
    | 'no-field'
    | 'line-end'
    | 'folded'
    | 'too-long'
    | 'cut-short'
    | 'no-length'
    | 'short-body'
  readonly received: Uint8Array
  /** The field that it is about. */
  readonly name?: string
  readonly wanted?: Form
  /** Of a body that is cut short: how many bytes were announced. */
  readonly announced?: number
}

/** A fault that nothing which follows can mend, or one that lasts only if nothing follows. */
export type SeenFault = { readonly kind: 'open' | 'wrong'; readonly good: number } & TextFault

/**
 * What is to be said of bytes that should be a text:
 * - `right`: it is there, `used` bytes long;
 * - `open`: more bytes may still make it; what is said of it is true when no more come;
 * - `wrong`: nothing that follows can make it right. `good` bytes are;
 * - `body`: its head is right, and the body should be these bytes.
 */
export type SeenText =
  | { readonly kind: 'right'; readonly used: number }
  | SeenFault
  | {
      readonly kind: 'body'
      readonly start: number
      readonly expected: Uint8Array
      readonly received: Uint8Array
    }
