import { eventsOf, type StepView } from '../transcript/views.ts'
import { absent, limitOf, type Case, type Judgement } from './case.ts'

/** Why a peer is not connected, or undefined when it is. */
export function judgeConnection(trial: Case, peer: string, view: StepView): Judgement | undefined {
  const mine = view.window.filter((event) => 'peer' in event && event.peer === peer)
  if (mine.some(({ kind }) => kind === 'connected' || kind === 'accepted')) return undefined
  if (mine.some(({ kind }) => kind === 'refused')) return judgeRefusal(trial, peer, view)
  const observed = eventsOf(trial.events, 'observed').find((event) => event.peer === peer)
  return absent(
    trial,
    {
      kind: 'never-accepted',
      peer,
      waitingConnections: observed?.waitingConnections ?? 0,
      ...limitOf(view),
    },
    view,
  )
}

/**
 * Refused although the program listens: then it listens on no address that takes IPv4. (Over IPv6
 * that cannot be: what takes it shows in its address.)
 */
function judgeRefusal(trial: Case, peer: string, view: StepView): Judgement {
  const listening = eventsOf(trial.life, 'listening')[0]
  const elsewhere = listening?.sockets.every(
    ({ family, address }) => family === 'ipv6' && !address.includes('.'),
  )
  if (listening && !listening.family && elsewhere === true && trial.exit === undefined) {
    const { port, sockets } = listening
    return absent(trial, { kind: 'listens-elsewhere', port, sockets }, view)
  }
  const exit = trial.exit ? { exit: trial.exit } : {}
  return absent(trial, { kind: 'refused', peer, ...exit }, view)
}
