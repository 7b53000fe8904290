const net = require('node:net')

let atendidos = 0
const servidor = net.createServer((cliente) => {
  cliente.on('error', (error) => console.error('Se perdió un cliente:', error.message))
  cliente.on('close', (conError) => {
    if (!conError) atendidos += 1
    if (atendidos === 5) servidor.close()
  })
  cliente.resume()
  cliente.end('Gracias por conectarte')
})
servidor.listen(9000, '0.0.0.0')
