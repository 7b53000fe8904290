import { endpointText } from '../../lib/endpoint-text.ts'
import { visible } from '../../lib/quote.ts'
import { rungs, waitWords } from '../../messages/ladder.ts'
import { missingWords, otherWords } from '../../messages/other-rungs.ts'
import { heldUpWords, relayedWords } from '../../messages/relay-rungs.ts'
import { seconds } from '../../messages/shown.ts'
import type { Text } from '../../messages/text.ts'
import type { Listening } from '../../transcript/event.ts'
import type { Rung } from '../../transcript/ladder.ts'
import type { Setting } from './style.ts'
import { wrap } from './wrap.ts'

const timeColumns = 10
const decimals = 1

/** What happened in a play, line by line, with the milliseconds since it began. */
export function renderLadder(ladder: readonly Rung[], setting: Setting): readonly string[] {
  const terminal = ladder.some((rung) => rung.kind === 'started' && rung.terminal === true)
  return ladder.flatMap((rung) => {
    const words = (terminal ? onTerminal(rung) : undefined) ?? wordsOf(rung)
    if (!words) return []
    const at = rung.atMs.toFixed(decimals).padStart(timeColumns - 2)
    const indent = { first: '', rest: '  ' }
    const lines = wrap(words[setting.language], setting.width - timeColumns, indent)
    return lines.map(
      (line, index) => `${setting.paint.dim(index === 0 ? at : ' '.repeat(at.length))}  ${line}`,
    )
  })
}

/** The words of an event, or undefined for one that says nothing to a person. */
function wordsOf(rung: Rung): Text | undefined {
  if (rung.kind === 'relayed' || rung.kind === 'held-up') return ofNetwork(rung)
  if ('peer' in rung) return ofPeer(rung)
  if (rung.kind === 'other' || rung.kind === 'other-missing') return ofOther(rung)
  switch (rung.kind) {
    case 'listening':
      return listening(rung.sockets)
    case 'exited':
      return rungs.exited(rung.exit)
    case 'restarted':
      return rungs.restarted(rung.held)
    case 'started':
    case 'not-listening':
    case 'frozen':
    case 'thawed':
    case 'arrived':
      return rungs[rung.kind]
    case 'signalled':
      return rungs.signalled(rung.signal)
    case 'stdin':
    case 'output':
    case 'file':
    case 'build-failed':
    case 'over-limit':
      return ofProgram(rung)
    case 'fault':
      return rungs.fault(visible(rung.message))
    case 'step-ended':
      return rung.end === 'met' ? undefined : rungs.stepEnded(rung.end, seconds(rung.limitMs ?? 0))
    case 'blocked':
      return waitsOf(rung)
    case 'step':
    case 'output-capped':
    case 'resources':
    case 'datagrams-observed':
      return undefined
    default:
      return rung satisfies never
  }
}

/** The words of an event that a person sees otherwise where the program's streams are a terminal. */
function onTerminal(rung: Rung): Text | undefined {
  if (rung.kind === 'stdin') return rungs.typed(rung.data)
  return rung.kind === 'output' ? rungs.onTerminal(rung.data) : undefined
}

/** What the program reads and writes besides its connections, and that there is none. */
function ofProgram(
  rung: Extract<Rung, { kind: 'stdin' | 'output' | 'file' | 'build-failed' | 'over-limit' }>,
): Text {
  if (rung.kind === 'build-failed') return rungs.buildFailed
  if (rung.kind === 'over-limit') return rungs.overLimit(rung.what)
  if (rung.kind === 'stdin') return rungs.stdin(rung.data)
  if (rung.kind === 'output') return rungs.output(rung.stream, rung.data)
  const { path, content } = rung
  return rungs.file(path, content.there === 'file' ? content.size : undefined)
}

function ofOther(rung: Extract<Rung, { kind: 'other' | 'other-missing' }>): Text {
  return rung.kind === 'other' ? otherWords(rung.other, rung.event) : missingWords(rung.program)
}

function ofNetwork(rung: Extract<Rung, { kind: 'relayed' | 'held-up' }>): Text {
  return rung.kind === 'relayed' ? relayedWords(rung) : heldUpWords(seconds(rung.lateMs))
}

/** Where nothing is seen of the kernel there is nothing to say. */
function listening(sockets: readonly Listening[]): Text | undefined {
  const places = sockets.map(({ address, port }) => endpointText(address, port))
  return places.length === 0 ? undefined : rungs.listening(places.join(', '))
}

function waitsOf({ threads }: Extract<Rung, { kind: 'blocked' }>): Text | undefined {
  if (threads.length === 0) return undefined
  const words = threads.map(waitWords)
  return {
    en: `the program waits in ${words.map(({ en }) => en).join('; ')}`,
    es: `el programa espera en ${words.map(({ es }) => es).join('; ')}`,
  }
}

type OfPeer = Exclude<Extract<Rung, { peer: string }>, { kind: 'relayed' }>

function ofPeer(rung: OfPeer): Text | undefined {
  const words = wordsOfPeer(rung)
  return words && { en: `${rung.peer} ${words.en}`, es: `${rung.peer} ${words.es}` }
}

function wordsOfPeer(rung: OfPeer): Text | undefined {
  switch (rung.kind) {
    case 'connecting':
      return rungs.connecting(rung.to)
    case 'connected':
    case 'accepted':
    case 'fin':
    case 'reset':
      return rungs[rung.kind]
    case 'refused':
      return rungs.refused(rung.code)
    case 'sent':
      return rungs.sent(rung.sentBytes ?? { text: '' }, rung.further ? rung.apart : 'first')
    case 'received':
      return rungs.received(rung.data)
    case 'opened':
      return rungs.opened
    case 'datagram-sent':
      return rungs.datagramSent(rung.sentBytes ?? { text: '' })
    case 'datagram':
      return rungs.datagram(rung.data, rung.from?.endpoint)
    case 'closed':
      return rungs.closed[rung.how]
    case 'received-capped':
      return rungs.receivedCapped(rung.bytesMax)
    case 'observed':
      return undefined
    default:
      return rung satisfies never
  }
}
