import { payloadBytes } from '../assignment/payload.ts'
import type { Step } from '../assignment/step.ts'
import { isOpenForWriting } from '../kernel/writers.ts'
import { hasEnded } from '../launch/settle.ts'
import type { StepEnd } from '../transcript/event.ts'
import { programOn, type Stage } from './stage.ts'
import { waitFor, type Outlook } from './wait.ts'
import { contentOf, isWritten, readWritten } from './written-file.ts'

/**
 * The program must write a file. One that it still has open may get more, and is only taken for
 * finished when nothing moves any more.
 */
export async function expectFile(
  stage: Stage,
  { path, data }: Extract<Step, { readonly kind: 'expectFile' }>,
  step: number,
): Promise<StepEnd> {
  const program = programOn(stage)
  const wanted = payloadBytes(data)
  const read = () => readWritten(program.folder, path, wanted.length + 1)
  let written = read()
  const look = (): Outlook => {
    const gone = hasEnded(program)
    written = read()
    if (written.there !== 'file' || !isWritten(written, wanted)) return gone ? 'impossible' : 'open'
    if (isOpenForWriting(program.possible(), written.status)) return 'open'
    // It may have been finished otherwise before that was asked.
    written = read()
    return isWritten(written, wanted) ? 'met' : 'open'
  }
  const limitMs = stage.limits.outputMs
  const end = await waitFor(stage, look, { limitMs, due: 'something' })
  if (end !== 'met') written = read()
  stage.history.record({ kind: 'file', step, path, content: contentOf(written, wanted), wait: end })
  return isWritten(written, wanted) ? 'met' : end
}
