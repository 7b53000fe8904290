import { connect } from 'node:net'

/** The correct chat client: keyboard to server, server to screen, neither waits for the other. */
const [host = '', port, name] = process.argv.slice(2)

const socket = connect(Number(port), host)
socket.write(`${name}\n`)
// pipe() ends our side of the connection when the keyboard ends.
process.stdin.pipe(socket)
// The decoder behind setEncoding keeps the bytes of a character that arrives in two pieces.
socket.setEncoding('utf8')
socket.on('data', (text) => process.stdout.write(text))
socket.on('error', (error: NodeJS.ErrnoException) => {
  console.error(`The conversation broke off: ${error.message || error.code}`)
  process.exitCode = 1
})
socket.on('close', () => {
  process.stdout.write('* fin\n')
  process.stdin.destroy()
})
