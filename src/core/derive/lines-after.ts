/** The first record after a moment, over all logs that have records on both sides of it. One pass per file. */
import type { Place } from '../model/story.ts'
import type { UtcMs } from '../model/units.ts'
import { originals, timeOfRow, type Materials } from './materials.ts'

export interface LineAfter {
  readonly at: UtcMs
  readonly place: Place
}

/** For each moment the earliest record later than `graceMs` after it; null where no log goes on. No moment is NaN. */
export function firstLinesAfter(
  materials: Materials,
  moments: readonly number[],
  graceMs: number,
): readonly (LineAfter | null)[] {
  const found: (LineAfter | null)[] = moments.map(() => null)
  if (moments.length > 0)
    for (const file of originals(materials)) readFile(materials, file, moments, graceMs, found)
  return found
}

function readFile(
  materials: Materials,
  file: number,
  moments: readonly number[],
  graceMs: number,
  found: (LineAfter | null)[],
): void {
  const table = materials.files[file]?.table
  if (!table) return
  /** Indexes of the moments that the log has lines before, but none after yet; null before its first time. */
  let waiting: readonly number[] | null = null
  let next = Number.NEGATIVE_INFINITY
  for (let row = 0; row < table.length; row++) {
    const at = timeOfRow(materials, file, row)
    if (Number.isNaN(at) || at <= next) continue
    if (waiting === null) {
      waiting = moments.flatMap((moment, index) => (moment >= at ? [index] : []))
    } else {
      for (const index of waiting) {
        if (at <= (moments[index] as number) + graceMs) continue
        const best = found[index]
        if (!best || at < best.at)
          found[index] = { at, place: { file, line: table.line[row] ?? 1 } }
      }
      waiting = waiting.filter((index) => at <= (moments[index] as number) + graceMs)
    }
    if (waiting.length === 0) return
    next = Math.min(...waiting.map((index) => moments[index] as number)) + graceMs
  }
}
