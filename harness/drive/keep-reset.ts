import { Socket } from 'node:net'
import { codeOf } from '../lib/errors.ts'

/** The parts of Node's socket that its types leave out. */
type Inner = {
  _handle: object | null
  _destroy(error: Error | null, callback: (error: Error | null) => void): void
}

/**
 * A program that resets a connection is often faster than Node's event loop: connect() then ends with
 * ECONNRESET (94 of 200 times on an idle machine), or a write does (one in ten where a peer still
 * writes), and Node throws away what the program had sent before. The kernel still has it. This takes
 * the handle over before Node destroys it and gives it, as a connected socket, to `onReset`; its end
 * of stream is the reset, because the error was already taken from the kernel.
 */
export function keepReset(socket: Socket, onReset: (connected: Socket) => void): void {
  // oxlint-disable-next-line typescript/no-unsafe-type-assertion -- Node's own fields
  const inner = socket as unknown as Inner
  const destroy = inner._destroy.bind(socket)
  inner._destroy = (error, callback) => {
    const { _handle: handle } = inner
    if (handle === null || !isReset(error)) return destroy(error, callback)
    inner._handle = null
    onReset(new Socket({ handle, allowHalfOpen: true } as object))
    return callback(null)
  }
}

/** Of a read that ended so nothing is left to read. After the first error the next is EPIPE. */
function isReset(error: Error | null): boolean {
  const code = codeOf(error)
  if (error === null || !('syscall' in error)) return false
  return (
    (code === 'ECONNRESET' && error.syscall === 'connect') ||
    ((code === 'ECONNRESET' || code === 'EPIPE') && error.syscall === 'write')
  )
}
