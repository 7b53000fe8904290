import { connect, type Socket } from 'node:net'
import { createInterface } from 'node:readline'

/**
 * The correct message client: sends each line of its standard input as a message, and prints each
 * answer on a line of its own.
 */
const headerBytes = 4
const [, , host = '', port = ''] = process.argv

const socket = connect(Number(port), host)
// Whoever reads from it is told; until then nobody would listen, and that ends a program.
socket.on('error', () => {})
try {
  await converse(socket)
} catch (error) {
  console.error('There was no answer.', error instanceof Error ? error.message : error)
  process.exitCode = 1
}
socket.destroy()
process.stdin.destroy()

async function converse(server: Socket): Promise<void> {
  const parts: AsyncIterator<Buffer> = server[Symbol.asyncIterator]()
  let pending = Buffer.alloc(0)

  const take = async (count: number): Promise<Buffer> => {
    while (pending.length < count) {
      const { done, value } = await parts.next()
      if (done === true) throw new Error('the server ended before its answer was complete')
      pending = Buffer.concat([pending, value])
    }
    const taken = pending.subarray(0, count)
    pending = pending.subarray(count)
    return taken
  }

  for await (const line of createInterface({ input: process.stdin })) {
    server.write(framed(line))
    const length = (await take(headerBytes)).readUInt32BE()
    console.log((await take(length)).toString('utf8'))
  }
  server.end()
}

function framed(text: string): Buffer {
  const content = Buffer.from(text)
  const header = Buffer.alloc(headerBytes)
  header.writeUInt32BE(content.length)
  return Buffer.concat([header, content])
}
