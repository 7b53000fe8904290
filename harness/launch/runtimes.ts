import { existsSync, realpathSync } from 'node:fs'
import { homedir } from 'node:os'
import { basename, delimiter, dirname, join } from 'node:path'
import type { LanguageRecipe } from '../config/schema.ts'
import { findExecutable } from '../lab/find-executable.ts'
import { isWithin, systemFolders } from '../lab/inside.ts'
import { machinePath } from './environment.ts'

/** What a world must show of this machine so that programs of a language run in it. */
export type Runtimes = {
  /** Folders outside the system's own. */
  readonly folders: readonly string[]
  /** The search path inside. */
  readonly path: string
}

/**
 * Finds where the programs of a recipe are: below the system's folders nothing is to be done; of a
 * runtime that somebody has installed elsewhere (pyenv, nvm, SDKMAN, conda, a tool cache, a virtual
 * environment) the whole folder is shown, which holds its libraries too.
 */
export function findRuntimes(recipe: LanguageRecipe, interpreter: string | undefined): Runtimes {
  const path = machinePath(process.env)
  const named = [...recipe.build, recipe.run]
    .flatMap(([file]) => file ?? [])
    .filter((file) => !file.includes('{'))
  const programs = named.flatMap((file) => findExecutable(file, path) ?? [])
  const all = interpreter === undefined ? programs : [interpreter, ...programs]
  const folders = [...new Set(all.flatMap(foldersOf))]
  const own = folders.map((folder) => join(folder, 'bin')).filter((folder) => existsSync(folder))
  const usual = path
    .split(delimiter)
    .filter((folder) => isWithin(folder, [...systemFolders, ...folders]))
  return { folders, path: [...new Set([...own, ...usual])].join(delimiter) }
}

/** The folders that one program of a runtime needs. */
function foldersOf(program: string): readonly string[] {
  const environment = dirname(dirname(program))
  const isVirtual = existsSync(join(environment, 'pyvenv.cfg'))
  return [...(isVirtual ? [environment] : []), ...rootOf(realpathSync(program))]
}

/** From the folder of a package manager, everything: its packages lean on each other. */
function rootOf(real: string): readonly string[] {
  if (isWithin(real, systemFolders)) return []
  const whole = managers.find((folder) => isWithin(real, [folder]))
  if (whole !== undefined) return [whole]
  const folder = dirname(real)
  const root = basename(folder) === 'bin' ? dirname(folder) : folder
  return isPrivate(root) ? [folder] : [root]
}

const managers = ['/nix/store', '/gnu/store', '/home/linuxbrew/.linuxbrew', '/snap'] as const

/** A home folder and what lies above it hold more than a runtime. */
function isPrivate(folder: string): boolean {
  return folder === '/' || isWithin(homedir(), [folder]) || basename(folder) === '.local'
}
