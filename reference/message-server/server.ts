import { createServer } from 'node:net'

/**
 * The correct message server: answers each message in its order, ends a connection whose next
 * length no message has, and closes when a client has ended its side.
 */
const headerBytes = 4
const messageBytesMax = 1_000_000

const server = createServer({ allowHalfOpen: true }, (client) => {
  let pending = Buffer.alloc(0)
  // A client that resets its connection is an event like any other, not the end of the server.
  client.on('error', () => client.destroy())
  client.on('data', (part: Buffer) => {
    pending = Buffer.concat([pending, part])
    while (pending.length >= headerBytes) {
      const length = pending.readUInt32BE()
      if (length > messageBytesMax) {
        client.destroy()
        return
      }
      const end = headerBytes + length
      if (pending.length < end) return
      client.write(framed(answer(pending.subarray(headerBytes, end).toString('utf8'))))
      pending = pending.subarray(end)
    }
  })
  client.on('end', () => client.end())
})
server.listen(Number(process.argv[2]), '0.0.0.0')

function answer(text: string): unknown {
  try {
    return answerTo(JSON.parse(text))
  } catch {
    return { error: 'this is not JSON' }
  }
}

function answerTo(request: unknown): unknown {
  const { op, values, text } = Object(request)
  if (op === 'sum' && isNumbers(values)) {
    return { result: values.reduce((total, value) => total + value, 0) }
  }
  if (op === 'reverse' && typeof text === 'string') {
    return { result: Array.from(text).toReversed().join('') }
  }
  return { error: 'this operation is not known' }
}

function isNumbers(values: unknown): values is number[] {
  return Array.isArray(values) && values.every((value) => typeof value === 'number')
}

function framed(value: unknown): Buffer {
  const content = Buffer.from(JSON.stringify(value))
  const header = Buffer.alloc(headerBytes)
  header.writeUInt32BE(content.length)
  return Buffer.concat([header, content])
}
