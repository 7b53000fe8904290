import type { Text } from './text.ts'

/** What a program may use too much of. */
export type Excess = 'output' | 'memory' | 'threads'

const bytesPerMebibyte = 1_048_576

/** How much of it: `64 MiB of output`. */
export function excessWords(what: Excess, limit: number): Text {
  const size = `${Math.round(limit / bytesPerMebibyte)} MiB`
  return {
    output: { en: `${size} of output`, es: `${size} de salida` },
    memory: { en: `${size} of memory`, es: `${size} de memoria` },
    threads: { en: `${limit} processes and threads`, es: `${limit} procesos e hilos` },
  }[what]
}
