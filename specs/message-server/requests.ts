import { json, jsonWith, message } from '../../harness/index.ts'

/** A request for the sum of these numbers. */
export const sum = (...values: number[]) => message(json({ op: 'sum', values }))

/** A request to turn a text around. */
export const reverse = (text: string) => message(json({ op: 'reverse', text }))

/** An answer with this result. */
export const result = (value: number | string) => message(json({ result: value }))

/** An answer that says what was wrong, in whatever words. */
export const problem = message(jsonWith({ error: 'string' }))

/** A request of so many bytes without its length, and the answer to it. */
export const sized = (bytes: number) => {
  const text = `sol${'-mar'.repeat(bytes)}`.slice(0, bytes - '{"op":"reverse","text":""}'.length)
  return { request: reverse(text), answer: result(Array.from(text).toReversed().join('')) }
}
