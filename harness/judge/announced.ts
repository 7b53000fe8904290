import { bounds } from '../lib/bounds.ts'
import type { Event } from '../transcript/event.ts'
import type { Cause } from './cause.ts'

type Deaf = Extract<Event, { kind: 'not-listening' }>

/** What is wrong with what a program said of its port; undefined where it need not, or is right. */
export function judgeAnnounced({ announced: said, sockets }: Deaf): Cause | undefined {
  const [socket] = sockets
  if (!said || !socket) return undefined
  const { ports, like } = said
  const [first] = ports
  if (first === undefined) return { kind: 'not-announced', like }
  if (sockets.some(({ port }) => ports.includes(port))) return undefined
  const announced = isChosen(first) ? {} : { announced: first }
  const listens = isChosen(socket.port) ? {} : { listens: socket.port }
  return { kind: 'announced-elsewhere', ...announced, ...listens }
}

/** Which of its own ports the system chose is chance, and would make every report another one. */
function isChosen(port: number): boolean {
  return port >= bounds.systemPortMin
}

/** On which port it should have listened: one that it said itself, or 0 where any would do. */
export function wantedPort({ port, announced, sockets }: Deaf): number {
  if (!announced) return port
  const said = announced.ports.find((one) => sockets.some((socket) => socket.port === one))
  return said ?? 0
}
