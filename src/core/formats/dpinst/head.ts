/** How a line of DPINST.LOG begins: its severity, and for the first and last lines of a run nothing but a time behind it. */
import { Level, type LevelValue } from '../../model/event-table.ts'
import { wallMs } from '../../model/units.ts'
import { asciiText } from '../ascii-text.ts'
import { whyUnparsed } from '../damaged-line.ts'
import type { LocalDates } from '../day-order.ts'
import type { HeadReader } from '../line-format.ts'
import { newLocalStamp, readLocalStamp } from '../local-stamp.ts'

const COLON = 58
const SPACE = 32
const LONGEST_WORD = 7

const LEVELS: Readonly<Record<string, LevelValue>> = {
  INFO: Level.Info,
  SUCCESS: Level.Info,
  WARNING: Level.Warning,
  ERROR: Level.Error,
  FAILURE: Level.Error,
}

export function dpinstHead(dates: LocalDates): HeadReader {
  const stamp = newLocalStamp()
  let hasBegun = false
  return {
    read(bytes, start, end, head) {
      if (start >= end) return false
      const level = levelOf(bytes, start, end)
      if (level === undefined) {
        // A text of the system ends with a line break of its own, and what follows it is indented.
        if (!hasBegun || bytes[start] === SPACE) return false
        head.unparsed = whyUnparsed(bytes, start, end)
        return true
      }
      hasBegun = true
      let at = bytes.indexOf(COLON, start) + 1
      while (at < end && bytes[at] === SPACE) at++
      head.level = level
      head.componentLength = 0
      head.message = at
      const isTime = readLocalStamp(bytes, at, end, stamp) && stamp.end === end
      head.time = isTime
        ? dates.read(stamp.first, stamp.second, stamp.year, stamp.clock)
        : wallMs(NaN)
      return true
    },
  }
}

function levelOf(bytes: Uint8Array, start: number, end: number): LevelValue | undefined {
  const last = Math.min(end, start + LONGEST_WORD + 1)
  let to = start
  while (to < last && (bytes[to] as number) >= 65 && (bytes[to] as number) <= 90) to++
  if (to === start || bytes[to] !== COLON) return undefined
  return LEVELS[asciiText(bytes, start, to)]
}
