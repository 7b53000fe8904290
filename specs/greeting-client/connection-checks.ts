import {
  accept,
  anything,
  check,
  close,
  expectClose,
  expectExit,
  expectOutput,
  listen,
  refuse,
  reset,
  send,
} from '../../harness/index.ts'

/** It comes. */
export function connects(port: number) {
  return check('connects', {
    points: 1,
    requirement: {
      en: `The client MUST connect to port ${port} of its own host name's address.`,
      es: `El cliente DEBE conectarse al puerto ${port} de la dirección de su propio host.`,
    },
    scenario: [listen(), accept('ana')],
    fulfilledBy: ['connects-and-leaves', 'connects-and-stays-silent'],
  })
}

/** Its end. */
export function closesAndEnds(greeting: string) {
  return check('closes-and-ends', {
    points: 1,
    after: ['connects'],
    requirement: {
      en: 'After the text the client MUST close its connection and end by itself.',
      es: 'Después del texto el cliente DEBE cerrar su conexión y terminar solo.',
    },
    scenario: [
      listen(),
      accept('ana'),
      send('ana', greeting),
      close('ana'),
      expectOutput(anything()),
      expectClose('ana', { how: 'either', before: 'anything' }),
      expectExit(),
    ],
  })
}

/** No server. */
export function saysThatNobodyListens() {
  return check('says-that-nobody-listens', {
    points: 1,
    requirement: {
      en: 'When nobody listens the client MUST say so in some message, without an uncaught exception.',
      es: 'Cuando nadie escucha el cliente DEBE decirlo con algún mensaje, sin una excepción no capturada.',
    },
    scenario: [refuse(), expectExit(), expectOutput(anything())],
  })
}

/** A server that vanishes. */
export function saysThatItWasCutOff() {
  return check('says-that-it-was-cut-off', {
    points: 1,
    after: ['connects'],
    requirement: {
      en: 'When the server resets the connection before any byte the client MUST say so in some message, without an uncaught exception.',
      es: 'Cuando el servidor corta la conexión con un reset antes de cualquier byte el cliente DEBE decirlo con algún mensaje, sin una excepción no capturada.',
    },
    scenario: [listen(), accept('ana'), reset('ana'), expectExit(), expectOutput(anything())],
  })
}

/** A server without a word. */
export function endsWhenTheServerCloses() {
  return check('ends-when-the-server-closes-at-once', {
    points: 1,
    after: ['connects'],
    requirement: {
      en: 'When the server closes the connection at once the client MUST end by itself.',
      es: 'Cuando el servidor cierra la conexión de inmediato el cliente DEBE terminar solo.',
    },
    scenario: [listen(), accept('ana'), close('ana'), expectExit({ crash: 'allowed' })],
    fulfilledBy: ['connects-and-leaves'],
  })
}

/** Where the server wants its clients to come from certain ports, they choose theirs with bind(). */
export function usesItsPorts(fromPort: { readonly from: number; readonly to: number }) {
  const { from, to } = fromPort
  return check('uses-a-port-of-the-range', {
    points: 2,
    after: ['connects'],
    requirement: {
      en: `The client MUST connect from one of the ports ${from} to ${to}.`,
      es: `El cliente DEBE conectarse desde uno de los puertos ${from} a ${to}.`,
    },
    scenario: [listen(), accept('ana', { fromPort })],
  })
}
