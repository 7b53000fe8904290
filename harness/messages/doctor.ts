import { visible } from '../lib/quote.ts'
import type { Finding, Obstacle, Question } from '../lib/finding.ts'
import type { Text } from './text.ts'

/** The words of findings. */
export const kinds = {
  there: { en: 'there', es: 'está' },
  partial: { en: 'partial', es: 'en parte' },
  missing: { en: 'missing', es: 'falta' },
} as const satisfies Record<Finding['kind'], Text>

/** The labels of what follows from a finding. */
export const labels = {
  why: { en: 'Why', es: 'Por qué' },
  lost: { en: 'Lost', es: 'Se pierde' },
  remedy: { en: 'Remedy', es: 'Remedio' },
} as const satisfies Record<string, Text>

/** Said instead of a remedy that was printed before. */
export const again: Text = { en: 'as above', es: 'el de arriba' }

/** What a machine is asked about. */
export const names = {
  platform: { en: 'Linux', es: 'Linux' },
  tools: { en: 'tools for a private network', es: 'herramientas para una red privada' },
  'user-namespaces': {
    en: 'unprivileged user namespaces',
    es: 'espacios de nombres de usuario sin privilegios',
  },
  'private-network': { en: 'a private network', es: 'una red privada' },
  'kernel-view': { en: "the kernel's view of a program", es: 'lo que el kernel ve de un programa' },
  'socket-tables': { en: 'socket tables', es: 'tablas de sockets' },
  'cheap-tables': { en: 'cheap socket tables', es: 'tablas de sockets baratas' },
  'quick-acks': { en: 'quick ACKs', es: 'ACK inmediatos' },
  'no-time-wait': {
    en: 'ports free at once (no TIME_WAIT)',
    es: 'puertos libres de inmediato (sin TIME_WAIT)',
  },
  'small-buffers': {
    en: 'small socket buffers, for the lens slow-reader',
    es: 'búferes de socket pequeños, para el lente slow-reader',
  },
  'low-ports': { en: 'ports below 1024', es: 'puertos menores que 1024' },
  'short-io': {
    en: 'a C compiler, for the lens short-io',
    es: 'un compilador de C, para el lente short-io',
  },
  terminal: {
    en: 'a terminal for each program, where an assignment asks for one',
    es: 'un terminal para cada programa, donde una tarea lo pide',
  },
  bubblewrap: {
    en: 'bubblewrap and what enters its sandboxes',
    es: 'bubblewrap y lo que entra a sus cajas',
  },
  worlds: {
    en: 'files, processes and limits of its own for each program',
    es: 'archivos, procesos y límites propios para cada programa',
  },
} as const satisfies Record<Question, Text>

/** What cannot be done where one of them is missing. */
export const losses = {
  platform: {
    en: 'nothing is seen of the kernel: pieces are sent apart by a pause, silence and hangs are decided by limits, what needs a stopped program stays undecided, and there is no private network',
    es: 'no se ve nada del kernel: los pedazos se separan con una pausa, el silencio y los cuelgues se deciden por límites, lo que necesita un programa detenido queda sin decidir, y no hay red privada',
  },
  tools: { en: 'the private network', es: 'la red privada' },
  'user-namespaces': {
    en: 'only root can have a private network',
    es: 'solo root puede tener una red privada',
  },
  'private-network': {
    en: 'programs with a fixed port run one at a time; they share the network of the machine; a port that closed connections still hold (TIME_WAIT) is waited for, about a minute',
    es: 'los programas con un puerto fijo corren de a uno; comparten la red de la máquina; un puerto que conexiones cerradas aún retienen (TIME_WAIT) se espera, cerca de un minuto',
  },
  'kernel-view': {
    en: 'that a program will do nothing more is waited for, not proved: the evidence is "timed" instead of "proved", and grading is slower',
    es: 'que un programa no hará nada más se espera y no se prueba: la evidencia es "timed" en vez de "proved", y corregir es más lento',
  },
  'socket-tables': {
    en: 'where a server listens is not seen: servers can be graded with --lab clock only',
    es: 'no se ve dónde escucha un servidor: solo se pueden corregir con --lab clock',
  },
  'cheap-tables': {
    en: 'each look at the sockets takes milliseconds instead of microseconds',
    es: 'cada mirada a los sockets toma milisegundos en vez de microsegundos',
  },
  'quick-acks': {
    en: 'some proofs wait for a delayed ACK, about 40 ms each',
    es: 'algunas pruebas esperan un ACK demorado, unos 40 ms cada una',
  },
  'no-time-wait': {
    en: 'a server without SO_REUSEADDR may have to wait for its port, about a minute',
    es: 'un servidor sin SO_REUSEADDR puede tener que esperar su puerto, cerca de un minuto',
  },
  'small-buffers': {
    en: 'the lens slow-reader is unjudged, which costs nobody a point',
    es: 'el lente slow-reader queda sin juzgar, lo que no le cuesta puntos a nadie',
  },
  'low-ports': {
    en: 'an assignment with such a port cannot be graded',
    es: 'una tarea con un puerto así no se puede corregir',
  },
  'short-io': {
    en: 'the lens short-io is unjudged, which costs nobody a point',
    es: 'el lente short-io queda sin juzgar, lo que no le cuesta puntos a nadie',
  },
  terminal: {
    en: 'an assignment that judges what a terminal shows cannot be graded',
    es: 'una tarea que juzga lo que un terminal muestra no se puede corregir',
  },
  bubblewrap: {
    en: 'what keeps programs from your files',
    es: 'lo que mantiene a los programas lejos de tus archivos',
  },
  worlds: {
    en: "programs see this machine's files, and could read yours and change results: grading those of others needs --trust",
    es: 'los programas ven los archivos de esta máquina, y podrían leer los tuyos y cambiar resultados: para corregir los de otras personas hace falta --trust',
  },
} as const satisfies Record<Question, Text>

/** What cannot be done on Windows. */
export const lostOnWindows: Text = {
  en: 'no program can be run: programs need named pipes and signals',
  es: 'no se puede correr ningún programa: necesitan tuberías con nombre y señales',
}

/** What cannot be done without a language. */
export function lostLanguage(language: string): Text {
  return {
    en: `programs in ${visible(language)} are unjudged`,
    es: `los programas en ${visible(language)} quedan sin juzgar`,
  }
}

/** Why something is missing, where more is known than what the machine said. */
export const reasons: Readonly<Partial<Record<Obstacle, Text>>> = {
  'no-package': { en: 'not on this machine', es: 'no está en esta máquina' },
  broken: { en: 'it does not run', es: 'no corre' },
  'no-compiler': {
    en: 'it needs a C compiler and the headers of libc',
    es: 'requiere un compilador de C y los encabezados de libc',
  },
  tools: { en: 'a tool for it is missing', es: 'falta una herramienta para ella' },
  'user-namespaces': {
    en: 'it needs unprivileged user namespaces',
    es: 'requiere espacios de nombres de usuario sin privilegios',
  },
  'private-network': { en: 'it comes with a private network', es: 'viene con una red privada' },
  bubblewrap: { en: 'it needs bubblewrap', es: 'requiere bubblewrap' },
  container: { en: 'the container does not allow it', es: 'el contenedor no lo permite' },
  unreadable: { en: 'it cannot be read', es: 'no se puede leer' },
  'old-kernel': { en: 'it needs Linux 6.1 or later', es: 'requiere Linux 6.1 o posterior' },
}

/** Said of a system that is one. */
export const marks = {
  container: { en: 'in a container', es: 'en un contenedor' },
  ci: { en: 'on a CI runner', es: 'en un servidor de CI' },
  root: { en: 'as root', es: 'como root' },
} as const satisfies Record<string, Text>
