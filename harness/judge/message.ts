import type { MessageMatcher } from '../assignment/matcher.ts'
import { encodeBytes } from '../lib/bytes.ts'
import { seeMessage, wantedContent } from '../match/message.ts'
import { endOfPeer, type StepView } from '../transcript/views.ts'
import { absent, failed, fulfilled, type Case, type Judgement } from './case.ts'

type Part = { readonly peer: string; readonly bytes: Uint8Array }

/** Some bytes came that are not the message that should come, or not all of it. */
export function judgeMessage(
  trial: Case,
  expected: MessageMatcher,
  { peer, bytes, view }: Part & { readonly view: StepView },
): Judgement {
  const seen = seeMessage(expected, bytes)
  if (seen.kind === 'right') return fulfilled
  const { kind: fault, content, ...more } = seen
  const cause = {
    kind: 'wrong-message',
    peer,
    fault,
    expected: encodeBytes(wantedContent(expected)),
    received: encodeBytes(content),
    ...more,
  } as const
  if (fault !== 'cut-short') return failed(cause, view)
  const wasReset = endOfPeer(view.window, peer) === 'reset'
  return absent(
    trial,
    wasReset ? { kind: 'reset', peer, received: encodeBytes(bytes) } : cause,
    view,
  )
}
