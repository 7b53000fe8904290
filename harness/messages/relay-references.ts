import type { Text } from './text.ts'

/** A second relay before the same peer. */
export function relayedTwice(peer: string): Text {
  return {
    en: `the peer "${peer}" has a relay already, which should have all the faults`,
    es: `el par "${peer}" ya tiene un relevo, que debería tener todas las fallas`,
  }
}

/** A relay of datagrams between programs that exchange none. */
export const relayOfStreams: Text = {
  en: 'a relay is for programs of UDP, and this one uses TCP',
  es: 'un relevo es para programas de UDP, y este usa TCP',
}
