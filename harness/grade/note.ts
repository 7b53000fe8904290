import type { Stage } from '../drive/stage.ts'
import type { Readiness } from '../launch/ready.ts'
import { addressOf, told } from './address.ts'

/** Writes down where the program listens, or what was seen instead where it should. */
export function note(stage: Stage, port: number, ready: Readiness): void {
  const { history, limits, family } = stage
  const seen = { sockets: [...ready.sockets], ...told(family) }
  if (ready.kind === 'listening') {
    history.record({ kind: 'listening', port: ready.port, ...seen })
    stage.address = addressOf(ready, family)
  } else {
    const { announced, overloaded, settled } = ready
    const limit = settled ? {} : { limitMs: limits.startMs }
    const said = announced ? { announced: { ...announced, ports: [...announced.ports] } } : {}
    history.record({ kind: 'not-listening', port, ...seen, ...said, ...limit, overloaded })
  }
}
