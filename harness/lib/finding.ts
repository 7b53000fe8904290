/** What a machine is asked about, besides the languages of the configuration. */
export const questions = [
  'platform',
  'tools',
  'user-namespaces',
  'private-network',
  'kernel-view',
  'socket-tables',
  'cheap-tables',
  'quick-acks',
  'no-time-wait',
  'small-buffers',
  'low-ports',
  'short-io',
  'terminal',
  'bubblewrap',
  'worlds',
] as const

/** One of them. */
export type Question = (typeof questions)[number]

/**
 * One thing that was found out about this machine. `detail` has names and values as the machine
 * gives them, in no language; for what is missing, the names of what is.
 */
export type Finding = {
  readonly id: Question | `language:${string}`
  readonly kind: 'there' | 'missing' | 'partial'
  readonly detail?: string
  readonly because?: Obstacle
}

/** Why something is not there; what would change it follows from this and from the system. */
export type Obstacle =
  | 'not-linux'
  | 'no-package'
  | 'no-compiler'
  | 'broken'
  | 'tools'
  | 'user-namespaces'
  | 'private-network'
  | 'bubblewrap'
  | 'max-user-namespaces'
  | 'userns-clone'
  | 'apparmor'
  | 'container'
  | 'yama'
  | 'unreadable'
  | 'old-kernel'
  | 'unknown'

/** As much of a system as decides which command changes something there. */
export type System = {
  readonly platform: 'linux' | 'macos' | 'windows' | 'other'
  /** How packages are installed, where that is known. */
  readonly packages: 'apt' | 'dnf' | 'apk' | undefined
  readonly container: boolean
  readonly ci: boolean
  readonly root: boolean
}

/** Makes a finding; a detail that is empty or undefined is left out. */
export function found(
  id: Finding['id'],
  kind: Finding['kind'],
  more: { readonly detail?: string | undefined; readonly because?: Obstacle | undefined } = {},
): Finding {
  const { detail, because } = more
  return { id, kind, ...(detail ? { detail } : {}), ...(because ? { because } : {}) }
}
