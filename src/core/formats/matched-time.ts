/** The wall time in a match whose groups 1 to 7 are year, month, day, hour, minute, second and, if printed, milliseconds. */
import type { WallMs } from '../model/units.ts'
import { wallFromParts } from '../text/wall-time.ts'

/** NaN where the digits make no time. */
export function matchedTime(match: RegExpExecArray): WallMs {
  const [year = NaN, month = NaN, day = NaN, hour = NaN, minute = NaN, second = NaN] = match
    .slice(1, 7)
    .map(Number)
  return wallFromParts(year, month, day, hour, minute, second, Number(match[7] ?? 0))
}
