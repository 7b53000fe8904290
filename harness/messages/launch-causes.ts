import { unbuilt } from './building.ts'
import { endpointText } from '../lib/endpoint-text.ts'
import type { Explanation } from './explanation.ts'
import {
  exitWords,
  heldWords,
  quotedText,
  seconds,
  type ShownExit,
  type ShownHeld,
} from './shown.ts'
import type { Text } from './text.ts'

type Socket = { readonly address: string; readonly port: number }

function sockets(list: readonly Socket[]): string {
  return list.map(({ address, port }) => endpointText(address, port)).join(', ')
}

/** One that was started again had listened before. */
function subject(again: true | undefined): Text {
  return again
    ? {
        en: 'Started again, the program',
        es: 'Ejecutado de nuevo, el programa',
      }
    : { en: 'The program', es: 'El programa' }
}

const families = {
  ipv4: { name: 'IPv4', constant: 'AF_INET' },
  ipv6: { name: 'IPv6', constant: 'AF_INET6' },
} as const

/** Failures before a scenario can begin. */
export const launchCauses = {
  'did-not-build': unbuilt,
  'did-not-start': ({
    exit,
    port,
    limitMs,
    again,
  }: {
    exit?: ShownExit | undefined
    port: number
    limitMs?: number | undefined
    again?: true | undefined
  }): Explanation =>
    exit
      ? {
          explanation: {
            en: `${subject(again).en} ${exitWords(exit).en} before it listened on ${port === 0 ? 'a port' : `port ${port}`}.`,
            es: `${subject(again).es} ${exitWords(exit).es} antes de escuchar en ${port === 0 ? 'un puerto' : `el puerto ${port}`}.`,
          },
          hint: {
            en: 'Start it yourself and read the error that it prints: it ends before bind() and listen() have worked.',
            es: 'Ejecútalo y lee el error que imprime: termina antes de que bind() y listen() hayan funcionado.',
          },
        }
      : {
          explanation: {
            en: `${subject(again).en} runs, but ${limitMs === undefined ? 'it waits without listening' : `${seconds(limitMs)} after its start it does not listen`} on any port; it should listen on ${port === 0 ? 'one of its choice' : `port ${port}`}.`,
            es: `${subject(again).es} corre, pero ${limitMs === undefined ? 'espera sin escuchar' : `${seconds(limitMs)} después de empezar no escucha`} en ningún puerto; debería escuchar en ${port === 0 ? 'uno que elija' : `el puerto ${port}`}.`,
          },
          hint: {
            en: 'A server has to call bind() and then listen() before anything else that waits.',
            es: 'Un servidor tiene que llamar a bind() y luego a listen() antes de cualquier otra cosa que espere.',
          },
        },
  'listens-elsewhere': ({
    port,
    sockets: list,
    family,
  }: {
    port: number
    sockets: readonly Socket[]
    family?: 'ipv6' | undefined
  }): Explanation => {
    const { name, constant } = families[family ?? 'ipv4']
    return {
      explanation: {
        en: `The program listens on ${sockets(list)}; it should listen on port ${port} of an ${name} address.`,
        es: `El programa escucha en ${sockets(list)}; debería escuchar en el puerto ${port} de una dirección ${name}.`,
      },
      hint: {
        en: `Compare the address and the port that you give to bind() with those of the assignment, and the family of the socket (${constant}).`,
        es: `Compara la dirección y el puerto que le das a bind() con los de la tarea, y la familia del socket (${constant}).`,
      },
    }
  },
  'port-still-held': ({
    port,
    held,
    exit,
    limitMs,
  }: {
    port: number
    held: readonly ShownHeld[]
    exit?: ShownExit | undefined
    limitMs?: number | undefined
  }): Explanation => {
    const words = heldWords(held)
    const then = exit ? exitWords(exit) : doesNotListen(limitMs)
    return {
      explanation: {
        en: `Started again at once, the program ${then.en}: port ${port} is still held by what the kernel keeps of connections from before${words.en === '' ? '' : `, ${words.en}`}, so that bind() fails with "Address already in use".`,
        es: `Ejecutado de nuevo enseguida, el programa ${then.es}: el puerto ${port} sigue tomado por lo que el kernel guarda de conexiones de antes${words.es === '' ? '' : `, ${words.es}`}, así que bind() falla con "Address already in use".`,
      },
      hint: {
        en: 'The end of a connection stays in the kernel for a minute or more (FIN_WAIT, TIME_WAIT). A server gets its port all the same when it sets SO_REUSEADDR with setsockopt() on the socket that will listen, before bind().',
        es: 'El final de una conexión queda en el kernel un minuto o más (FIN_WAIT, TIME_WAIT). Un servidor obtiene su puerto de todos modos si activa SO_REUSEADDR con setsockopt() en el socket que va a escuchar, antes de bind().',
      },
    }
  },
  crashed: ({
    exit,
    exception,
  }: {
    exit: ShownExit
    exception?: string | undefined
  }): Explanation => ({
    explanation:
      exception === undefined
        ? {
            en: `The program crashed: it ${exitWords(exit).en}.`,
            es: `El programa se cayó: ${exitWords(exit).es}.`,
          }
        : {
            en: `The program crashed: nothing caught ${quotedText(exception)}, and it ${exitWords(exit).en}.`,
            es: `El programa se cayó: nada capturó ${quotedText(exception)}, y ${exitWords(exit).es}.`,
          },
    hint: {
      en: 'Look at which call failed (the end of standard error names the line), and decide there what the program should do when it fails.',
      es: 'Mira qué llamada falló (el final de la salida de error nombra la línea), y decide ahí qué debe hacer el programa cuando falla.',
    },
  }),
} as const

function doesNotListen(limitMs: number | undefined): Text {
  return limitMs === undefined
    ? { en: 'waits without listening there', es: 'espera sin escuchar ahí' }
    : {
        en: `did not listen there within ${seconds(limitMs)}`,
        es: `no escuchó ahí en ${seconds(limitMs)}`,
      }
}
