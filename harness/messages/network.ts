import { visible } from '../lib/quote.ts'
import type { Text } from './text.ts'

/** An address of a host name that no program could reach. */
export function notOurAddress(
  address: string,
  near: string | undefined,
  addresses: readonly string[],
): Text {
  const list = addresses.length > 0 ? ` (${addresses.join(', ')})` : ''
  return near === undefined
    ? {
        en: `it is ${address}, which is no address of this network; it should be in 127.0.0.0/8, ::1, or one of "addresses"${list}`,
        es: `es ${address}, que no es una dirección de esta red; debería estar en 127.0.0.0/8, ser ::1, o una de "addresses"${list}`,
      }
    : {
        en: `it is ${address}, which is no address of this network, did you mean ${near}?`,
        es: `es ${address}, que no es una dirección de esta red, ¿quisiste decir ${near}?`,
      }
}

/** A name whose meaning is fixed. */
export function localhost(name: string): Text {
  return {
    en: `"${name}" always means the machine itself, it should be another name`,
    es: `"${name}" siempre significa la máquina misma, debería ser otro nombre`,
  }
}

/** An address that need not be asked for. */
export function thereAnyway(address: string): Text {
  return {
    en: `${address} is there anyway, only others should be listed`,
    es: `${address} está de todos modos, solo deberían listarse otras`,
  }
}

/** An address that means many machines, none, or one of a link. */
export function ofNoMachine(address: string): Text {
  return {
    en: `${address} is no address that a machine can have for itself, it should be one like 10.0.0.2 or fd00::2`,
    es: `${address} no es una dirección que una máquina pueda tener para sí, debería ser una como 10.0.0.2 o fd00::2`,
  }
}

/** An address that stands twice. */
export function addressTwice(address: string): Text {
  return {
    en: `${address} is in the list twice, once is enough`,
    es: `${address} está dos veces en la lista, una basta`,
  }
}

/** What an assignment asks of the network, and the machine's own one does not have. */
export function needsPrivateNetwork(wants: readonly string[], because: string | undefined): Text {
  const list = wants.map((want) => `network.${want}`).join(', ')
  const why = because === undefined ? '' : ` (${visible(because)})`
  return {
    en: `the assignment asks for a network of its own (${list}), and there is none here${why}; nobody could be graded fairly; use lab "net" on Linux, "npx enchufe doctor" tells what is missing`,
    es: `la tarea pide una red propia (${list}), y aquí no la hay${why}; nadie sería corregido con justicia; usa lab "net" en Linux, "npx enchufe doctor" dice qué falta`,
  }
}

/** A port that an ordinary user's program may not have here. */
export function needsLowPort(port: number): Text {
  return {
    en: `the assignment's port ${port} is below 1024, which no ordinary user's program may have on this machine's own network; use lab "net" on Linux, "npx enchufe doctor" tells what is missing`,
    es: `el puerto ${port} de la tarea está bajo 1024, y en la red de esta máquina ningún programa de un usuario común puede tenerlo; usa lab "net" en Linux, "npx enchufe doctor" dice qué falta`,
  }
}

/** IPv6 is switched off in the kernel. */
export const needsIpv6: Text = {
  en: 'the assignment is about IPv6, and the kernel of this machine has none; boot it without ipv6.disable=1, or use another machine',
  es: 'la tarea es sobre IPv6, y el kernel de esta máquina no lo tiene; arráncalo sin ipv6.disable=1, o usa otra máquina',
}
