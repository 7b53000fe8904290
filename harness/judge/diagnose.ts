import { payloadBytes } from '../assignment/payload.ts'
import { isOpen, type Step } from '../assignment/step.ts'
import { encodeBytes, isInsideCharacter } from '../lib/bytes.ts'
import { deliveryWord, type Delivery } from '../transcript/delivery.ts'
import type { Cause } from './cause.ts'
import type { FailedPlay, JudgedTrial } from './trial.ts'

/**
 * What it means that a scenario passes whole and fails in another lens: how the bytes were
 * delivered is the only difference, so that is what the program cannot take.
 */
export function diagnose(steps: readonly Step[], trial: JudgedTrial): Cause {
  const [first] = trial.failures
  const { cause } = first!.verdict
  const ofLens = { lens: trial.lens, symptom: cause.kind }
  switch (trial.lens) {
    case 'coalesced':
      return { kind: 'reads-past-one-message', ...ofLens }
    case 'short-io':
      return first!.delivery.kind === 'short-io' && first!.delivery.what === 'writes'
        ? { kind: 'send-without-loop', ...ofLens }
        : oneRecv(steps, trial, first!)
    case 'bytewise':
    case 'cuts':
    case 'random':
      return partialCharacter(steps, trial) ?? oneRecv(steps, trial, first!)
    case 'slow-reader':
    case 'whole':
      return cause
  }
}

/** Every delivery that fails cuts a character, and others with cuts elsewhere were tried and pass. */
function partialCharacter(steps: readonly Step[], trial: JudgedTrial): Cause | undefined {
  const characterOf = ({ step, at }: Place) => characterAt(sentBy(steps[step]), at)
  const cutsCharacter = (delivery: Delivery) => placesOf(delivery).some(characterOf)
  const failed = trial.failures.map(({ delivery }) => delivery)
  const words = new Set(failed.map(deliveryWord))
  const passed = trial.transcript!.plays.filter(
    ({ delivery }) => !words.has(deliveryWord(delivery)),
  )
  const elsewhere = passed
    .flatMap(({ delivery }) => placesOf(delivery))
    .some((place) => characterOf(place) === undefined)
  if (!elsewhere || !failed.every(cutsCharacter)) return undefined
  const place = placesOf(failed[0]!).find(characterOf)!
  return {
    kind: 'decodes-partial-utf8',
    character: characterOf(place)!,
    cut: aroundCut(sentBy(steps[place.step]), place.at),
    lens: trial.lens,
    symptom: trial.failures[0]!.verdict.cause.kind,
  }
}

function oneRecv(steps: readonly Step[], trial: JudgedTrial, { delivery, verdict }: FailedPlay) {
  const { cause } = verdict
  const places = placesOf(delivery)
  const place = places.length === 1 ? places[0] : undefined
  return {
    kind: 'one-recv-per-message' as const,
    used: cause.kind === 'wrong-output' ? cause.found : 0,
    sent: steps.reduce((total, step) => total + sentBy(step).length, 0),
    ...(place ? { cut: aroundCut(sentBy(steps[place.step]), place.at) } : {}),
    lens: trial.lens,
    symptom: cause.kind,
  }
}

type Place = { readonly step: number; readonly at: number }

/** The cuts of a delivery that has few of them. */
function placesOf(delivery: Delivery): readonly Place[] {
  if (delivery.kind === 'cut') return [{ step: delivery.step, at: delivery.at }]
  if (delivery.kind !== 'pieces') return []
  return delivery.cuts.flatMap(({ step, at }) => at.map((offset) => ({ step, at: offset })))
}

function sentBy(step: Step | undefined): Uint8Array {
  return step?.kind === 'send' && !isOpen(step) ? payloadBytes(step.data) : new Uint8Array()
}

/** What lies on both sides of a cut, up to some bytes, for people to see. */
function aroundCut(bytes: Uint8Array, at: number) {
  return {
    before: encodeBytes(bytes.subarray(Math.max(0, at - contextBytes), at)),
    after: encodeBytes(bytes.subarray(at, at + contextBytes)),
  }
}

const contextBytes = 24

/** The character that a cut at `at` goes through, if there is one: bytes need not be text. */
function characterAt(bytes: Uint8Array, at: number): string | undefined {
  if (!isInsideCharacter(bytes, at)) return undefined
  let start = at
  while (start > 0 && isInsideCharacter(bytes, start)) start -= 1
  let end = at
  while (end < bytes.length && isInsideCharacter(bytes, end)) end += 1
  const text = encodeBytes(bytes.subarray(start, end))
  return 'text' in text && Array.from(text.text).length === 1 ? text.text : undefined
}
