import { existsSync } from 'node:fs'
import { dirname, join } from 'node:path'
import { fileURLToPath } from 'node:url'
import { visible } from '../lib/quote.ts'
import type { Words } from './options.ts'

/** Options of a command with their values, or true where they take none; undefined leaves one out. */
type Options = Readonly<Record<string, string | true | undefined>>

/** A command of ours as it can be typed into a shell, here. */
export function commandOf(command: readonly string[], options: Options): string {
  return `${ownCommand(process.cwd())} ${shellWords(command, options)}`
}

/**
 * What starts us in a folder: `npx enchufe` is known in our own one and where a course has installed
 * us, and below these; elsewhere npx would ask the registry for whatever has that name.
 */
export function ownCommand(folder: string): string {
  if (`${folder}/`.startsWith(root) || isInstalled(folder)) return 'npx enchufe'
  return shellWords(['node', join(root, 'harness/cli/enchufe.mjs')], {})
}

const root = fileURLToPath(new URL('../../', import.meta.url))

function isInstalled(folder: string): boolean {
  if (existsSync(join(folder, 'node_modules/.bin/enchufe'))) return true
  const above = dirname(folder)
  return above !== folder && isInstalled(above)
}

/** Arguments and options as a shell reads them. */
export function shellWords(command: readonly string[], options: Options): string {
  const words = Object.entries(options).flatMap(([option, value]) =>
    value === undefined ? [] : value === true ? [option] : [option, value],
  )
  return [...command, ...words].map(shellWord).join(' ')
}

/** Options of this run without which the same command would do or say something else. */
export function sameOptions({ config, lab, trust, lang }: Words): Options {
  const trusted = trust === true ? true : undefined
  return { '--config': config, '--lab': lab, '--trust': trusted, '--lang': lang }
}

/** A word as a shell reads it, and a terminal can bear it. */
function shellWord(word: string): string {
  if (/^[\p{L}\p{N}_@%+=:,./-]+$/u.test(word)) return word
  if (visible(word) === word && !word.includes("'")) return `'${word}'`
  if (/^[\p{L}\p{N}' _@%+=:,./()-]+$/u.test(word)) return `"${word}"`
  return `$'${word.replaceAll(/[^\p{L}\p{N}_ ./-]/gu, escaped)}'`
}

function escaped(character: string): string {
  return [...Buffer.from(character)]
    .map((byte) => `\\x${byte.toString(16).padStart(2, '0')}`)
    .join('')
}
