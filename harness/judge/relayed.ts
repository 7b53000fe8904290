import type { Event } from '../transcript/event.ts'

type Relayed = Extract<Event, { readonly kind: 'relayed' }>

/** Whether it is what the program sent to a peer that came to the relay. */
export function isFromProgram(event: Relayed, peer: string): boolean {
  return event.peer === peer && event.direction === 'from-program'
}

/** Whether the relay let nothing of it go on then: it is lost, or held back until another one comes. */
export function isKept({ fate }: Relayed): boolean {
  return fate === 'dropped' || fate === 'held'
}
