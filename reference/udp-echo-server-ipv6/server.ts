import { createSocket } from 'node:dgram'

/** The correct UDP echo server over IPv6: each datagram goes back, whole, to where it came from. */
const server = createSocket('udp6')
server.on('message', (data, { port, address }) => server.send(data, port, address))
server.bind(Number(process.argv[2]), '::')
