import { connect } from 'node:net'
import { hostname } from 'node:os'

/** The correct greeting client: shows everything that the server sends, however it arrives. */
const port = 9000

const socket = connect(port, hostname())
// The decoder behind setEncoding keeps the bytes of a character that arrives in two pieces.
socket.setEncoding('utf8')
socket.on('data', (text) => process.stdout.write(text))
socket.on('error', (error) => {
  console.error(`The greeting did not arrive: ${error.message}`)
  process.exitCode = 1
})
