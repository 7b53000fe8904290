import { createServer, type Socket } from 'node:net'

/** The correct chat server: the first line of a client is its name, each further one is for all others. */
const members = new Map<string, Socket>()

const server = createServer({ allowHalfOpen: true }, (client) => {
  let name: string | undefined
  let pending = ''
  // What a slow reader does not take yet, Node keeps for it; nobody waits.
  const tellOthers = (text: string) => {
    for (const [who, member] of members) if (who !== name) member.write(text)
  }
  const enter = (wanted: string) => {
    if (members.has(wanted)) {
      client.end('* nombre ocupado\n')
      return
    }
    name = wanted
    members.set(name, client)
    client.write(`* hola, ${name}\n`)
    tellOthers(`* ${name} entra\n`)
  }

  // The decoder keeps the first bytes of a character until the others have come.
  client.setEncoding('utf8')
  client.on('data', (text: string) => {
    const [last, ...lines] = `${pending}${text}`.split('\n').toReversed()
    pending = last ?? ''
    for (const line of lines.toReversed()) {
      // Who was sent away may have written more: it is read and left alone.
      if (client.writableEnded) return
      if (name === undefined) enter(line)
      else tellOthers(`${name}: ${line}\n`)
    }
  })
  client.on('end', () => client.end())
  // A client that resets its connection is an event like any other, not the end of the server.
  client.on('error', () => client.destroy())
  client.on('close', () => {
    if (name === undefined) return
    members.delete(name)
    tellOthers(`* ${name} sale\n`)
  })
})
server.listen(Number(process.argv[2]), '0.0.0.0')
