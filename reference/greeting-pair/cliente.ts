import { connect } from 'node:net'
import { hostname } from 'node:os'

/** The correct greeting client: shows everything that the server sends, however it arrives. */
const port = 9000

const socket = connect(port, hostname())
// The decoder behind setEncoding keeps the bytes of a character that arrives in two pieces.
socket.setEncoding('utf8')
socket.on('data', (text) => process.stdout.write(text))
socket.on('error', (error: NodeJS.ErrnoException) => {
  // Where the host name has several addresses and none answers, there is a code and no message.
  console.error(`The greeting did not arrive: ${error.message || error.code}`)
  process.exitCode = 1
})
