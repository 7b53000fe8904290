import type { ProgramRule } from './schema.ts'

/** Over which protocol a program and its peers meet. */
export type Transport = 'tcp' | 'udp'

/** The protocol of a role. */
export function transportOf(role: ProgramRule['role']): Transport {
  return role.startsWith('udp-') ? 'udp' : 'tcp'
}

/** Whether a program waits for peers, or goes to them. */
export function sideOf(role: ProgramRule['role']): 'server' | 'client' {
  return role.endsWith('server') ? 'server' : 'client'
}
