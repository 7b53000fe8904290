import type { Assignment } from './schema.ts'

/**
 * The files that programs are to write, by their paths, but for those that they are given: of these
 * a program finds what it is given.
 */
export function writtenPaths({ checks, files }: Assignment): readonly string[] {
  const steps = checks.flatMap(({ scenarios }) => Object.values(scenarios).flat())
  const paths = steps.flatMap((step) => (step.kind === 'expectFile' ? [step.path] : []))
  return [...new Set(paths)].filter((path) => !(path in files))
}
