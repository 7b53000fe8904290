import { visible } from '../lib/quote.ts'
import type { Text } from './text.ts'

/** Where a program listens is read from Linux's own tables; guessing it would cost points. */
export function needsLinux(platform: string): Text {
  return {
    en: `programs cannot be run on ${platform} yet: where they listen is read from Linux's own tables; use Linux, WSL or a container`,
    es: `todavía no se pueden correr programas en ${platform}: dónde escuchan se lee de las tablas de Linux; usa Linux, WSL o un contenedor`,
  }
}

/** A private network was asked for, and cannot be had. */
export function noPrivateNetwork(because: string): Text {
  return {
    en: `a private network was asked for (lab "net"), and this machine does not give one: ${visible(because)}; choose lab "plain", or allow unprivileged user namespaces`,
    es: `se pidió una red privada (lab "net"), y esta máquina no la da: ${visible(because)}; elige lab "plain", o permite los espacios de nombres de usuario sin privilegios`,
  }
}

/** Said once when a batch runs without a private network. */
export function plainLab(because: string | undefined): Text {
  const why = because === undefined ? '' : ` (${visible(because)})`
  return {
    en: `no private network${why}: programs run one at a time, and some waits are by the clock`,
    es: `sin red privada${why}: los programas corren de a uno, y algunas esperas son por reloj`,
  }
}

/** Said when a port is not free yet because of connections of an earlier trial. */
export function waitingForPort(port: number): Text {
  return {
    en: `waiting until port ${port} is free: connections of an earlier run are still closing; this costs nobody a point`,
    es: `esperando a que el puerto ${port} quede libre: conexiones de una corrida anterior aún se están cerrando; esto no le cuesta puntos a nadie`,
  }
}

/** A fixed port is held by another program of this machine. */
export function portHeld(port: number, holder: string): Text {
  return {
    en: `port ${port} is needed, and "${visible(holder)}" listens there; end it and try again`,
    es: `se necesita el puerto ${port}, y "${visible(holder)}" escucha ahí; termínalo e inténtalo de nuevo`,
  }
}
