import { Socket } from 'node:net'
import { codeOf } from '../lib/errors.ts'

/** The parts of Node's socket that its types leave out. */
type Inner = {
  _handle: object | null
  _destroy(error: Error | null, callback: (error: Error | null) => void): void
}

/**
 * A program that resets a connection at once is often faster than Node's event loop: connect() then
 * ends with ECONNRESET, and Node throws away what the program had sent before (94 of 200 times on
 * an idle machine). The kernel still has it. This takes the handle over before Node destroys it and
 * gives it, as a connected socket, to `onReset`; its end of stream is the reset, because the error
 * was already taken from the kernel.
 */
export function keepEarlyReset(socket: Socket, onReset: (connected: Socket) => void): void {
  // oxlint-disable-next-line typescript/no-unsafe-type-assertion -- Node's own fields
  const inner = socket as unknown as Inner
  const destroy = inner._destroy.bind(socket)
  inner._destroy = (error, callback) => {
    const { _handle: handle } = inner
    if (handle === null || !isEarlyReset(error)) return destroy(error, callback)
    inner._handle = null
    onReset(new Socket({ handle, allowHalfOpen: true } as object))
    return callback(null)
  }
}

function isEarlyReset(error: Error | null): boolean {
  return (
    codeOf(error) === 'ECONNRESET' &&
    error !== null &&
    'syscall' in error &&
    error.syscall === 'connect'
  )
}
