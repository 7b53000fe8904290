import { announcedCauses } from '../messages/announced.ts'
import { connectionCauses } from '../messages/connection-causes.ts'
import { contentCauses } from '../messages/content-causes.ts'
import { datagramCauses } from '../messages/datagram-causes.ts'
import { diagnosisCauses } from '../messages/diagnosis-causes.ts'
import { exitCauses } from '../messages/exit-causes.ts'
import type { Explanation } from '../messages/explanation.ts'
import { fileCauses } from '../messages/file-causes.ts'
import { formCauses } from '../messages/form-causes.ts'
import { launchCauses } from '../messages/launch-causes.ts'
import { messageCauses } from '../messages/message-causes.ts'
import { otherCauses } from '../messages/other-causes.ts'
import { repetitionCauses } from '../messages/repetition-causes.ts'
import { orderCauses } from '../messages/order-causes.ts'
import { sourcePortCause } from '../messages/source-port-cause.ts'
import type { Cause, CauseKind } from './cause.ts'

/** One explanation for every kind of cause; a missing or ill-fitting one does not compile. */
const catalogue: {
  readonly [K in CauseKind]: (cause: Extract<Cause, { kind: K }>) => Explanation
} = {
  ...launchCauses,
  ...announcedCauses,
  ...connectionCauses,
  ...sourcePortCause,
  ...contentCauses,
  ...messageCauses,
  ...formCauses,
  ...orderCauses,
  ...datagramCauses,
  ...repetitionCauses,
  ...fileCauses,
  ...otherCauses,
  ...exitCauses,
  ...diagnosisCauses,
}

/** What a cause says to a student, in both languages. */
export function explain<K extends CauseKind>(cause: Extract<Cause, { kind: K }>): Explanation {
  const kind: K = cause.kind
  return catalogue[kind](cause)
}
