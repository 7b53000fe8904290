import { ownPrograms } from '../assignment/program-of.ts'
import type { Assignment } from '../assignment/schema.ts'
import type { LabLevel } from '../lab/probe.ts'
import { portHolder } from '../launch/port.ts'
import { UsageError } from '../lib/errors.ts'
import { hasPrivateNetwork } from '../lib/lab-kind.ts'
import { portHeld } from '../messages/lab.ts'

/** On the machine's own network a fixed port must be free; whoever holds it is named. */
export function assertPortFree(assignment: Assignment, level: LabLevel): void {
  if (hasPrivateNetwork(level.kind)) return
  for (const { port } of ownPrograms(assignment)) {
    if (port.given !== 'fixed') continue
    const holder = portHolder(port.port)
    if (holder !== undefined) throw new UsageError('port', portHeld(port.port, holder))
  }
}
