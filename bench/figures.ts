/** The smallest measurement that at least this share of all measurements do not exceed. */
export function quantile(values: readonly number[], share: number): number {
  const ordered = values.toSorted((left, right) => left - right)
  return ordered[Math.max(0, Math.ceil(share * ordered.length) - 1)] ?? NaN
}

/** The middle one of some measurements. */
export function median(values: readonly number[]): number {
  return quantile(values, 1 / 2)
}

/** All of them together. */
export function total(values: readonly number[]): number {
  return values.reduce((sum, value) => sum + value, 0)
}
