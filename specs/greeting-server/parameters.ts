const clientsMax = 10

/** What a variant may change; unless it does, it is the server of the course's notes. */
export const parameters = {
  port: { kind: 'port', default: 9000 },
  greeting: { kind: 'text', default: 'Gracias por conectarte\n' },
  clients: { kind: 'count', min: 2, max: clientsMax, default: 5 },
  family: { kind: 'choice', of: ['ipv4', 'ipv6'], default: 'ipv4' },
} as const

/** What these checks are made of. */
export type Values = {
  readonly port: number
  readonly greeting: string
  readonly clients: number
  readonly family: 'ipv4' | 'ipv6'
}

/** Whether the client of the notes gets along with such a server. */
export function isOfTheNotes({ port, family }: Values): boolean {
  return port === parameters.port.default && family === parameters.family.default
}
