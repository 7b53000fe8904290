import {
  anything,
  check,
  connect,
  expect,
  expectClose,
  expectSilence,
  freeze,
  reset,
  thaw,
} from '../../harness/index.ts'
import type { Values } from './parameters.ts'

/** It is there. */
export function listens({ port, family }: Values) {
  const version = family === 'ipv6' ? 'IPv6' : 'IPv4'
  return check('listens', {
    points: 1,
    requirement: {
      en: `The server MUST listen on port ${port} of a local ${version} address.`,
      es: `El servidor DEBE escuchar en el puerto ${port} de una dirección ${version} local.`,
    },
    scenario: [connect('ana')],
    fulfilledBy: ['never-accepts', 'stays-silent', 'closes-at-once', 'resets', 'echoes'],
  })
}

/** What it says. */
export function greets({ greeting }: Values) {
  const text = greeting.trimEnd()
  return check('greets', {
    points: 2,
    after: ['listens'],
    requirement: {
      en: `The server MUST send each client exactly "${text}" and a newline, in UTF-8, without waiting for anything.`,
      es: `El servidor DEBE enviar a cada cliente exactamente "${text}" y un salto de línea, en UTF-8, sin esperar nada.`,
    },
    scenario: [connect('ana'), expect('ana', greeting), expectSilence('ana')],
  })
}

/** How it ends a connection. */
export function closes() {
  return check('closes', {
    points: 1,
    after: ['listens'],
    requirement: {
      en: "After the greeting the server MUST close that client's connection properly: with FIN, not with a reset.",
      es: 'Después del saludo el servidor DEBE cerrar bien la conexión con ese cliente: con FIN, no con un reset.',
    },
    scenario: [
      connect('ana'),
      expect('ana', anything()),
      expectClose('ana', { how: 'fin', before: 'anything' }),
    ],
  })
}

/** A client that vanishes. */
export function survivesAReset() {
  return check('survives-a-reset', {
    points: 1,
    after: ['listens'],
    requirement: {
      en: 'A client that resets its connection before the server touches it MUST NOT bring the server down: the next client is served.',
      es: 'Un cliente que corta su conexión con un reset antes de que el servidor la toque NO DEBE hacerlo caer: el siguiente cliente es atendido.',
    },
    scenario: [
      freeze(),
      connect('ana'),
      reset('ana'),
      thaw(),
      connect('beto'),
      expect('beto', anything()),
    ],
  })
}
