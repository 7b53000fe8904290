import { visible } from '../lib/quote.ts'
import type { Text } from './text.ts'

/** Another program that is none of `others`. */
export function noSuchOther(
  name: string,
  near: string | undefined,
  names: readonly string[],
): Text {
  const shown = visible(name)
  if (near !== undefined) {
    return {
      en: `there is no other program "${shown}", did you mean "${near}"?`,
      es: `no hay otro programa "${shown}", ¿quisiste decir "${near}"?`,
    }
  }
  const list = names.join(', ')
  return list === ''
    ? {
        en: `there is no other program "${shown}", it should be described in "others"`,
        es: `no hay otro programa "${shown}", debería estar descrito en "others"`,
      }
    : {
        en: `there is no other program "${shown}", it should be one of ${list}`,
        es: `no hay otro programa "${shown}", debería ser uno de ${list}`,
      }
}

/** A check that would judge a program of ours. */
export function notOfTheSubmission(name: string): Text {
  return {
    en: `the program "${visible(name)}" is a reference, a check should judge one whose "from" is "submission"`,
    es: `el programa "${visible(name)}" es una referencia, una revisión debería juzgar uno cuyo "from" sea "submission"`,
  }
}

/** Another program over the other protocol. */
export function otherProtocol(transport: 'tcp' | 'udp'): Text {
  const name = transport.toUpperCase()
  return {
    en: `the program of this assignment uses ${name}, the others should too`,
    es: `el programa de esta tarea usa ${name}, los otros deberían usarlo también`,
  }
}

/** Two fixed ports that never meet. */
export function otherPort(port: number, own: number): Text {
  return {
    en: `it is ${port}, it should be that of the assignment's program, ${own}, or they never meet`,
    es: `es ${port}, debería ser el del programa de la tarea, ${own}, o nunca se encuentran`,
  }
}

/** A client beside a client, or a server beside a server. */
export function sameSide(name: string, side: 'server' | 'client'): Text {
  const shown = visible(name)
  return side === 'server'
    ? {
        en: `"${shown}" is a server, and so is the program that is judged here; it should be a client`,
        es: `"${shown}" es un servidor, y el programa que se juzga aquí también; debería ser un cliente`,
      }
    : {
        en: `"${shown}" is a client, and so is the program that is judged here; it should be a server`,
        es: `"${shown}" es un cliente, y el programa que se juzga aquí también; debería ser un servidor`,
      }
}

/** A second run of the same name. */
export function runsAlready(name: string): Text {
  const shown = visible(name)
  return {
    en: `there is a run called "${shown}" already, each should have a name of its own ("as")`,
    es: `ya hay una ejecución llamada "${shown}", cada una debería tener un nombre propio ("as")`,
  }
}

/** Two servers where the client will connect. */
export const twoServers: Text = {
  en: 'there is something already where the client program will connect, there should be one server',
  es: 'ya hay algo donde se conectará el programa cliente, debería haber un solo servidor',
}

/** A server that would come too late. */
export const afterTheClient: Text = {
  en: 'the client program has started by then, the other one should be started by the first step',
  es: 'para entonces el programa cliente ya empezó, el otro debería empezar en el primer paso',
}

/** Sockets are counted, and those of other programs are among them. */
export const leakOfOthers: Text = {
  en: '"expectNoLeak" counts the sockets of peers, and another program may have some too; it should be in a scenario without "startOther"',
  es: '"expectNoLeak" cuenta los sockets de los pares, y otro programa también puede tener; debería estar en un escenario sin "startOther"',
}

/** A run that no step has started. */
export function notStarted(name: string, near: string | undefined): Text {
  const shown = visible(name)
  return near === undefined
    ? {
        en: `no "startOther" before this step starts "${shown}", there should be one`,
        es: `ningún "startOther" antes de este paso inicia "${shown}", debería haber uno`,
      }
    : {
        en: `no "startOther" before this step starts "${shown}", did you mean "${near}"?`,
        es: `ningún "startOther" antes de este paso inicia "${shown}", ¿quisiste decir "${near}"?`,
      }
}
