import { connect } from 'node:net'

/** The correct HTTP client: shows the whole response, and ends where it ends. */
const host = 'iic2333.ing.puc.cl'
const port = 80

let received = Buffer.alloc(0)

const socket = connect(port, host, () => {
  socket.write(`GET / HTTP/1.1\r\nHost: ${host}\r\n\r\n`)
})
socket.on('data', (piece) => {
  received = Buffer.concat([received, piece])
  if (isComplete(received)) finish()
})
socket.on('end', finish)
socket.on('error', (error: NodeJS.ErrnoException) => {
  // Where a host has several addresses and none answers, there is a code and no message.
  console.error(`The page did not arrive: ${error.message || error.code}`)
  process.exitCode = 1
})

/** The length counts bytes of the body (RFC 9110, 8.6); without one the connection's end is its end. */
function isComplete(response: Buffer): boolean {
  const headEnd = response.indexOf('\r\n\r\n')
  if (headEnd < 0) return false
  const length = /^content-length:\s*(\d+)\s*$/im.exec(response.toString('latin1', 0, headEnd))?.[1]
  return length !== undefined && response.length - headEnd - '\r\n\r\n'.length >= Number(length)
}

function finish(): void {
  socket.removeListener('end', finish)
  process.stdout.write(received)
  socket.end()
  socket.unref()
}
