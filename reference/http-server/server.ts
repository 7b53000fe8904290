import { readFile, realpath } from 'node:fs/promises'
import { createServer, type Socket } from 'node:net'
import { join, resolve, sep } from 'node:path'

/**
 * The correct HTTP server: serves the files of `www` on connections that stay open, one request after
 * the other, however they arrive.
 */
const root = resolve('www')
const headBytesMax = 16_384
const headEnd = '\r\n\r\n'

type Answer = {
  readonly status: string
  readonly body: Buffer
  readonly fields?: string
}

const server = createServer({ allowHalfOpen: true }, (client) => {
  let pending = Buffer.alloc(0)
  let work = Promise.resolve()
  // A client that resets its connection is an event like any other, not the end of the server.
  client.on('error', () => client.destroy())
  client.on('data', (part: Buffer) => {
    pending = Buffer.concat([pending, part])
    for (;;) {
      const end = pending.indexOf(headEnd)
      if (end < 0) break
      const head = pending.toString('latin1', 0, end)
      pending = pending.subarray(end + headEnd.length)
      work = work.then(() => reply(client, head))
    }
    if (pending.length > headBytesMax) client.destroy()
  })
  client.on('end', () => void work.then(() => client.end()))
})
server.listen(Number(process.argv[2]), '0.0.0.0')

async function reply(client: Socket, head: string): Promise<void> {
  const [first = '', ...lines] = head.split('\r\n')
  const { status, body, fields = '' } = await answer(first, lines)
  const start = `HTTP/1.1 ${status}\r\nContent-Length: ${body.length}\r\n${fields}\r\n`
  client.write(first.startsWith('HEAD ') ? start : Buffer.concat([Buffer.from(start), body]))
}

async function answer(first: string, lines: readonly string[]): Promise<Answer> {
  const [, method, target, minor] = /^(\S+) (\S+) HTTP\/1\.(\d)$/.exec(first) ?? []
  if (method === undefined || target === undefined) return said('400 Bad Request')
  const hosts = lines.filter((line) => /^host:/i.test(line)).length
  if (hosts > 1 || (hosts === 0 && minor !== '0')) return said('400 Bad Request')
  if (method !== 'GET' && method !== 'HEAD') {
    return { ...said('405 Method Not Allowed'), fields: 'Allow: GET, HEAD\r\n' }
  }
  try {
    return { status: '200 OK', body: await readFile(await fileOf(target)) }
  } catch {
    return said('404 Not Found')
  }
}

/** The file that a target names; throws where it is none of the folder. */
async function fileOf(target: string): Promise<string> {
  const [path = ''] = target.split('?')
  const file = await realpath(join(root, decodeURIComponent(path)))
  if (!file.startsWith(`${await realpath(root)}${sep}`)) throw new Error('it lies outside')
  return file
}

function said(status: string): Answer {
  return { status, body: Buffer.from(`${status}\n`) }
}
