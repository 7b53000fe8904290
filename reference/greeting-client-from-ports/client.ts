import { connect } from 'node:net'
import { hostname } from 'node:os'

/** The correct greeting client for a server that wants its clients to come from certain ports. */
const port = 9000
const ownPorts = { from: 5000, to: 5010 }

function greet(localPort: number): void {
  const socket = connect({ port, host: hostname(), family: 4, localPort })
  // The decoder behind setEncoding keeps the bytes of a character that arrives in two pieces.
  socket.setEncoding('utf8')
  socket.on('data', (text) => process.stdout.write(text))
  socket.on('error', (error: NodeJS.ErrnoException) => {
    // Somebody else has this port, or an earlier connection has kept it: there are others.
    const taken = error.code === 'EADDRINUSE' || error.code === 'EADDRNOTAVAIL'
    if (taken && localPort < ownPorts.to) return greet(localPort + 1)
    console.error(`The greeting did not arrive: ${error.message || error.code}`)
    process.exitCode = 1
  })
}

greet(ownPorts.from)
