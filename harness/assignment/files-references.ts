import { leftOut } from '../lib/left-out.ts'
import * as say from '../messages/given-files.ts'
import { bytesOfFiles, filesBytesMax, type Files } from './files.ts'
import { payloadLength } from './payload.ts'
import type { Problem } from './problem.ts'
import type { Step } from './step.ts'

/** Files that cannot all be there, or would not be; paths begin at `files`. */
export function filesProblems(files: Files): readonly Problem[] {
  const paths = Object.keys(files)
  const bytes = bytesOfFiles(files)
  return [
    ...(bytes > filesBytesMax
      ? [{ path: ['files'], text: say.tooLarge(bytes, filesBytesMax) }]
      : []),
    ...paths.flatMap((path): readonly Problem[] => {
      const inside = paths.find((other) => other.startsWith(`${path}/`))
      const lost = path.split('/').find((name) => leftOut.has(name))
      return [
        ...(inside === undefined
          ? []
          : [{ path: ['files', path], text: say.alsoFolder(path, inside) }]),
        ...(lost === undefined ? [] : [{ path: ['files', path], text: say.neverCopied(lost) }]),
      ]
    }),
  ]
}

/** Files that a program should write and that are larger than any is read; paths begin at the step. */
export function expectedFileProblems(steps: readonly Step[]): readonly Problem[] {
  return steps.flatMap((step, index): readonly Problem[] => {
    if (step.kind !== 'expectFile') return []
    const bytes = payloadLength(step.data)
    const fits = bytes <= filesBytesMax
    return fits ? [] : [{ path: [index, 'data'], text: say.tooLarge(bytes, filesBytesMax) }]
  })
}
