import { createServer } from 'node:net'

/**
 * The correct line server: answers each line in capitals, says goodbye after "adios", and closes
 * when a client has ended its side.
 */
const server = createServer({ allowHalfOpen: true }, (client) => {
  // A client that resets its connection is an event like any other, not the end of the server.
  client.on('error', () => client.destroy())
  // The decoder keeps the first bytes of a character until the others have come.
  client.setEncoding('utf8')
  let pending = ''
  let goodbye = false
  const answer = (line: string) => client.write(`${line.toUpperCase()}\n`)

  client.on('data', (text: string) => {
    // What follows the goodbye is read and left alone: closing with unread input would be a reset.
    if (goodbye) return
    const [last, ...lines] = `${pending}${text}`.split('\n').toReversed()
    pending = last ?? ''
    for (const line of lines.toReversed()) {
      answer(line)
      if (line !== 'adios') continue
      goodbye = true
      client.end()
      return
    }
  })
  client.on('end', () => {
    if (goodbye) return
    if (pending !== '') answer(pending)
    client.end()
  })
})
server.listen(Number(process.argv[2]), '0.0.0.0')
