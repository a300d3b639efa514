/** Wall time: the digits a log prints, turned into WallMs by arithmetic, and back. */
import { wallMs, type WallMs } from '../model/units.ts'

const NO_TIME = wallMs(NaN)
const DAY_MS = 86_400_000

/** Days in the months of a year that is no leap year. */
const MONTH_DAYS = [31, 28, 31, 30, 31, 30, 31, 31, 30, 31, 30, 31]

/** Days from 1970-01-01 to a date of the Gregorian calendar (month 1..12). */
export function daysFromCivil(year: number, month: number, day: number): number {
  // Years begin in March here, so that the leap day is the last of its year.
  const y = month <= 2 ? year - 1 : year
  const era = Math.floor(y / 400)
  const yearOfEra = y - era * 400
  const dayOfYear = Math.floor((153 * (month > 2 ? month - 3 : month + 9) + 2) / 5) + day - 1
  const dayOfEra =
    yearOfEra * 365 + Math.floor(yearOfEra / 4) - Math.floor(yearOfEra / 100) + dayOfYear
  return era * 146_097 + dayOfEra - 719_468
}

/** A wall time of its parts; NaN where they make no valid date or time (second 60 is not valid). */
export function wallFromParts(
  year: number,
  month: number,
  day: number,
  hour: number,
  minute: number,
  second: number,
  millisecond = 0,
): WallMs {
  if (!isDate(year, month, day)) return NO_TIME
  if (!(hour >= 0 && hour < 24 && minute >= 0 && minute < 60 && second >= 0 && second < 60)) {
    return NO_TIME
  }
  const seconds = (hour * 60 + minute) * 60 + second
  return wallMs(daysFromCivil(year, month, day) * DAY_MS + seconds * 1000 + millisecond)
}

function isDate(year: number, month: number, day: number): boolean {
  if (!(month >= 1 && month <= 12 && day >= 1)) return false
  const leap = year % 4 === 0 && (year % 100 !== 0 || year % 400 === 0)
  return day <= (month === 2 && leap ? 29 : (MONTH_DAYS[month - 1] as number))
}

/** Number of the two digits at `at`, or NaN. */
function twoDigits(bytes: Uint8Array, at: number): number {
  const tens = (bytes[at] as number) - 48
  const ones = (bytes[at + 1] as number) - 48
  return tens >= 0 && tens <= 9 && ones >= 0 && ones <= 9 ? tens * 10 + ones : NaN
}

/**
 * Reads `YYYY-MM-DD HH:MM:SS` (19 bytes) from bytes; any one byte may stand between the parts of the
 * date (`-` and `/` are both seen), `:` or `.` between those of the time, as the writer's locale has it. One reader per file: consecutive records share their date, so the
 * last one is kept and most lines cost eight comparisons and six digits.
 */
export class WallReader {
  /** The date digits as one number, YYYYMMDD. */
  #date = -1
  #midnight = NaN

  /** NaN where no valid time stands at `at`. */
  read(bytes: Uint8Array, at: number): WallMs {
    if (at + 19 > bytes.length) return NO_TIME
    const separator = bytes[at + 13]
    if ((separator !== 58 && separator !== 46) || bytes[at + 16] !== separator) return NO_TIME
    const date =
      (twoDigits(bytes, at) * 100 + twoDigits(bytes, at + 2)) * 10_000 +
      twoDigits(bytes, at + 5) * 100 +
      twoDigits(bytes, at + 8)
    const hour = twoDigits(bytes, at + 11)
    const minute = twoDigits(bytes, at + 14)
    const second = twoDigits(bytes, at + 17)
    if (!(date >= 0 && hour < 24 && minute < 60 && second < 60)) return NO_TIME
    if (date !== this.#date) {
      this.#date = date
      this.#midnight = wallFromParts(
        Math.floor(date / 10_000),
        Math.floor(date / 100) % 100,
        date % 100,
        0,
        0,
        0,
      )
    }
    return wallMs(this.#midnight + ((hour * 60 + minute) * 60 + second) * 1000)
  }
}

/** Milliseconds of `HH:MM:SS` or `HH:MM:SS.mmm` since midnight at `at`; NaN where none stands there. */
export function readClock(bytes: Uint8Array, at: number): number {
  if (bytes[at + 2] !== 58 || bytes[at + 5] !== 58) return NaN
  const hour = twoDigits(bytes, at)
  const minute = twoDigits(bytes, at + 3)
  const second = twoDigits(bytes, at + 6)
  if (!(hour < 24 && minute < 60 && second < 60)) return NaN
  const seconds = (hour * 60 + minute) * 60 + second
  if (bytes[at + 8] !== 46) return seconds * 1000
  const tens = twoDigits(bytes, at + 9)
  const ones = (bytes[at + 11] as number) - 48
  return tens >= 0 && ones >= 0 && ones <= 9 ? seconds * 1000 + tens * 10 + ones : seconds * 1000
}

/** `YYYY-MM-DD HH:MM:SS`, with `.mmm` where there are milliseconds; '' for NaN. */
export function formatWall(time: WallMs): string {
  if (Number.isNaN(time)) return ''
  const text = new Date(time).toISOString().replace('T', ' ')
  return text.slice(0, time % 1000 === 0 ? -5 : -1)
}
