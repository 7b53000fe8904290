import { z } from 'zod'
import { Payload, payloadLength } from './payload.ts'

const part = String.raw`(?!\.{1,2}(?:\/|$))[^\/\\\p{Cc}]{1,63}`
const pathCharactersMax = 500

/** The path of a file below the folder in which a program starts: `www/index.html`. */
export const FilePath = z
  .string()
  .max(pathCharactersMax)
  .regex(
    new RegExp(`^${part}(?:\\/${part})*$`, 'u'),
    'should be a path below the folder in which the program starts, such as www/index.html: no "/" at its beginning or end, no "." or ".." in it',
  )

/** What is in the files that an assignment gives to every program, by their paths. */
export const Files = z.record(FilePath, Payload)
export type Files = z.output<typeof Files>

/** What all the files of an assignment may have together, and one that a program writes. */
export const filesBytesMax = 4_194_304

/** How many bytes some files have together. */
export function bytesOfFiles(files: Files): number {
  return Object.values(files).reduce((total, payload) => total + payloadLength(payload), 0)
}
