/**
 * How a line begins in a log that Get-WindowsUpdateLog has converted from .etl files:
 *
 *     2024/03/12 08:14:22.1325467 2416  5288  Misc            *FAILED* [8024000C] LoadHistoryEventFromRegistry completed
 *     2015-09-17 06:02:11.0457189 812   3044                  Unknown( 11): GUID=bbf7… (No Format Information found).
 *
 * Seven digits of a second, process and thread in decimal, padded to five columns, component padded to fifteen. What
 * stands between the parts of date and time is the locale's: `/`, `-` and `.` in dates, `:` and `.` in times.
 * A trace event without a time prints the beginning of FILETIME (1601/01/01, in zones west of it 1600/12/31): no time.
 */
import { Level } from '../../model/event-table.ts'
import { wallMs } from '../../model/units.ts'
import { WallReader } from '../../text/wall-time.ts'
import {
  decimalOf,
  isBlank,
  isDigit,
  isLetter,
  skipBlanks,
  skipDigits,
  startsWith,
} from '../head-bytes.ts'
import type { HeadReader } from '../line-format.ts'
import { levelOfMessage } from './log-level.ts'

/** The date, time and fraction, and the space behind them. */
const STAMP = 28
const FRACTION = 20
/** Process and thread are padded to five columns: more blanks than these belong to an empty component. */
const MOST_PADDING = 6
/** The first time that a log of this client may show. */
const EARLIEST = Date.UTC(2000, 0, 1)

/** What stands in the place of a message whose words were not at hand. */
export const UNDECODED = 'Unknown'

const DOT = 46

export function convertedHead(): HeadReader {
  const wall = new WallReader()
  return {
    read(bytes, start, end, head) {
      if (!isDigit(bytes[start] as number) || end - start < STAMP + 4) return false
      if (bytes[start + 19] !== DOT || !isBlank(bytes[start + 27] as number)) return false
      if (!isDateSeparator(bytes[start + 4] as number)) return false
      if (bytes[start + 7] !== bytes[start + 4]) return false
      if (skipDigits(bytes, start + FRACTION, end) !== start + 27) return false
      const second = wall.read(bytes, start)
      if (Number.isNaN(second)) return false
      const process = skipBlanks(bytes, start + STAMP, end)
      const afterProcess = skipDigits(bytes, process, end)
      const thread = skipBlanks(bytes, afterProcess, end)
      const afterThread = skipDigits(bytes, thread, end)
      if (afterProcess === process || thread === afterProcess || afterThread === thread)
        return false
      const at = skipBlanks(bytes, afterThread, end)
      if (at === afterThread && at < end) return false

      const ms = decimalOf(bytes, start + FRACTION, start + FRACTION + 3)
      head.time = wallMs(second < EARLIEST ? NaN : second + ms)
      head.componentStart = at
      head.componentLength = 0
      head.message = at
      head.level = Level.Info
      if (at - afterThread > MOST_PADDING) {
        if (startsWith(bytes, at, end, UNDECODED)) head.componentLength = UNDECODED.length
        return true
      }
      let to = at
      while (to < end && isNameByte(bytes[to] as number)) to++
      if (to > at && (to === end || isBlank(bytes[to] as number))) {
        head.componentLength = to - at
        head.message = skipBlanks(bytes, to, end)
      }
      head.level = levelOfMessage(bytes, head.message, end)
      return true
    },
  }
}

function isDateSeparator(byte: number): boolean {
  return byte === 47 || byte === 45 || byte === DOT
}

function isNameByte(byte: number): boolean {
  return isLetter(byte) || isDigit(byte) || byte === 95
}
