import { createServer } from 'node:net'

/** The correct echo server on a port of the system's choice, which it announces. */
const server = createServer({ allowHalfOpen: true }, (client) => {
  // A client that resets its connection is an event like any other, not the end of the server.
  client.on('error', () => client.destroy())
  // pipe() reads no faster than the client does, and ends our side once everything is sent back.
  client.pipe(client)
})
// Only now is it known: port 0 asks the system for a free one.
server.listen(0, () => {
  const address = server.address()
  if (typeof address === 'object') console.log(`Escuchando en el puerto ${address?.port}`)
})
