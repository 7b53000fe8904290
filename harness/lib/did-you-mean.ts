/** The candidate closest to a misspelt word, when it is close enough to be what was meant. */
export function didYouMean(word: string, candidates: readonly string[]): string | undefined {
  const near = candidates
    .map((candidate) => ({
      candidate,
      distance: editDistance(word.toLowerCase(), candidate.toLowerCase()),
    }))
    .filter(({ candidate, distance }) => distance <= Math.max(word.length, candidate.length) / 3)
  return near.toSorted((left, right) => left.distance - right.distance)[0]?.candidate
}

/** Insertions, deletions, substitutions and swaps of neighbours that turn one word into another. */
function editDistance(source: string, target: string): number {
  let beforeLast: number[] = []
  let last = Array.from({ length: target.length + 1 }, (_, index) => index)
  for (let row = 1; row <= source.length; row += 1) {
    const current = [row]
    for (let column = 1; column <= target.length; column += 1) {
      const same = source[row - 1] === target[column - 1]
      const swapped =
        source[row - 1] === target[column - 2] && source[row - 2] === target[column - 1]
      current[column] = Math.min(
        last[column]! + 1,
        current[column - 1]! + 1,
        last[column - 1]! + (same ? 0 : 1),
        swapped ? beforeLast[column - 2]! + 1 : Number.POSITIVE_INFINITY,
      )
    }
    beforeLast = last
    last = current
  }
  return last[target.length]!
}
