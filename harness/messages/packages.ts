import type { System } from '../lib/finding.ts'

type Manager = NonNullable<System['packages']>

/** The packages that bring a program, as each manager calls them. */
const packages: Readonly<Record<string, Readonly<Record<Manager, readonly string[]>>>> = {
  unshare: { apt: ['util-linux'], dnf: ['util-linux'], apk: ['util-linux'] },
  ip: { apt: ['iproute2'], dnf: ['iproute'], apk: ['iproute2'] },
  iproute2: { apt: ['iproute2'], dnf: ['iproute'], apk: ['iproute2'] },
  bwrap: { apt: ['bubblewrap'], dnf: ['bubblewrap'], apk: ['bubblewrap'] },
  nsenter: { apt: ['util-linux'], dnf: ['util-linux'], apk: ['util-linux'] },
  prlimit: { apt: ['util-linux'], dnf: ['util-linux'], apk: ['util-linux'] },
  setpriv: { apt: ['util-linux'], dnf: ['util-linux'], apk: ['util-linux', 'setpriv'] },
  setsid: { apt: ['util-linux'], dnf: ['util-linux'], apk: ['util-linux'] },
  hostname: { apt: ['hostname'], dnf: ['hostname'], apk: ['busybox'] },
  mount: { apt: ['mount'], dnf: ['util-linux'], apk: ['util-linux'] },
  python3: { apt: ['python3'], dnf: ['python3'], apk: ['python3'] },
  node: { apt: ['nodejs'], dnf: ['nodejs'], apk: ['nodejs'] },
  java: { apt: ['default-jdk-headless'], dnf: ['java-devel'], apk: ['openjdk21'] },
  javac: { apt: ['default-jdk-headless'], dnf: ['java-devel'], apk: ['openjdk21'] },
  cc: { apt: ['gcc', 'libc6-dev'], dnf: ['gcc'], apk: ['gcc', 'musl-dev'] },
  gcc: { apt: ['gcc', 'libc6-dev'], dnf: ['gcc'], apk: ['gcc', 'musl-dev'] },
  'g++': { apt: ['g++'], dnf: ['gcc-c++'], apk: ['g++'] },
  go: { apt: ['golang-go'], dnf: ['golang'], apk: ['go'] },
  ruby: { apt: ['ruby'], dnf: ['ruby'], apk: ['ruby'] },
  make: { apt: ['make'], dnf: ['make'], apk: ['make'] },
  perl: { apt: ['perl'], dnf: ['perl'], apk: ['perl'] },
}

/**
 * The command that installs some programs, where it is known which packages bring them and how this
 * system installs packages. A name may be followed by an option that the program must know.
 */
export function packagesFor(
  programs: readonly string[],
  system: System,
): { readonly command: string | undefined; readonly names: readonly string[] } {
  const names = programs.map((program) => program.split(' ')[0]!)
  const manager = system.packages
  const known = names.map((name) => manager && packages[name]?.[manager])
  if (manager === undefined || known.includes(undefined)) return { command: undefined, names }
  const wanted = [...new Set(known.flat())].join(' ')
  return { command: `${installers[manager](system)} ${wanted}`, names }
}

/** A new container and a new runner have no list of packages yet. */
const installers: Readonly<Record<Manager, (system: System) => string>> = {
  apt: ({ root, container, ci }) => {
    const apt = root ? 'apt-get' : 'sudo apt-get'
    return `${container || ci ? `${apt} update && ` : ''}${apt} install -y`
  },
  dnf: ({ root }) => `${root ? '' : 'sudo '}dnf install -y`,
  apk: ({ root }) => `${root ? '' : 'doas '}apk add`,
}
