import type { Explanation } from './explanation.ts'

/** A connection from a port that is none of those that the assignment gives. */
export const sourcePortCause = {
  'wrong-source-port': ({
    peer,
    wanted,
    port,
  }: {
    peer: string
    wanted: { readonly from: number; readonly to: number }
    port?: number | undefined
  }): Explanation => {
    const from =
      port === undefined
        ? {
            en: 'a port that the system chose',
            es: 'un puerto que eligió el sistema',
          }
        : { en: `port ${port}`, es: `el puerto ${port}` }
    return {
      explanation: {
        en: `The connection that ${peer} took came from ${from.en}; it should come from one of the ports ${wanted.from} to ${wanted.to}.`,
        es: `La conexión que tomó ${peer} vino desde ${from.es}; debería venir desde uno de los puertos ${wanted.from} a ${wanted.to}.`,
      },
      hint: {
        en: 'Call bind() with an address of yours and a port of the range before connect(); when that port is taken, try the next one.',
        es: 'Llama a bind() con una dirección tuya y un puerto del rango antes de connect(); si ese puerto está ocupado, prueba el siguiente.',
      },
    }
  },
}
