import type { Text } from './text.ts'

/** Where programs will run, for the summary. */
export const labs = {
  lab: {
    en: 'Programs run in a private network, each with files and limits of its own (lab "lab")',
    es: 'Los programas corren en una red privada, cada uno con archivos y límites propios (lab "lab")',
  },
  net: {
    en: 'Programs run in a private network (lab "net")',
    es: 'Los programas corren en una red privada (lab "net")',
  },
  plain: {
    en: 'Programs run on the network of this machine (lab "plain")',
    es: 'Los programas corren en la red de esta máquina (lab "plain")',
  },
  clock: {
    en: 'Programs run on the network of this machine (lab "clock")',
    es: 'Los programas corren en la red de esta máquina (lab "clock")',
  },
  refused: {
    en: 'No program can be run: the configuration asks for a private network (lab "net"), and there is none',
    es: 'No se puede correr ningún programa: la configuración pide una red privada (lab "net"), y no la hay',
  },
  noWorlds: {
    en: 'No program can be run: the configuration asks for files and limits of its own for each (lab "lab"), and this machine does not give them',
    es: 'No se puede correr ningún programa: la configuración pide archivos y límites propios para cada uno (lab "lab"), y esta máquina no los da',
  },
  nowhere: { en: 'No program can be run here', es: 'Aquí no se puede correr ningún programa' },
} as const satisfies Record<string, Text>

/** Said of a lab that is not the best one. */
export const asAsked: Text = {
  en: ', as the configuration asks',
  es: ', como lo pide la configuración',
}

/** What can be known of programs, for the summary. */
export const knowledge = {
  proved: {
    en: 'and what they do and do not do can be proved (evidence "proved")',
    es: 'y lo que hacen y lo que no hacen se puede probar (evidencia "proved")',
  },
  timed: {
    en: 'and what they do not do is judged by the clock (evidence "timed")',
    es: 'y lo que no hacen se juzga por reloj (evidencia "timed")',
  },
  unseen: {
    en: 'and where a server listens cannot be seen: grade servers with --lab clock',
    es: 'y no se ve dónde escucha un servidor: corrige servidores con --lab clock',
  },
} as const satisfies Record<string, Text>
