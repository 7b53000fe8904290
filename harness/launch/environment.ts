import { delimiter } from 'node:path'

/**
 * Names that a program may inherit: where its language's runtime is, and nothing else. Tokens, the
 * grader's settings and the user's own variables stay out.
 */
const inherited = [
  'JAVA_HOME',
  'SDKMAN_DIR',
  'NVM_DIR',
  'PYENV_ROOT',
  'PYENV_VERSION',
  'RBENV_ROOT',
  'SystemRoot',
  'ComSpec',
  'PATHEXT',
] as const

/**
 * The whole environment of a program or a build step. In a world of its own a name that stands for
 * a folder is inherited only where `isSeen` says that the folder is seen.
 */
export function programEnvironment(
  outer: NodeJS.ProcessEnv,
  own: Readonly<Record<string, string>>,
  isSeen: (folder: string) => boolean = () => true,
): Record<string, string> {
  const kept = inherited.flatMap((name) => {
    const value = outer[name]
    return value === undefined || !isSeen(value) ? [] : [[name, value] as const]
  })
  return { ...Object.fromEntries(kept), PATH: machinePath(outer), LANG: 'C.UTF-8', ...own }
}

/**
 * The machine's own search path. What npm puts in front of it is left out, or a student's `node`
 * would be the one that runs the harness.
 */
export function machinePath(outer: NodeJS.ProcessEnv): string {
  return (outer['PATH'] ?? '/usr/local/bin:/usr/bin:/bin')
    .split(delimiter)
    .filter((folder) => !/[\\/](?:node_modules[\\/]\.bin|node-gyp-bin)[\\/]?$/.test(folder))
    .join(delimiter)
}
