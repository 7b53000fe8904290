import { createServer } from 'node:net'

/**
 * The correct greeting server: greets each client, closes its connection, and ends after the fifth
 * client has gone.
 */
const port = 9000
const greeting = 'Gracias por conectarte\n'
const clientsMax = 5

let served = 0
const server = createServer((client) => {
  // A client that resets its connection is an event like any other, not the end of the server.
  client.on('error', () => client.destroy())
  // Whatever the client sends is read and left alone: closing with unread input would reset it.
  client.resume()
  // end() sends the greeting and then FIN; the connection is over once the client has closed too.
  client.end(greeting)
  client.on('close', (hadError) => {
    if (!hadError) served += 1
    if (served === clientsMax) server.close()
  })
})
server.listen(port, '0.0.0.0')
