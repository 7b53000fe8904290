import { describe, expect, test } from 'vitest'
import { found, questions, type Finding, type Obstacle, type System } from '../../lib/finding.ts'
import type { Language } from '../../messages/text.ts'
import { renderFindings, type DoctorSetting } from './doctor.ts'
import { makePaint } from './style.ts'

const debian: System = {
  platform: 'linux',
  packages: 'apt',
  container: false,
  ci: false,
  root: false,
}

const detail = 'Debian GNU/Linux 12 (bookworm), 6.1.0-40-amd64, x64'

/** A machine where nothing is missing but what is given. */
function machineWithout(...missing: readonly Finding[]): readonly Finding[] {
  const languages = missing.filter(({ id }) => id.startsWith('language:'))
  return [
    ...questions.map(
      (id) =>
        missing.find((each) => each.id === id) ??
        found(id, 'there', id === 'platform' ? { detail } : {}),
    ),
    ...languages,
  ]
}

function print(
  findings: readonly Finding[],
  setting: Partial<DoctorSetting> & { readonly language: Language },
): string {
  const paint = makePaint(false)
  const whole = { width: 80, paint, system: debian, lab: 'auto', ...setting } as const
  return renderFindings(findings, whole).join('\n')
}

const nothing = [
  found('platform', 'there', { detail }),
  found('tools', 'missing', { detail: 'ip', because: 'no-package' }),
  found('user-namespaces', 'missing', {
    detail: 'kernel.apparmor_restrict_unprivileged_userns = 1',
    because: 'apparmor',
  }),
  found('private-network', 'missing', {
    detail: 'unshare: write failed /proc/self/uid_map: Operation not permitted',
    because: 'tools',
  }),
  found('kernel-view', 'partial', { detail: 'kernel.yama.ptrace_scope = 2', because: 'yama' }),
  found('socket-tables', 'missing', { detail: '/proc/net/tcp', because: 'unreadable' }),
  found('cheap-tables', 'missing', { because: 'private-network' }),
  found('quick-acks', 'missing', { because: 'private-network' }),
  found('no-time-wait', 'missing', { because: 'private-network' }),
  found('small-buffers', 'missing', { because: 'private-network' }),
  found('low-ports', 'missing', {
    detail: 'net.ipv4.ip_unprivileged_port_start = 1024',
    because: 'private-network',
  }),
  found('short-io', 'missing', {
    detail: 'no C compiler is installed (cc, gcc, clang)',
    because: 'no-compiler',
  }),
  found('terminal', 'missing', {
    detail: 'no C compiler is installed (cc, gcc, clang)',
    because: 'no-compiler',
  }),
  found('bubblewrap', 'missing', { detail: 'bwrap', because: 'no-package' }),
  found('worlds', 'missing', { because: 'bubblewrap' }),
  found('language:python', 'missing', {
    detail: 'python3: exec format error',
    because: 'broken',
  }),
  found('language:java', 'partial', { detail: 'javac', because: 'no-package' }),
  found('language:c', 'missing', { detail: 'cc', because: 'no-package' }),
  found('language:zig', 'missing', { detail: 'zig', because: 'no-package' }),
]

describe('a machine that can do all', () => {
  const languages = [
    found('language:python', 'there', { detail: 'python3 3.13.5' }),
    found('language:script', 'there'),
  ]

  test('in English', () => {
    expect(print([...machineWithout(), ...languages], { language: 'en' })).toMatchInlineSnapshot(`
      "Programs run in a private network, each with files and limits of its own (lab
      "lab"), and what they do and do not do can be proved (evidence "proved").

      there     Linux: Debian GNU/Linux 12 (bookworm), 6.1.0-40-amd64, x64
      there     tools for a private network
      there     unprivileged user namespaces
      there     a private network
      there     the kernel's view of a program
      there     socket tables
      there     cheap socket tables
      there     quick ACKs
      there     ports free at once (no TIME_WAIT)
      there     small socket buffers, for the lens slow-reader
      there     ports below 1024
      there     a C compiler, for the lens short-io
      there     a terminal for each program, where an assignment asks for one
      there     bubblewrap and what enters its sandboxes
      there     files, processes and limits of its own for each program

      there     python: python3 3.13.5
      there     script"
    `)
  })

  test('in Spanish', () => {
    expect(print([...machineWithout(), ...languages], { language: 'es' })).toMatchInlineSnapshot(`
      "Los programas corren en una red privada, cada uno con archivos y límites propios
      (lab "lab"), y lo que hacen y lo que no hacen se puede probar (evidencia
      "proved").

      está      Linux: Debian GNU/Linux 12 (bookworm), 6.1.0-40-amd64, x64
      está      herramientas para una red privada
      está      espacios de nombres de usuario sin privilegios
      está      una red privada
      está      lo que el kernel ve de un programa
      está      tablas de sockets
      está      tablas de sockets baratas
      está      ACK inmediatos
      está      puertos libres de inmediato (sin TIME_WAIT)
      está      búferes de socket pequeños, para el lente slow-reader
      está      puertos menores que 1024
      está      un compilador de C, para el lente short-io
      está      un terminal para cada programa, donde una tarea lo pide
      está      bubblewrap y lo que entra a sus cajas
      está      archivos, procesos y límites propios para cada programa

      está      python: python3 3.13.5
      está      script"
    `)
  })
})

test('what a system is, is told with its name', () => {
  const system = { ...debian, container: true, ci: true, root: true }
  const lineIn = (language: Language) =>
    print(machineWithout(), { language, system, width: 100 })
      .split('\n')
      .find((line) => line.includes('Linux'))
  expect(lineIn('en')).toMatchInlineSnapshot(
    `"there     Linux: Debian GNU/Linux 12 (bookworm), 6.1.0-40-amd64, x64, in a container, on a CI"`,
  )
  expect(lineIn('es')).toMatchInlineSnapshot(
    `"está      Linux: Debian GNU/Linux 12 (bookworm), 6.1.0-40-amd64, x64, en un contenedor, en un"`,
  )
})

describe('a machine that can do nothing', () => {
  test('in English', () => {
    expect(print(nothing, { language: 'en' })).toMatchInlineSnapshot(`
      "Programs run on the network of this machine (lab "plain"), and where a server
      listens cannot be seen: grade servers with --lab clock.

      there     Linux: Debian GNU/Linux 12 (bookworm), 6.1.0-40-amd64, x64
      missing   tools for a private network
                Why: not on this machine: ip
                Lost: the private network
                Remedy: sudo apt-get install -y iproute2
      missing   unprivileged user namespaces
                Why: kernel.apparmor_restrict_unprivileged_userns = 1
                Lost: only root can have a private network
                Remedy: sudo sysctl -w kernel.apparmor_restrict_unprivileged_userns=0
                  holds until the machine starts again; a file in /etc/sysctl.d keeps
                  it
      missing   a private network
                Why: a tool for it is missing: unshare: write failed
                  /proc/self/uid_map: Operation not permitted
                Lost: programs with a fixed port run one at a time; they share the
                  network of the machine; a port that closed connections still hold
                  (TIME_WAIT) is waited for, about a minute
      partial   the kernel's view of a program
                Why: kernel.yama.ptrace_scope = 2
                Lost: that a program will do nothing more is waited for, not proved:
                  the evidence is "timed" instead of "proved", and grading is slower
                Remedy: sudo sysctl -w kernel.yama.ptrace_scope=1
                  a value of 3 stays until the machine starts again
      missing   socket tables
                Why: it cannot be read: /proc/net/tcp
                Lost: where a server listens is not seen: servers can be graded with
                  --lab clock only
      missing   cheap socket tables
                Why: it comes with a private network
                Lost: each look at the sockets takes milliseconds instead of
                  microseconds
      missing   quick ACKs
                Why: it comes with a private network
                Lost: some proofs wait for a delayed ACK, about 40 ms each
      missing   ports free at once (no TIME_WAIT)
                Why: it comes with a private network
                Lost: a server without SO_REUSEADDR may have to wait for its port,
                  about a minute
      missing   small socket buffers, for the lens slow-reader
                Why: it comes with a private network
                Lost: the lens slow-reader is unjudged, which costs nobody a point
      missing   ports below 1024
                Why: it comes with a private network:
                  net.ipv4.ip_unprivileged_port_start = 1024
                Lost: an assignment with such a port cannot be graded
      missing   a C compiler, for the lens short-io
                Why: it needs a C compiler and the headers of libc: no C compiler is
                  installed (cc, gcc, clang)
                Lost: the lens short-io is unjudged, which costs nobody a point
                Remedy: sudo apt-get install -y gcc libc6-dev
      missing   a terminal for each program, where an assignment asks for one
                Why: it needs a C compiler and the headers of libc: no C compiler is
                  installed (cc, gcc, clang)
                Lost: an assignment that judges what a terminal shows cannot be graded
                Remedy: as above
      missing   bubblewrap and what enters its sandboxes
                Why: not on this machine: bwrap
                Lost: what keeps programs from your files
                Remedy: sudo apt-get install -y bubblewrap
      missing   files, processes and limits of its own for each program
                Why: it needs bubblewrap
                Lost: programs see this machine's files, and could read yours and
                  change results: grading those of others needs --trust

      missing   python
                Why: it does not run: python3: exec format error
                Lost: programs in python are unjudged
      partial   java
                Why: not on this machine: javac
                Lost: programs in java are unjudged
                Remedy: sudo apt-get install -y default-jdk-headless
      missing   c
                Why: not on this machine: cc
                Lost: programs in c are unjudged
                Remedy: as above
      missing   zig
                Why: not on this machine: zig
                Lost: programs in zig are unjudged
                Remedy: install zig as this system does it"
    `)
  })

  test('in Spanish', () => {
    expect(print(nothing, { language: 'es' })).toMatchInlineSnapshot(`
      "Los programas corren en la red de esta máquina (lab "plain"), y no se ve dónde
      escucha un servidor: corrige servidores con --lab clock.

      está      Linux: Debian GNU/Linux 12 (bookworm), 6.1.0-40-amd64, x64
      falta     herramientas para una red privada
                Por qué: no está en esta máquina: ip
                Se pierde: la red privada
                Remedio: sudo apt-get install -y iproute2
      falta     espacios de nombres de usuario sin privilegios
                Por qué: kernel.apparmor_restrict_unprivileged_userns = 1
                Se pierde: solo root puede tener una red privada
                Remedio: sudo sysctl -w kernel.apparmor_restrict_unprivileged_userns=0
                  vale hasta que la máquina arranque de nuevo; un archivo en
                  /etc/sysctl.d lo conserva
      falta     una red privada
                Por qué: falta una herramienta para ella: unshare: write failed
                  /proc/self/uid_map: Operation not permitted
                Se pierde: los programas con un puerto fijo corren de a uno; comparten
                  la red de la máquina; un puerto que conexiones cerradas aún retienen
                  (TIME_WAIT) se espera, cerca de un minuto
      en parte  lo que el kernel ve de un programa
                Por qué: kernel.yama.ptrace_scope = 2
                Se pierde: que un programa no hará nada más se espera y no se prueba:
                  la evidencia es "timed" en vez de "proved", y corregir es más lento
                Remedio: sudo sysctl -w kernel.yama.ptrace_scope=1
                  un valor de 3 queda hasta que la máquina arranque de nuevo
      falta     tablas de sockets
                Por qué: no se puede leer: /proc/net/tcp
                Se pierde: no se ve dónde escucha un servidor: solo se pueden corregir
                  con --lab clock
      falta     tablas de sockets baratas
                Por qué: viene con una red privada
                Se pierde: cada mirada a los sockets toma milisegundos en vez de
                  microsegundos
      falta     ACK inmediatos
                Por qué: viene con una red privada
                Se pierde: algunas pruebas esperan un ACK demorado, unos 40 ms cada
                  una
      falta     puertos libres de inmediato (sin TIME_WAIT)
                Por qué: viene con una red privada
                Se pierde: un servidor sin SO_REUSEADDR puede tener que esperar su
                  puerto, cerca de un minuto
      falta     búferes de socket pequeños, para el lente slow-reader
                Por qué: viene con una red privada
                Se pierde: el lente slow-reader queda sin juzgar, lo que no le cuesta
                  puntos a nadie
      falta     puertos menores que 1024
                Por qué: viene con una red privada:
                  net.ipv4.ip_unprivileged_port_start = 1024
                Se pierde: una tarea con un puerto así no se puede corregir
      falta     un compilador de C, para el lente short-io
                Por qué: requiere un compilador de C y los encabezados de libc: no C
                  compiler is installed (cc, gcc, clang)
                Se pierde: el lente short-io queda sin juzgar, lo que no le cuesta
                  puntos a nadie
                Remedio: sudo apt-get install -y gcc libc6-dev
      falta     un terminal para cada programa, donde una tarea lo pide
                Por qué: requiere un compilador de C y los encabezados de libc: no C
                  compiler is installed (cc, gcc, clang)
                Se pierde: una tarea que juzga lo que un terminal muestra no se puede
                  corregir
                Remedio: el de arriba
      falta     bubblewrap y lo que entra a sus cajas
                Por qué: no está en esta máquina: bwrap
                Se pierde: lo que mantiene a los programas lejos de tus archivos
                Remedio: sudo apt-get install -y bubblewrap
      falta     archivos, procesos y límites propios para cada programa
                Por qué: requiere bubblewrap
                Se pierde: los programas ven los archivos de esta máquina, y podrían
                  leer los tuyos y cambiar resultados: para corregir los de otras
                  personas hace falta --trust

      falta     python
                Por qué: no corre: python3: exec format error
                Se pierde: los programas en python quedan sin juzgar
      en parte  java
                Por qué: no está en esta máquina: javac
                Se pierde: los programas en java quedan sin juzgar
                Remedio: sudo apt-get install -y default-jdk-headless
      falta     c
                Por qué: no está en esta máquina: cc
                Se pierde: los programas en c quedan sin juzgar
                Remedio: el de arriba
      falta     zig
                Por qué: no está en esta máquina: zig
                Se pierde: los programas en zig quedan sin juzgar
                Remedio: instala zig como se hace en este sistema"
    `)
  })
})

/** Systems, each with the things that can be missing there. */
const systems: readonly (readonly [string, System, readonly Finding[]])[] = [
  ['Debian', debian, [lacking('user-namespaces', 'userns-clone')]],
  ['Debian, settings', debian, [lacking('user-namespaces', 'max-user-namespaces')]],
  ['Ubuntu 24.04', debian, [lacking('user-namespaces', 'apparmor')]],
  ['hardened', debian, [lacking('kernel-view', 'yama')]],
  ['another kernel', debian, [lacking('kernel-view', 'unreadable')]],
  [
    'Debian, root',
    { ...debian, root: true },
    [lacking('kernel-view', 'yama'), found('short-io', 'missing', { because: 'no-compiler' })],
  ],
  ['old kernel', debian, [lacking('cheap-tables', 'old-kernel')]],
  ['nobody knows why', debian, [lacking('private-network', 'unknown')]],
  [
    'CI runner',
    { ...debian, ci: true },
    [
      lacking('user-namespaces', 'apparmor'),
      found('short-io', 'missing', { because: 'no-compiler' }),
    ],
  ],
  [
    'container, root',
    { ...debian, container: true, root: true },
    [
      lacking('user-namespaces', 'userns-clone'),
      lacking('private-network', 'container'),
      lacking('kernel-view', 'unreadable'),
      lacking('small-buffers', 'unknown'),
      found('language:java', 'missing', { detail: 'javac, java', because: 'no-package' }),
    ],
  ],
  [
    'container, ordinary user',
    { ...debian, container: true },
    [lacking('user-namespaces', 'container')],
  ],
  [
    'container of a CI job',
    { ...debian, container: true, ci: true, root: true },
    [lacking('private-network', 'container')],
  ],
  [
    'Fedora',
    { ...debian, packages: 'dnf' },
    [
      found('tools', 'missing', { detail: 'unshare, ip', because: 'no-package' }),
      found('short-io', 'missing', { because: 'no-compiler' }),
    ],
  ],
  [
    'Fedora, root',
    { ...debian, packages: 'dnf', root: true },
    [found('language:java', 'partial', { detail: 'javac', because: 'no-package' })],
  ],
  [
    'Alpine',
    { ...debian, packages: 'apk' },
    [
      found('tools', 'missing', { detail: 'unshare --kill-child', because: 'no-package' }),
      found('quick-acks', 'partial', { detail: 'iproute2', because: 'no-package' }),
    ],
  ],
  [
    'Alpine, root',
    { ...debian, packages: 'apk', root: true },
    [found('short-io', 'missing', { because: 'no-compiler' })],
  ],
  [
    'another Linux',
    { ...debian, packages: undefined },
    [found('short-io', 'missing', { because: 'no-compiler' })],
  ],
  ['macOS', { ...debian, platform: 'macos', packages: undefined }, elsewhere('darwin')],
  ['Windows', { ...debian, platform: 'windows', packages: undefined }, elsewhere('win32')],
  ['FreeBSD', { ...debian, platform: 'other', packages: undefined }, elsewhere('freebsd')],
]

function lacking(id: Finding['id'], because: Obstacle): Finding {
  return found(id, 'missing', { because })
}

function elsewhere(name: string): readonly Finding[] {
  return [found('platform', 'missing', { detail: `${name}, 25.0.0, arm64`, because: 'not-linux' })]
}

/** Only what is missing, with what would change it. */
function remedies(language: Language): string {
  return systems
    .map(([name, system, missing]) => {
      const [, ...lines] = print(missing, { language, system, width: 100 }).split('\n\n')
      return `${name}\n${lines.join('\n')}`
    })
    .join('\n\n')
}

describe('what would change it, system by system', () => {
  test('in English', () => {
    expect(remedies('en')).toMatchInlineSnapshot(`
      "Debian
      missing   unprivileged user namespaces
                Lost: only root can have a private network
                Remedy: sudo sysctl -w kernel.unprivileged_userns_clone=1
                  holds until the machine starts again; a file in /etc/sysctl.d keeps it

      Debian, settings
      missing   unprivileged user namespaces
                Lost: only root can have a private network
                Remedy: sudo sysctl -w user.max_user_namespaces=15000
                  holds until the machine starts again; a file in /etc/sysctl.d keeps it

      Ubuntu 24.04
      missing   unprivileged user namespaces
                Lost: only root can have a private network
                Remedy: sudo sysctl -w kernel.apparmor_restrict_unprivileged_userns=0
                  holds until the machine starts again; a file in /etc/sysctl.d keeps it

      hardened
      missing   the kernel's view of a program
                Lost: that a program will do nothing more is waited for, not proved: the evidence is
                  "timed" instead of "proved", and grading is slower
                Remedy: sudo sysctl -w kernel.yama.ptrace_scope=1
                  a value of 3 stays until the machine starts again

      another kernel
      missing   the kernel's view of a program
                Why: it cannot be read
                Lost: that a program will do nothing more is waited for, not proved: the evidence is
                  "timed" instead of "proved", and grading is slower

      Debian, root
      missing   the kernel's view of a program
                Lost: that a program will do nothing more is waited for, not proved: the evidence is
                  "timed" instead of "proved", and grading is slower
                Remedy: sysctl -w kernel.yama.ptrace_scope=1
                  a value of 3 stays until the machine starts again
      missing   a C compiler, for the lens short-io
                Why: it needs a C compiler and the headers of libc
                Lost: the lens short-io is unjudged, which costs nobody a point
                Remedy: apt-get install -y gcc libc6-dev

      old kernel
      missing   cheap socket tables
                Why: it needs Linux 6.1 or later
                Lost: each look at the sockets takes milliseconds instead of microseconds

      nobody knows why
      missing   a private network
                Lost: programs with a fixed port run one at a time; they share the network of the machine;
                  a port that closed connections still hold (TIME_WAIT) is waited for, about a minute

      CI runner
      missing   unprivileged user namespaces
                Lost: only root can have a private network
                Remedy: sudo sysctl -w kernel.apparmor_restrict_unprivileged_userns=0
                  as a step of the job, before the one that grades
      missing   a C compiler, for the lens short-io
                Why: it needs a C compiler and the headers of libc
                Lost: the lens short-io is unjudged, which costs nobody a point
                Remedy: sudo apt-get update && sudo apt-get install -y gcc libc6-dev

      container, root
      missing   unprivileged user namespaces
                Lost: only root can have a private network
                Remedy: sudo sysctl -w kernel.unprivileged_userns_clone=1
                  on the machine that runs the container
      missing   a private network
                Why: the container does not allow it
                Lost: programs with a fixed port run one at a time; they share the network of the machine;
                  a port that closed connections still hold (TIME_WAIT) is waited for, about a minute
                Remedy: docker run --privileged IMAGE
                  start the container so; it can then change the machine that runs it, so choose one that
                  has nothing to lose
      missing   the kernel's view of a program
                Why: it cannot be read
                Lost: that a program will do nothing more is waited for, not proved: the evidence is
                  "timed" instead of "proved", and grading is slower
                Remedy: what runs the container hides a part of /proc (gVisor does); use another, or a
                  virtual machine
      missing   small socket buffers, for the lens slow-reader
                Lost: the lens slow-reader is unjudged, which costs nobody a point
                Remedy: as above
      missing   java
                Why: not on this machine: javac, java
                Lost: programs in java are unjudged
                Remedy: apt-get update && apt-get install -y default-jdk-headless

      container, ordinary user
      missing   unprivileged user namespaces
                Why: the container does not allow it
                Lost: only root can have a private network
                Remedy:
                  docker run --security-opt seccomp=unconfined --security-opt apparmor=unconfined \\
                  --security-opt systempaths=unconfined IMAGE
                  start the container so: Docker else forbids user namespaces (seccomp), mounts (AppArmor)
                  and a /proc of their own (masked paths); where the machine that runs it is Ubuntu 24.04
                  or later, also sudo sysctl -w kernel.apparmor_restrict_unprivileged_userns=0 there

      container of a CI job
      missing   a private network
                Why: the container does not allow it
                Lost: programs with a fixed port run one at a time; they share the network of the machine;
                  a port that closed connections still hold (TIME_WAIT) is waited for, about a minute
                Remedy: docker run --privileged IMAGE
                  these are options of the container of the job; or let the job run on the runner itself

      Fedora
      missing   tools for a private network
                Why: not on this machine: unshare, ip
                Lost: the private network
                Remedy: sudo dnf install -y util-linux iproute
      missing   a C compiler, for the lens short-io
                Why: it needs a C compiler and the headers of libc
                Lost: the lens short-io is unjudged, which costs nobody a point
                Remedy: sudo dnf install -y gcc

      Fedora, root

      partial   java
                Why: not on this machine: javac
                Lost: programs in java are unjudged
                Remedy: dnf install -y java-devel

      Alpine
      missing   tools for a private network
                Why: not on this machine: unshare --kill-child
                Lost: the private network
                Remedy: doas apk add util-linux
      partial   quick ACKs
                Why: not on this machine: iproute2
                Lost: some proofs wait for a delayed ACK, about 40 ms each
                Remedy: doas apk add iproute2

      Alpine, root
      missing   a C compiler, for the lens short-io
                Why: it needs a C compiler and the headers of libc
                Lost: the lens short-io is unjudged, which costs nobody a point
                Remedy: apk add gcc musl-dev

      another Linux
      missing   a C compiler, for the lens short-io
                Why: it needs a C compiler and the headers of libc
                Lost: the lens short-io is unjudged, which costs nobody a point
                Remedy: install cc as this system does it

      macOS
      missing   Linux
                Why: darwin, 25.0.0, arm64
                Lost: nothing is seen of the kernel: pieces are sent apart by a pause, silence and hangs
                  are decided by limits, what needs a stopped program stays undecided, and there is no
                  private network
                Remedy: docker run --privileged -it -v "$PWD":/course -w /course node:24 bash
                  a Linux container, or any Linux virtual machine; run "npm ci" and "npx enchufe doctor"
                  again inside

      Windows
      missing   Linux
                Why: win32, 25.0.0, arm64
                Lost: no program can be run: programs need named pipes and signals
                Remedy: wsl --install
                  WSL 2 is a Linux; run "npm ci" and "npx enchufe doctor" again inside

      FreeBSD
      missing   Linux
                Why: freebsd, 25.0.0, arm64
                Lost: nothing is seen of the kernel: pieces are sent apart by a pause, silence and hangs
                  are decided by limits, what needs a stopped program stays undecided, and there is no
                  private network
                Remedy: use Linux, in a virtual machine or a container where need be"
    `)
  })

  test('in Spanish', () => {
    expect(remedies('es')).toMatchInlineSnapshot(`
      "Debian
      falta     espacios de nombres de usuario sin privilegios
                Se pierde: solo root puede tener una red privada
                Remedio: sudo sysctl -w kernel.unprivileged_userns_clone=1
                  vale hasta que la máquina arranque de nuevo; un archivo en /etc/sysctl.d lo conserva

      Debian, settings
      falta     espacios de nombres de usuario sin privilegios
                Se pierde: solo root puede tener una red privada
                Remedio: sudo sysctl -w user.max_user_namespaces=15000
                  vale hasta que la máquina arranque de nuevo; un archivo en /etc/sysctl.d lo conserva

      Ubuntu 24.04
      falta     espacios de nombres de usuario sin privilegios
                Se pierde: solo root puede tener una red privada
                Remedio: sudo sysctl -w kernel.apparmor_restrict_unprivileged_userns=0
                  vale hasta que la máquina arranque de nuevo; un archivo en /etc/sysctl.d lo conserva

      hardened
      falta     lo que el kernel ve de un programa
                Se pierde: que un programa no hará nada más se espera y no se prueba: la evidencia es
                  "timed" en vez de "proved", y corregir es más lento
                Remedio: sudo sysctl -w kernel.yama.ptrace_scope=1
                  un valor de 3 queda hasta que la máquina arranque de nuevo

      another kernel
      falta     lo que el kernel ve de un programa
                Por qué: no se puede leer
                Se pierde: que un programa no hará nada más se espera y no se prueba: la evidencia es
                  "timed" en vez de "proved", y corregir es más lento

      Debian, root
      falta     lo que el kernel ve de un programa
                Se pierde: que un programa no hará nada más se espera y no se prueba: la evidencia es
                  "timed" en vez de "proved", y corregir es más lento
                Remedio: sysctl -w kernel.yama.ptrace_scope=1
                  un valor de 3 queda hasta que la máquina arranque de nuevo
      falta     un compilador de C, para el lente short-io
                Por qué: requiere un compilador de C y los encabezados de libc
                Se pierde: el lente short-io queda sin juzgar, lo que no le cuesta puntos a nadie
                Remedio: apt-get install -y gcc libc6-dev

      old kernel
      falta     tablas de sockets baratas
                Por qué: requiere Linux 6.1 o posterior
                Se pierde: cada mirada a los sockets toma milisegundos en vez de microsegundos

      nobody knows why
      falta     una red privada
                Se pierde: los programas con un puerto fijo corren de a uno; comparten la red de la
                  máquina; un puerto que conexiones cerradas aún retienen (TIME_WAIT) se espera, cerca de
                  un minuto

      CI runner
      falta     espacios de nombres de usuario sin privilegios
                Se pierde: solo root puede tener una red privada
                Remedio: sudo sysctl -w kernel.apparmor_restrict_unprivileged_userns=0
                  como un paso del trabajo, antes del que corrige
      falta     un compilador de C, para el lente short-io
                Por qué: requiere un compilador de C y los encabezados de libc
                Se pierde: el lente short-io queda sin juzgar, lo que no le cuesta puntos a nadie
                Remedio: sudo apt-get update && sudo apt-get install -y gcc libc6-dev

      container, root
      falta     espacios de nombres de usuario sin privilegios
                Se pierde: solo root puede tener una red privada
                Remedio: sudo sysctl -w kernel.unprivileged_userns_clone=1
                  en la máquina que corre el contenedor
      falta     una red privada
                Por qué: el contenedor no lo permite
                Se pierde: los programas con un puerto fijo corren de a uno; comparten la red de la
                  máquina; un puerto que conexiones cerradas aún retienen (TIME_WAIT) se espera, cerca de
                  un minuto
                Remedio: docker run --privileged IMAGE
                  inicia así el contenedor; podrá cambiar la máquina que lo corre, así que elige una que
                  no tenga nada que perder
      falta     lo que el kernel ve de un programa
                Por qué: no se puede leer
                Se pierde: que un programa no hará nada más se espera y no se prueba: la evidencia es
                  "timed" en vez de "proved", y corregir es más lento
                Remedio: lo que corre el contenedor oculta una parte de /proc (gVisor lo hace); usa otro,
                  o una máquina virtual
      falta     búferes de socket pequeños, para el lente slow-reader
                Se pierde: el lente slow-reader queda sin juzgar, lo que no le cuesta puntos a nadie
                Remedio: el de arriba
      falta     java
                Por qué: no está en esta máquina: javac, java
                Se pierde: los programas en java quedan sin juzgar
                Remedio: apt-get update && apt-get install -y default-jdk-headless

      container, ordinary user
      falta     espacios de nombres de usuario sin privilegios
                Por qué: el contenedor no lo permite
                Se pierde: solo root puede tener una red privada
                Remedio:
                  docker run --security-opt seccomp=unconfined --security-opt apparmor=unconfined \\
                  --security-opt systempaths=unconfined IMAGE
                  inicia así el contenedor: si no, Docker prohíbe los espacios de nombres de usuario
                  (seccomp), montar (AppArmor) y un /proc propio (rutas ocultas); donde la máquina que lo
                  corre es Ubuntu 24.04 o posterior, además sudo sysctl -w
                  kernel.apparmor_restrict_unprivileged_userns=0 ahí

      container of a CI job
      falta     una red privada
                Por qué: el contenedor no lo permite
                Se pierde: los programas con un puerto fijo corren de a uno; comparten la red de la
                  máquina; un puerto que conexiones cerradas aún retienen (TIME_WAIT) se espera, cerca de
                  un minuto
                Remedio: docker run --privileged IMAGE
                  son opciones del contenedor del trabajo; o deja que el trabajo corra en el servidor
                  mismo

      Fedora
      falta     herramientas para una red privada
                Por qué: no está en esta máquina: unshare, ip
                Se pierde: la red privada
                Remedio: sudo dnf install -y util-linux iproute
      falta     un compilador de C, para el lente short-io
                Por qué: requiere un compilador de C y los encabezados de libc
                Se pierde: el lente short-io queda sin juzgar, lo que no le cuesta puntos a nadie
                Remedio: sudo dnf install -y gcc

      Fedora, root

      en parte  java
                Por qué: no está en esta máquina: javac
                Se pierde: los programas en java quedan sin juzgar
                Remedio: dnf install -y java-devel

      Alpine
      falta     herramientas para una red privada
                Por qué: no está en esta máquina: unshare --kill-child
                Se pierde: la red privada
                Remedio: doas apk add util-linux
      en parte  ACK inmediatos
                Por qué: no está en esta máquina: iproute2
                Se pierde: algunas pruebas esperan un ACK demorado, unos 40 ms cada una
                Remedio: doas apk add iproute2

      Alpine, root
      falta     un compilador de C, para el lente short-io
                Por qué: requiere un compilador de C y los encabezados de libc
                Se pierde: el lente short-io queda sin juzgar, lo que no le cuesta puntos a nadie
                Remedio: apk add gcc musl-dev

      another Linux
      falta     un compilador de C, para el lente short-io
                Por qué: requiere un compilador de C y los encabezados de libc
                Se pierde: el lente short-io queda sin juzgar, lo que no le cuesta puntos a nadie
                Remedio: instala cc como se hace en este sistema

      macOS
      falta     Linux
                Por qué: darwin, 25.0.0, arm64
                Se pierde: no se ve nada del kernel: los pedazos se separan con una pausa, el silencio y
                  los cuelgues se deciden por límites, lo que necesita un programa detenido queda sin
                  decidir, y no hay red privada
                Remedio: docker run --privileged -it -v "$PWD":/course -w /course node:24 bash
                  un contenedor Linux, o cualquier máquina virtual Linux; adentro corre de nuevo "npm ci"
                  y "npx enchufe doctor"

      Windows
      falta     Linux
                Por qué: win32, 25.0.0, arm64
                Se pierde: no se puede correr ningún programa: necesitan tuberías con nombre y señales
                Remedio: wsl --install
                  WSL 2 es un Linux; adentro corre de nuevo "npm ci" y "npx enchufe doctor"

      FreeBSD
      falta     Linux
                Por qué: freebsd, 25.0.0, arm64
                Se pierde: no se ve nada del kernel: los pedazos se separan con una pausa, el silencio y
                  los cuelgues se deciden por límites, lo que necesita un programa detenido queda sin
                  decidir, y no hay red privada
                Remedio: usa Linux, en una máquina virtual o un contenedor si hace falta"
    `)
  })
})

describe('the first sentence', () => {
  const network = lacking('private-network', 'unknown')
  const worlds = lacking('worlds', 'private-network')
  const cases: readonly (readonly [string, readonly Finding[], Partial<DoctorSetting>])[] = [
    ['private network', machineWithout(), {}],
    ['none', machineWithout(network, worlds), {}],
    ['no worlds', machineWithout(worlds), {}],
    ['no worlds, and some are asked for', machineWithout(worlds), { lab: 'lab' }],
    ['none, and one is asked for', machineWithout(network), { lab: 'net' }],
    ['not wanted', machineWithout(), { lab: 'plain' }],
    ['no kernel view', machineWithout(lacking('kernel-view', 'unreadable')), {}],
    ['no tables', machineWithout(lacking('socket-tables', 'unreadable'), network, worlds), {}],
    ['the clock is wanted', machineWithout(), { lab: 'clock' }],
    ['macOS', elsewhere('darwin'), { system: { ...debian, platform: 'macos' } }],
    ['macOS, and one is asked for', elsewhere('darwin'), { lab: 'net' }],
    ['Windows', elsewhere('win32'), { system: { ...debian, platform: 'windows' } }],
  ]
  const sentences = (language: Language) =>
    cases.map(([name, findings, setting]) => {
      const [first] = print(findings, { language, width: 400, ...setting }).split('\n')
      return `${name}: ${first}`
    })

  test('in English', () => {
    expect(sentences('en').join('\n')).toMatchInlineSnapshot(`
      "private network: Programs run in a private network, each with files and limits of its own (lab "lab"), and what they do and do not do can be proved (evidence "proved").
      none: Programs run on the network of this machine (lab "plain"), and what they do and do not do can be proved (evidence "proved").
      no worlds: Programs run in a private network (lab "net"), and what they do and do not do can be proved (evidence "proved").
      no worlds, and some are asked for: No program can be run: the configuration asks for files and limits of its own for each (lab "lab"), and this machine does not give them.
      none, and one is asked for: No program can be run: the configuration asks for a private network (lab "net"), and there is none.
      not wanted: Programs run on the network of this machine (lab "plain"), as the configuration asks, and what they do and do not do can be proved (evidence "proved").
      no kernel view: Programs run in a private network, each with files and limits of its own (lab "lab"), and what they do not do is judged by the clock (evidence "timed").
      no tables: Programs run on the network of this machine (lab "plain"), and where a server listens cannot be seen: grade servers with --lab clock.
      the clock is wanted: Programs run on the network of this machine (lab "clock"), as the configuration asks, and what they do not do is judged by the clock (evidence "timed").
      macOS: Programs run on the network of this machine (lab "clock"), and what they do not do is judged by the clock (evidence "timed").
      macOS, and one is asked for: No program can be run: the configuration asks for a private network (lab "net"), and there is none.
      Windows: No program can be run here."
    `)
  })

  test('in Spanish', () => {
    expect(sentences('es').join('\n')).toMatchInlineSnapshot(`
      "private network: Los programas corren en una red privada, cada uno con archivos y límites propios (lab "lab"), y lo que hacen y lo que no hacen se puede probar (evidencia "proved").
      none: Los programas corren en la red de esta máquina (lab "plain"), y lo que hacen y lo que no hacen se puede probar (evidencia "proved").
      no worlds: Los programas corren en una red privada (lab "net"), y lo que hacen y lo que no hacen se puede probar (evidencia "proved").
      no worlds, and some are asked for: No se puede correr ningún programa: la configuración pide archivos y límites propios para cada uno (lab "lab"), y esta máquina no los da.
      none, and one is asked for: No se puede correr ningún programa: la configuración pide una red privada (lab "net"), y no la hay.
      not wanted: Los programas corren en la red de esta máquina (lab "plain"), como lo pide la configuración, y lo que hacen y lo que no hacen se puede probar (evidencia "proved").
      no kernel view: Los programas corren en una red privada, cada uno con archivos y límites propios (lab "lab"), y lo que no hacen se juzga por reloj (evidencia "timed").
      no tables: Los programas corren en la red de esta máquina (lab "plain"), y no se ve dónde escucha un servidor: corrige servidores con --lab clock.
      the clock is wanted: Los programas corren en la red de esta máquina (lab "clock"), como lo pide la configuración, y lo que no hacen se juzga por reloj (evidencia "timed").
      macOS: Los programas corren en la red de esta máquina (lab "clock"), y lo que no hacen se juzga por reloj (evidencia "timed").
      macOS, and one is asked for: No se puede correr ningún programa: la configuración pide una red privada (lab "net"), y no la hay.
      Windows: Aquí no se puede correr ningún programa."
    `)
  })
})

describe('on a narrow terminal', () => {
  const everything = (language: Language, width: number) => [
    print(nothing, { language, width }),
    ...systems.map(([, system, missing]) => print(missing, { language, system, width })),
  ]

  test.each(['en', 'es'] as const)(
    'no line is longer than the terminal is wide (%s)',
    (language) => {
      for (const width of [40, 60, 100]) {
        const lines = everything(language, width).join('\n').split('\n')
        expect(lines.filter((line) => line.length > width)).toEqual([])
      }
    },
  )

  test('a command of several lines is still one command', () => {
    const join = (text: string) => text.replaceAll('\\\n', '').replaceAll(/ +/g, ' ')
    const narrow = join(everything('en', 40).join('\n'))
    for (const command of [
      'sudo sysctl -w kernel.apparmor_restrict_unprivileged_userns=0',
      'docker run --security-opt seccomp=unconfined --security-opt apparmor=unconfined --security-opt systempaths=unconfined IMAGE',
      'docker run --privileged -it -v "$PWD":/course -w /course node:24 bash',
      'apt-get update && apt-get install -y default-jdk-headless',
    ]) {
      expect(narrow).toContain(command)
    }
  })
})

test('colour is around words, and steers nothing else', () => {
  const findings = [
    found('platform', 'there', { detail: 'a\u001B[2Jb' }),
    found('language:\u001B]0;x', 'partial', { detail: '\u001B[31m', because: 'no-package' }),
  ]
  const lines = print(findings, { language: 'en', paint: makePaint(true) })
  expect(lines.replaceAll('\u001B', 'ESC')).toMatchInlineSnapshot(`
    "ESC[1mPrograms run on the network of this machine (lab "plain"), and where a serverESC[22m
    ESC[1mlistens cannot be seen: grade servers with --lab clock.ESC[22m

    ESC[32mthere     ESC[39mLinux: a\\u{1b}[2Jb

    ESC[33mpartial   ESC[39m\\u{1b}]0;x
              ESC[2mWhy:ESC[22m not on this machine: \\u{1b}[31m
              ESC[2mLost:ESC[22m programs in \\u{1b}]0;x are unjudged
              ESC[2mRemedy:ESC[22m install \\u{1b}[31m as this system does it"
  `)
})
