/** Which lines belong to the verdict's chain, so that what stands on them bears its number. */
import type { Finding } from '../model/finding.ts'
import type { Place } from '../model/story.ts'

export interface ChainNumbers {
  /** 1-based number of the finding of the chain that the line speaks for; 0 = none. */
  at(place: Place | null): number
  /** The same for several lines of one thing. */
  among(places: readonly (Place | null)[]): number
  /** The same for any line of `first.file` from `first.line` to `lastLine`. */
  within(first: Place, lastLine: number): number
  /** Whether a file is named by the chain at all. */
  names(file: number): boolean
}

interface Claim {
  readonly number: number
  /** Place of the line in the finding's evidence, 0 = the line that shows it best. */
  readonly rank: number
}

/**
 * A line quoted by two findings belongs to the one that quotes it sooner: a crash may call a driver's failed
 * install as its last witness, but that line is first of all the failed install.
 */
export function chainNumbers(chain: readonly Finding[]): ChainNumbers {
  const byFile = new Map<number, Map<number, Claim>>()
  chain.forEach((finding, index) => {
    finding.evidence.forEach(({ file, line }, rank) => {
      const lines = byFile.get(file) ?? new Map<number, Claim>()
      const claim = { number: index + 1, rank }
      lines.set(line, better(lines.get(line), claim))
      byFile.set(file, lines)
    })
  })

  const claimAt = (place: Place | null) =>
    place === null ? undefined : byFile.get(place.file)?.get(place.line)

  return {
    at: (place) => claimAt(place)?.number ?? 0,
    among: (places) => best(places.map(claimAt)),
    within: (first, lastLine) => {
      const claims: Claim[] = []
      for (const [line, claim] of byFile.get(first.file) ?? []) {
        if (line >= first.line && line <= lastLine) claims.push(claim)
      }
      return best(claims)
    },
    names: (file) => byFile.has(file),
  }
}

/** The earlier step wins a tie. */
function better(a: Claim | undefined, b: Claim): Claim {
  if (a === undefined) return b
  return b.rank < a.rank || (b.rank === a.rank && b.number < a.number) ? b : a
}

function best(claims: readonly (Claim | undefined)[]): number {
  let found: Claim | undefined
  for (const claim of claims) if (claim !== undefined) found = better(found, claim)
  return found?.number ?? 0
}
