import { createServer } from 'node:net'

/** The correct echo server: sends every byte back, and closes when a client has ended its side. */
const server = createServer({ allowHalfOpen: true }, (client) => {
  // A client that resets its connection is an event like any other, not the end of the server.
  client.on('error', () => client.destroy())
  // pipe() reads no faster than the client does, and ends our side once everything is sent back.
  client.pipe(client)
})
server.listen(Number(process.argv[2]), '0.0.0.0')
