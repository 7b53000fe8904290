import { accept, contains, exactly, expect, listen } from '../../harness/index.ts'

const host = 'iic2333.ing.puc.cl'

/**
 * A request comes. Of the Host field (RFC 9112, 3.2) only the value is looked for, and of the ends
 * of lines nothing: its name has no one spelling, and servers take a bare LF too (RFC 9112, 2.2).
 */
export const request = [
  listen(),
  accept('ana'),
  expect('ana', exactly('GET / HTTP/1.1')),
  expect('ana', contains(host)),
]

/** A response whose length is given in bytes (RFC 9110, 8.6): that of the body, or another. */
export function response(
  body: string,
  { name = 'Content-Length', bytes = Buffer.byteLength(body) } = {},
): string {
  return `HTTP/1.1 200 OK\r\nContent-Type: text/plain\r\n${name}: ${bytes}\r\n\r\n${body}`
}
