import { visible } from '../lib/quote.ts'
import type { Text } from './text.ts'

/** Programs get named pipes and Unix signals, which Windows does not have. */
export function needsUnix(platform: string): Text {
  return {
    en: `programs cannot be run on ${platform}: they need named pipes and signals; use WSL 2, Linux, macOS or a container`,
    es: `no se pueden correr programas en ${platform}: necesitan tuberías con nombre y señales; usa WSL 2, Linux, macOS o un contenedor`,
  }
}

/** Said once when nothing is seen of the kernel. */
export function clockLab(because: string | undefined): Text {
  const why = because === undefined ? '' : ` (${visible(because)})`
  return {
    en: `the kernel shows nothing of the programs here${why}: pieces are sent apart by a pause, silence and hangs are decided by limits, and what needs a stopped program stays undecided; Linux proves all of that`,
    es: `aquí el kernel no muestra nada de los programas${why}: los pedazos se separan con una pausa, el silencio y los cuelgues se deciden por límites, y lo que necesita un programa detenido queda sin decidir; Linux prueba todo eso`,
  }
}

/** A private network was asked for, and cannot be had. */
export function noPrivateNetwork(because: string): Text {
  return {
    en: `a private network was asked for (lab "net"), and this machine does not give one: ${visible(because)}; choose lab "plain", or allow unprivileged user namespaces`,
    es: `se pidió una red privada (lab "net"), y esta máquina no la da: ${visible(because)}; elige lab "plain", o permite los espacios de nombres de usuario sin privilegios`,
  }
}

/** Worlds for programs were asked for, and cannot be had. */
export function noWorld(because: string): Text {
  return {
    en: `a world of its own for each program was asked for (lab "lab"), and this machine does not give one: ${visible(because)}; choose lab "net" or "plain", or see what "enchufe doctor" says of bubblewrap`,
    es: `se pidió un mundo propio para cada programa (lab "lab"), y esta máquina no lo da: ${visible(because)}; elige lab "net" o "plain", o mira lo que "enchufe doctor" dice de bubblewrap`,
  }
}

/** Programs of other people would run where they can reach what is not theirs. */
export function notTrusted(lab: 'net' | 'plain' | 'clock', because: string | undefined): Text {
  const why = because === undefined ? '' : ` (${visible(because)})`
  const more =
    lab === 'net' ? { en: '', es: '' } : { en: ', and use your network', es: ', y usar tu red' }
  return {
    en: `in lab "${lab}"${why} these programs could read and change every file that you may, the results too${more.en}; if you trust those who wrote them say --trust, else make lab "lab" possible ("enchufe doctor" says how)`,
    es: `en el lab "${lab}"${why} estos programas podrían leer y cambiar todo archivo que tú puedas, también los resultados${more.es}; si confías en quienes los escribieron agrega --trust, si no, haz posible el lab "lab" ("enchufe doctor" dice cómo)`,
  }
}

/** Said once when programs share the machine's files although more was wanted. */
export function netLab(because: string): Text {
  return {
    en: `no files of their own for programs (${visible(because)}): they have a private network, and see the files of this machine`,
    es: `sin archivos propios para los programas (${visible(because)}): tienen una red privada, y ven los archivos de esta máquina`,
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
