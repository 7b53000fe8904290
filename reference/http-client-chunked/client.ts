import { connect } from 'node:net'

/** The correct HTTP client that reads chunks: shows the whole body, and ends where it ends. */
const host = 'iic2333.ing.puc.cl'
const port = 80
const lineEnd = '\r\n'
const headEnd = `${lineEnd}${lineEnd}`

/** What has come of a body, and whether that is all of it. */
type Body = { readonly bytes: Buffer; readonly whole: boolean }

let received = Buffer.alloc(0)

const socket = connect(port, host, () => {
  socket.write(`GET / HTTP/1.1\r\nHost: ${host}\r\n\r\n`)
})
socket.on('data', (piece) => {
  received = Buffer.concat([received, piece])
  if (bodyOf(received).whole) finish()
})
socket.on('end', finish)
socket.on('error', (error: NodeJS.ErrnoException) => {
  // Where a host has several addresses and none answers, there is a code and no message.
  console.error(`The page did not arrive: ${error.message || error.code}`)
  process.exitCode = 1
})

/** Chunks go before a length (RFC 9112, 6.3); without either the connection's end is the end. */
function bodyOf(response: Buffer): Body {
  const end = response.indexOf(headEnd)
  if (end < 0) return { bytes: Buffer.alloc(0), whole: false }
  const head = response.toString('latin1', 0, end)
  const rest = response.subarray(end + headEnd.length)
  if (/^transfer-encoding:.*\bchunked\s*$/im.test(head)) return joinChunks(rest)
  const length = /^content-length:\s*(\d+)\s*$/im.exec(head)?.[1]
  return { bytes: rest, whole: length !== undefined && rest.length >= Number(length) }
}

/** A size in hexadecimal digits, the bytes, and so on until a size of 0 (RFC 9112, 7.1). */
function joinChunks(coded: Buffer): Body {
  const parts: Buffer[] = []
  let at = 0
  for (;;) {
    const end = coded.indexOf(lineEnd, at)
    const size = end < 0 ? Number.NaN : Number.parseInt(coded.toString('latin1', at, end), 16)
    const start = end + lineEnd.length
    if (Number.isNaN(size) || coded.length < start + size + lineEnd.length) break
    if (size === 0) return { bytes: Buffer.concat(parts), whole: true }
    parts.push(coded.subarray(start, start + size))
    at = start + size + lineEnd.length
  }
  return { bytes: Buffer.concat(parts), whole: false }
}

function finish(): void {
  socket.removeListener('end', finish)
  process.stdout.write(bodyOf(received).bytes)
  socket.end()
  socket.unref()
}
