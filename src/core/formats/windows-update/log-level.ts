/**
 * How bad a line of WindowsUpdate.log is, by its own words: `*FAILED* [80246007] …` and `WARNING: …` are warnings, since the
 * client prints hundreds of them while all is well (0x80240022, 0x8024000C, 0x80190193 …); `FATAL: …` is an error.
 */
import { Level, type LevelValue } from '../../model/event-table.ts'
import type { Code } from '../../model/units.ts'
import { hexDigit, hexOf, isLetter, startsWith } from '../head-bytes.ts'
import { resultCode } from '../result-code.ts'

/** Marks and blanks in front of the word: `  * WARNING:`, `>>##  RESUMED  ##`, `  # WARNING:`. */
const MOST_MARKS = 12

const STAR = 42
const FAILED = '*FAILED* ['

/** By the message in bytes[at, end). */
export function levelOfMessage(bytes: Uint8Array, at: number, end: number): LevelValue {
  const last = Math.min(end, at + MOST_MARKS)
  let to = at
  while (to < last && !isLetter(bytes[to] as number)) to++
  switch (bytes[to]) {
    case 70:
      if (startsWith(bytes, to, end, 'FATAL:')) return Level.Error
      return bytes[to - 1] === STAR && startsWith(bytes, to, end, 'FAILED*')
        ? Level.Warning
        : Level.Info
    case 87:
      return startsWith(bytes, to, end, 'WARNING:') ? Level.Warning : Level.Info
    default:
      return Level.Info
  }
}

/** The code of a line of warning or error: that in the brackets of `*FAILED* [8024000C]`, else as in other logs. */
export function codeOfMessage(bytes: Uint8Array, at: number, end: number): Code {
  if (!startsWith(bytes, at, end, FAILED)) return resultCode(bytes, at, end)
  const from = at + FAILED.length
  const to = from + 8
  if (to >= end || bytes[to] !== 93) return 0
  for (let i = from; i < to; i++) if (hexDigit(bytes[i] as number) < 0) return 0
  return hexOf(bytes, from, to)
}
