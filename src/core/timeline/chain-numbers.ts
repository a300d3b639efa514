/** Which lines belong to the verdict's chain, so that what stands on them bears its number. */
import type { Finding } from '../model/finding.ts'
import type { Place } from '../model/story.ts'

export interface ChainNumbers {
  /** 1-based number of the first finding of the chain whose evidence holds the line; 0 = none. */
  at(place: Place | null): number
  /** The least number among these places; 0 = none. */
  among(places: readonly (Place | null)[]): number
  /** The same for any line of `first.file` from `first.line` to `lastLine`. */
  within(first: Place, lastLine: number): number
  /** Whether a file is named by the chain at all. */
  names(file: number): boolean
}

export function chainNumbers(chain: readonly Finding[]): ChainNumbers {
  const byFile = new Map<number, Map<number, number>>()
  chain.forEach((finding, index) => {
    for (const { file, line } of finding.evidence) {
      const lines = byFile.get(file) ?? new Map<number, number>()
      if (!lines.has(line)) lines.set(line, index + 1)
      byFile.set(file, lines)
    }
  })

  const at = (place: Place | null): number =>
    place === null ? 0 : (byFile.get(place.file)?.get(place.line) ?? 0)

  return {
    at,
    among: (places) => least(places.map(at)),
    within: (first, lastLine) => {
      const numbers: number[] = []
      for (const [line, number] of byFile.get(first.file) ?? []) {
        if (line >= first.line && line <= lastLine) numbers.push(number)
      }
      return least(numbers)
    },
    names: (file) => byFile.has(file),
  }
}

function least(numbers: readonly number[]): number {
  return numbers.reduce((found, n) => (n > 0 && (found === 0 || n < found) ? n : found), 0)
}
