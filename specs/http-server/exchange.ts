import { anything, connect, expect, form, head, send } from '../../harness/index.ts'
import { plain } from './files.ts'

/** A request without a body (RFC 9112, 3); `fields` are further lines of its head. */
export function ask(path: string, { method = 'GET', fields = '' } = {}): string {
  return `${method} ${path} HTTP/1.1\r\nHost: localhost\r\n${fields}\r\n`
}

/** A first line with this status (RFC 9112, 4): its version and its words are free. */
export function status(code: string, reason: string) {
  return form(String.raw`HTTP/1\.[01] ${code}(?: .*)?`, `HTTP/1.1 ${code} ${reason}`)
}

type Content = NonNullable<Parameters<typeof head>[2]>

/** The whole answer with a file of so many bytes. */
export function found(content: Content, bytes: number, fields = {}) {
  const length = form(String(bytes), String(bytes))
  return head(status('200', 'OK'), { 'Content-Length': length, ...fields }, content)
}

/** The whole answer with the plain file. */
export const foundPlain = found(plain, plain.length)

/** An answer with this status, and whatever body. */
export function answer(code: string, reason: string, fields = {}) {
  return head(status(code, reason), fields, anything())
}

/** A client asks for the plain file, and gets it. */
export function served(peer: string) {
  return [connect(peer), send(peer, ask('/hola.txt')), expect(peer, foundPlain)]
}
