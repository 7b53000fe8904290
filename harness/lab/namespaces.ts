import { found, type Finding, type Obstacle, type System } from '../lib/finding.ts'
import { findExecutable } from './find-executable.ts'
import { readSetting } from './read-setting.ts'
import { firstLine, tryCommand } from './try-command.ts'

/** The programs that `network-script.ts` needs. BusyBox has an unshare that ends no process. */
export async function examineTools(signal: AbortSignal): Promise<Finding> {
  const path = process.env['PATH'] ?? ''
  const missing = ['unshare', 'ip', 'hostname', 'mount'].filter(
    (name) => findExecutable(name, path) === undefined,
  )
  if (!missing.includes('unshare')) {
    const { said } = await tryCommand(['unshare', '--help'], signal)
    if (!said.includes('--kill-child')) missing.push('unshare --kill-child')
  }
  return missing.length === 0
    ? found('tools', 'there')
    : found('tools', 'missing', { detail: missing.join(', '), because: 'no-package' })
}

/** Whether an ordinary user may have namespaces of their own, and if not, what forbids it. */
export async function examineNamespaces(
  system: System,
  tools: Finding,
  signal: AbortSignal,
): Promise<Finding> {
  if (tools.detail?.includes('unshare') === true) {
    return found('user-namespaces', 'missing', { because: 'tools' })
  }
  const attempt = await tryCommand(['unshare', '--user', '--map-root-user', 'true'], signal)
  if (attempt.worked) return found('user-namespaces', 'there')
  const unexplained = system.container ? 'container' : 'unknown'
  const why = obstacleOf(system) ?? { because: unexplained, detail: firstLine(attempt) }
  return found('user-namespaces', 'missing', why)
}

type Why = { readonly because: Obstacle; readonly detail: string }

/** A setting that forbids them; one of AppArmor says nothing of what holds inside a container. */
function obstacleOf(system: System): Why | undefined {
  return settings
    .filter(({ outside }) => !(outside && system.container))
    .filter(({ name, forbids }) => readSetting(name) === forbids)
    .map(({ name, forbids, because }) => ({ because, detail: `${name} = ${forbids}` }))[0]
}

const settings = [
  {
    name: 'user.max_user_namespaces',
    forbids: '0',
    because: 'max-user-namespaces',
    outside: false,
  },
  {
    name: 'kernel.unprivileged_userns_clone',
    forbids: '0',
    because: 'userns-clone',
    outside: false,
  },
  {
    name: 'kernel.apparmor_restrict_unprivileged_userns',
    forbids: '1',
    because: 'apparmor',
    outside: true,
  },
] as const
