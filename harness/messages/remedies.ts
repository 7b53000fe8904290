import { visible } from '../lib/quote.ts'
import type { Finding, Obstacle, System } from '../lib/finding.ts'
import { packagesFor } from './packages.ts'
import type { Text } from './text.ts'

/** What would change a finding: a command to copy, and what must be known about it. */
export type Remedy = { readonly command?: string; readonly note?: Text }

/** What would change a finding on this system; undefined where nothing is known to. */
export function remedyOf(finding: Finding, system: System): Remedy | undefined {
  const { because } = finding
  switch (because) {
    case 'not-linux':
      return elsewhere[system.platform]
    case 'no-package':
    case 'no-compiler':
      return install(finding, system)
    case 'max-user-namespaces':
    case 'userns-clone':
    case 'apparmor':
    case 'yama':
      return setting(because, system)
    case 'container':
    case 'unknown':
      return system.container ? moreRights(system) : undefined
    case 'unreadable':
      return system.container ? { note: otherRuntime } : undefined
    case 'broken':
    case 'tools':
    case 'user-namespaces':
    case 'private-network':
    case 'bubblewrap':
    case 'old-kernel':
    case undefined:
      break
  }
  return undefined
}

const elsewhere: Readonly<Record<System['platform'], Remedy | undefined>> = {
  linux: undefined,
  macos: {
    command: 'docker run --privileged -it -v "$PWD":/course -w /course node:24 bash',
    note: {
      en: 'a Linux container, or any Linux virtual machine; run "npm ci" and "npx enchufe doctor" again inside',
      es: 'un contenedor Linux, o cualquier máquina virtual Linux; adentro corre de nuevo "npm ci" y "npx enchufe doctor"',
    },
  },
  windows: {
    command: 'wsl --install',
    note: {
      en: 'WSL 2 is a Linux; run "npm ci" and "npx enchufe doctor" again inside',
      es: 'WSL 2 es un Linux; adentro corre de nuevo "npm ci" y "npx enchufe doctor"',
    },
  },
  other: {
    note: {
      en: 'use Linux, in a virtual machine or a container where need be',
      es: 'usa Linux, en una máquina virtual o un contenedor si hace falta',
    },
  },
}

/** The value of a setting that allows what it forbids. */
const allowing = {
  'max-user-namespaces': 'user.max_user_namespaces=15000',
  'userns-clone': 'kernel.unprivileged_userns_clone=1',
  apparmor: 'kernel.apparmor_restrict_unprivileged_userns=0',
  yama: 'kernel.yama.ptrace_scope=1',
} as const satisfies Partial<Record<Obstacle, string>>

/** The kernel's settings are those of the machine, also for a container. */
function setting(name: keyof typeof allowing, { container, ci, root }: System): Remedy {
  const prefix = root && !container ? '' : 'sudo '
  const command = `${prefix}sysctl -w ${allowing[name]}`
  if (container) return { command, note: onHost }
  if (ci) return { command, note: asStep }
  return { command, note: name === 'yama' ? untilStartOfYama : untilStart }
}

const onHost: Text = {
  en: 'on the machine that runs the container',
  es: 'en la máquina que corre el contenedor',
}

const asStep: Text = {
  en: 'as a step of the job, before the one that grades',
  es: 'como un paso del trabajo, antes del que corrige',
}

const untilStart: Text = {
  en: 'holds until the machine starts again; a file in /etc/sysctl.d keeps it',
  es: 'vale hasta que la máquina arranque de nuevo; un archivo en /etc/sysctl.d lo conserva',
}

const untilStartOfYama: Text = {
  en: 'a value of 3 stays until the machine starts again',
  es: 'un valor de 3 queda hasta que la máquina arranque de nuevo',
}

/**
 * Root in a container lacks capabilities (CAP_SYS_ADMIN, CAP_NET_ADMIN) and a /proc/sys that may be
 * written; an ordinary user is kept from user namespaces by seccomp, from mounts by AppArmor, and
 * from a /proc of their own by its masked paths.
 */
function moreRights({ root, ci }: System): Remedy {
  const options = ['seccomp', 'apparmor', 'systempaths'].map((name) => {
    return `--security-opt ${name}=unconfined`
  })
  const rights = root ? '--privileged' : options.join(' ')
  const note = ci ? containerOfJob : root ? rightsOfRoot : rightsOfUser
  return { command: `docker run ${rights} IMAGE`, note }
}

const rightsOfRoot: Text = {
  en: 'start the container so; it can then change the machine that runs it, so choose one that has nothing to lose',
  es: 'inicia así el contenedor; podrá cambiar la máquina que lo corre, así que elige una que no tenga nada que perder',
}

const rightsOfUser: Text = {
  en: 'start the container so: Docker else forbids user namespaces (seccomp), mounts (AppArmor) and a /proc of their own (masked paths); where the machine that runs it is Ubuntu 24.04 or later, also sudo sysctl -w kernel.apparmor_restrict_unprivileged_userns=0 there',
  es: 'inicia así el contenedor: si no, Docker prohíbe los espacios de nombres de usuario (seccomp), montar (AppArmor) y un /proc propio (rutas ocultas); donde la máquina que lo corre es Ubuntu 24.04 o posterior, además sudo sysctl -w kernel.apparmor_restrict_unprivileged_userns=0 ahí',
}

const containerOfJob: Text = {
  en: 'these are options of the container of the job; or let the job run on the runner itself',
  es: 'son opciones del contenedor del trabajo; o deja que el trabajo corra en el servidor mismo',
}

const otherRuntime: Text = {
  en: 'what runs the container hides a part of /proc (gVisor does); use another, or a virtual machine',
  es: 'lo que corre el contenedor oculta una parte de /proc (gVisor lo hace); usa otro, o una máquina virtual',
}

function install({ because, detail }: Finding, system: System): Remedy {
  const programs = because === 'no-compiler' ? ['cc'] : (detail ?? '').split(', ')
  const { command, names } = packagesFor(programs, system)
  if (command !== undefined) return { command }
  const shown = visible(names.join(', '))
  return {
    note: {
      en: `install ${shown} as this system does it`,
      es: `instala ${shown} como se hace en este sistema`,
    },
  }
}
