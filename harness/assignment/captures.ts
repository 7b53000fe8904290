import type { KeyRule } from './matcher.ts'
import type { Step } from './step.ts'

/** The names that a step gives to what it captures; a name may stand several times. */
export function captureNames(step: Step): readonly string[] {
  if (!('expected' in step)) return []
  const whole = step.kind === 'expect' && step.as !== undefined ? [step.as] : []
  if (step.expected.kind !== 'message') return whole
  const { data } = step.expected
  if (data.kind === 'json-with') return [...whole, ...inRule({ keys: data.keys })]
  if (data.kind !== 'parts') return whole
  return [...whole, ...data.of.flatMap((part) => (part.kind === 'capture' ? [part.as] : []))]
}

function inRule(rule: KeyRule): readonly string[] {
  if (typeof rule === 'string' || 'value' in rule) return []
  if ('capture' in rule) return [rule.capture]
  if ('items' in rule) return inRule(rule.items)
  return Object.values(rule.keys).flatMap(inRule)
}
