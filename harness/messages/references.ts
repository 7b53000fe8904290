import { visible } from '../lib/quote.ts'
import type { Text } from './text.ts'

/** Two checks with the same id. */
export function duplicateCheck(id: string): Text {
  return {
    en: `there are two checks "${id}", each should have an id of its own`,
    es: `hay dos revisiones "${id}", cada una debería tener un id propio`,
  }
}

/** A dependency that does not exist. */
export function unknownAfter(id: string, near: string | undefined, ids: readonly string[]): Text {
  const shown = visible(id)
  return {
    en: `there is no check "${shown}"${near === undefined ? `, it should be one of ${ids.join(', ')}` : `, did you mean "${near}"?`}`,
    es: `no hay una revisión "${shown}"${near === undefined ? `, debería ser una de ${ids.join(', ')}` : `, ¿quisiste decir "${near}"?`}`,
  }
}

/** Dependencies that go round in a circle. */
export function cycle(ids: readonly string[]): Text {
  const way = ids.join(' → ')
  return {
    en: `the checks depend on each other in a circle: ${way}; one of them should come first`,
    es: `las revisiones dependen unas de otras en círculo: ${way}; una debería ir primero`,
  }
}

/** A client cannot be found by where it listens. */
export function clientDiscovered(given: 'announced' | 'discovered'): Text {
  return {
    en: `it is "${given}", which is for servers; a client should get its port by argument, environment or fixed`,
    es: `es "${given}", que es para servidores; un cliente debería recibir su puerto por argument, environment o fixed`,
  }
}

/** A UDP server cannot be found by where it listens: its socket looks like any other. */
export const udpDiscovered: Text = {
  en: 'it is "discovered", which is for servers of TCP; a server of UDP should get its port by argument, environment or fixed',
  es: 'es "discovered", que es para servidores de TCP; un servidor de UDP debería recibir su puerto por argument, environment o fixed',
}

/** A step that belongs to the other protocol. */
export function otherTransport(kind: string, transport: 'tcp' | 'udp'): Text {
  return transport === 'udp'
    ? {
        en: `"${kind}" is for programs of TCP, and this one uses UDP; use open, sendDatagram, expectDatagram and expectSilence`,
        es: `"${kind}" es para programas de TCP, y este usa UDP; usa open, sendDatagram, expectDatagram y expectSilence`,
      }
    : {
        en: `"${kind}" is for programs of UDP, and this one uses TCP; its role should be "udp-server" or "udp-client"`,
        es: `"${kind}" es para programas de UDP, y este usa TCP; su rol debería ser "udp-server" o "udp-client"`,
      }
}

/** The counterpart is the assignment itself. */
export const ownCounterpart: Text = {
  en: 'it is this assignment itself, it should be the one of the other side',
  es: 'es esta misma tarea, debería ser la del otro lado',
}

/** A step that belongs to programs of the other role. */
export function otherRole(kind: string, role: 'server' | 'client'): Text {
  return role === 'server'
    ? {
        en: `"${kind}" is for client programs, and this program is a server; use connect`,
        es: `"${kind}" es para programas cliente, y este programa es un servidor; usa connect`,
      }
    : {
        en: `"${kind}" is for server programs, and this program is a client; use listen and accept`,
        es: `"${kind}" es para programas servidor, y este programa es un cliente; usa listen y accept`,
      }
}

/** A client is not started again: nobody waits where it was. */
export const restartOfClient: Text = {
  en: '"restart" is for server programs, and this program is a client',
  es: '"restart" es para programas servidor, y este programa es un cliente',
}

/** A peer that is there already. */
export function connectsTwice(peer: string): Text {
  return {
    en: `the peer "${peer}" is connected already, each connection should have a name of its own`,
    es: `el par "${peer}" ya está conectado, cada conexión debería tener un nombre propio`,
  }
}

/** A peer that is used before it connects. */
export function notConnected(kind: string, peer: string, near: string | undefined): Text {
  return {
    en: `"${kind}" uses the peer "${peer}", which has not connected yet${near === undefined || near === peer ? '; it should connect (or be accepted) before' : `, did you mean "${near}"?`}`,
    es: `"${kind}" usa el par "${peer}", que aún no se ha conectado${near === undefined || near === peer ? '; debería conectarse (o ser aceptado) antes' : `, ¿quisiste decir "${near}"?`}`,
  }
}

/** A peer that moves after it has ended its side. */
export function afterItsEnd(kind: string, peer: string): Text {
  return {
    en: `"${kind}" comes after the peer "${peer}" has closed or reset its connection, it should come before`,
    es: `"${kind}" viene después de que el par "${peer}" cerró o cortó su conexión, debería venir antes`,
  }
}

/** accept without listen. */
export const acceptBeforeListen: Text = {
  en: '"accept" comes before any "listen", there should be a "listen" first',
  es: '"accept" viene antes de todo "listen", debería haber un "listen" primero',
}

/** Both listening and not listening. */
export const refuseAndListen: Text = {
  en: 'the scenario has both "listen" and "refuse", it should have one of them',
  es: 'el escenario tiene "listen" y también "refuse", debería tener uno de ellos',
}

/** Two listens. */
export const listensTwice: Text = {
  en: 'the scenario has "listen" twice, once is enough for any number of connections',
  es: 'el escenario tiene "listen" dos veces, una basta para cualquier número de conexiones',
}

/** thaw without freeze. */
export const thawBeforeFreeze: Text = {
  en: '"thaw" comes without a "freeze" before it, there should be one',
  es: '"thaw" viene sin un "freeze" antes, debería haber uno',
}

/** A second freeze. */
export const frozenTwice: Text = {
  en: 'the program is frozen already, there should be a "thaw" before the next "freeze"',
  es: 'el programa ya está congelado, debería haber un "thaw" antes del siguiente "freeze"',
}

/** A freeze without an end. */
export const neverThawed: Text = {
  en: 'this "freeze" is never followed by a "thaw", the program should be let go on',
  es: 'a este "freeze" nunca lo sigue un "thaw", habría que dejar seguir al programa',
}

/** An absence alone. */
export const noSignOfLife: Text = {
  en: 'the scenario asks for silence alone, which a dead program gives too; it should also ask for a sign of life (expect, expectOutput or expectExit)',
  es: 'el escenario solo pide silencio, que un programa muerto también da; debería pedir además una señal de vida (expect, expectOutput o expectExit)',
}

/** Content that is not one message of a framing. */
export function noMessage(framing: string): Text {
  return framing === 'until-close'
    ? {
        en: 'nothing ends a message of the framing "until-close" but the end of the connection; it should be a plain text',
        es: 'nada termina un mensaje del encuadre "until-close" salvo el fin de la conexión; debería ser un texto común',
      }
    : {
        en: `this content is not one message of the framing "${framing}"; it should have its size, and nothing that ends a message`,
        es: `este contenido no es un mensaje del encuadre "${framing}"; debería tener su tamaño, y nada que termine un mensaje`,
      }
}
/** A placeholder in the text of an assignment that stands for none of its parameters. */
export function unknownParameter(
  name: string,
  near: string | undefined,
  known: readonly string[],
): Text {
  const shown = `"\${${visible(name)}}"`
  const list = known.join(', ')
  return near === undefined
    ? {
        en: `${shown} is no parameter of this assignment, it should be one of ${list}`,
        es: `${shown} no es un parámetro de esta tarea, debería ser uno de ${list}`,
      }
    : {
        en: `${shown} is no parameter of this assignment, did you mean "${near}"?`,
        es: `${shown} no es un parámetro de esta tarea, ¿quisiste decir "${near}"?`,
      }
}

/** The base of a variant that is a variant itself. */
export const variantOfVariant: Text = {
  en: 'it is a variant itself, the base should be the assignment that takes the parameters',
  es: 'también es una variante, la base debería ser la tarea que recibe los parámetros',
}

/** The base of a variant that is not there. */
export function noBase(file: string): Text {
  return {
    en: `"${visible(file)}" does not exist, it should be the assignment of which this is a variant`,
    es: `"${visible(file)}" no existe, debería ser la tarea de la que esta es una variante`,
  }
}
