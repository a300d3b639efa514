/**
 * All literals that a pass looks for, found together. One alternation of two hundred literals runs at
 * 0.6 GB/s over a latin1 string where two hundred searches per line run at 0.04.
 */

export class NeedleIndex {
  readonly #alternation: RegExp | null
  /** By matched text: the targets of that needle and of every needle that is a beginning of it. */
  readonly #targets: ReadonlyMap<string, readonly number[]>

  /** `needles[i]`: the literals that lead to target i. ASCII, not empty. */
  constructor(needles: readonly (readonly string[])[]) {
    const all = [...new Set(needles.flat())].filter((needle) => needle !== '')
    // Longest first: at one place the longest needle is matched, and it implies its own beginnings.
    all.sort((a, b) => b.length - a.length || (a < b ? -1 : 1))
    this.#targets = new Map(
      all.map((matched) => [
        matched,
        needles.flatMap((list, target) =>
          list.some((needle) => needle !== '' && matched.startsWith(needle)) ? [target] : [],
        ),
      ]),
    )
    this.#alternation = all.length === 0 ? null : new RegExp(all.map(escape).join('|'), 'g')
  }

  /** Calls `found` for each needle in `text`, in ascending order of its offset. */
  scan(text: string, found: (offset: number, targets: readonly number[]) => void): void {
    const alternation = this.#alternation
    if (alternation === null) return
    alternation.lastIndex = 0
    for (;;) {
      const match = alternation.exec(text)
      if (match === null) return
      found(match.index, this.#targets.get(match[0]) as readonly number[])
      // One further, not behind the match: a needle may begin inside another.
      alternation.lastIndex = match.index + 1
    }
  }
}

function escape(literal: string): string {
  return literal.replace(/[.*+?^${}()|[\]\\/-]/g, '\\$&')
}
