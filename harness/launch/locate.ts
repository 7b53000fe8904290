import { execa } from 'execa'
import type { LanguageRecipe } from '../config/schema.ts'
import { bounds } from '../lib/bounds.ts'
import { machinePath } from './environment.ts'

const found = new Map<string, Promise<string | undefined>>()

/**
 * The real interpreter of a language: version managers put shims in front of it, which need the
 * user's home folder and half a shell script for every start. Asked once in a process.
 */
export function locateInterpreter(recipe: LanguageRecipe): Promise<string | undefined> {
  const { locate } = recipe
  if (!locate) return Promise.resolve(undefined)
  const key = locate.join('\0')
  const known = found.get(key) ?? ask(locate)
  found.set(key, known)
  return known
}

async function ask([file, ...args]: readonly string[]): Promise<string | undefined> {
  const result = await execa(file!, args, {
    env: { PATH: machinePath(process.env) },
    stdin: 'ignore',
    reject: false,
    timeout: bounds.locateMs,
  })
  return result.failed || result.stdout === '' ? undefined : result.stdout
}
