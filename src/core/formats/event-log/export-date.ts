/**
 * Dates and times as exports print them: in the locale of whoever exported, or in ISO 8601.
 *
 *     5/22/2024 8:30:12 AM   22.05.2024 08:30:12   2024/5/22 上午 8:30:12   2024-05-22T00:30:12.1230000Z
 */
import { utcMs, wallMs, type UtcMs, type WallMs } from '../../model/units.ts'
import { wallFromParts } from '../../text/wall-time.ts'
import type { LocalDates } from '../day-order.ts'
import { utcOf } from './record.ts'

export interface ExportTime {
  /** NaN where the text tells local time. */
  readonly utc: UtcMs
  /** NaN where the text tells UTC, or no time at all. */
  readonly wall: WallMs
}

const NO_TIME: ExportTime = { utc: utcMs(NaN), wall: wallMs(NaN) }

const LONGEST = 60
const NUMBERS = /^(\d{1,4})([./-]) ?(\d{1,2})\2 ?(\d{1,4})\.?,?[ T]+(.+)$/
const WITH_MONTH = /^(\d{1,2})[ .-]+([A-Za-z]{3})[a-z]{0,6}\.?[ ,-]+(\d{2,4}),? +(.+)$/
const CLOCK = /(\d{1,2})[:.](\d{2})(?:[:.](\d{2})(?:[.,](\d{1,9}))?)?/
const AFTER_NOON = /\bp\.? ?m\b|下午|晚上|午後|오후|μμ|\bCH$/i
const BEFORE_NOON = /\ba\.? ?m\b|上午|凌晨|早上|午前|오전|πμ|\bSA$/i
const MONTHS = 'jan feb mar apr may jun jul aug sep oct nov dec'.split(' ')
/** Years of the Buddhist calendar, which Thailand's locale prints, run this far ahead. */
const BUDDHIST = 543

/** `dates`: of one file, which learns from every date what its order is. */
export function readExportTime(printed: string, dates: LocalDates): ExportTime {
  if (printed.length > LONGEST) return NO_TIME
  // Marks of direction and narrow spaces stand between the parts of dates.
  const text = printed
    .replaceAll(/[\u200e\u200f]/g, '')
    .replaceAll(/[\u00a0\u202f]/g, ' ')
    .trim()
  const utc = utcOf(text)
  if (!Number.isNaN(utc)) return { utc, wall: wallMs(NaN) }
  const numbers = NUMBERS.exec(text)
  if (numbers !== null) {
    const [, first = '', mark = '', second = '', third = '', rest = ''] = numbers
    const clock = clockIn(rest)
    if (Number.isNaN(clock)) return NO_TIME
    return { utc: utcMs(NaN), wall: dateOf(first, mark, second, third, clock, dates) }
  }
  const [, day = '', month = '', year = '', rest = ''] = WITH_MONTH.exec(text) ?? []
  const at = MONTHS.indexOf(month.toLowerCase()) + 1
  if (at === 0) return NO_TIME
  const midnight = wallFromParts(fullYear(year), at, Number(day), 0, 0, 0)
  return { utc: utcMs(NaN), wall: wallMs(midnight + clockIn(rest)) }
}

function dateOf(
  first: string,
  mark: string,
  second: string,
  third: string,
  clock: number,
  dates: LocalDates,
): WallMs {
  const a = Number(first)
  const b = Number(second)
  if (first.length === 4) {
    return wallMs(wallFromParts(gregorian(a), b, Number(third), 0, 0, 0) + clock)
  }
  const year = fullYear(third)
  // Locales that write dates with points or dashes put the day first.
  if (mark !== '/' && b <= 12) return dates.readDayFirst(a, b, year, clock)
  return dates.read(a, b, year, clock)
}

/** Milliseconds since midnight; NaN = no time. */
function clockIn(text: string): number {
  const parts = CLOCK.exec(text)
  if (parts === null) return NaN
  const [, hours = '', minutes = '', seconds = '0', fraction = '0'] = parts
  let hour = Number(hours)
  if (AFTER_NOON.test(text)) hour = hour === 12 ? 12 : hour + 12
  else if (hour === 12 && BEFORE_NOON.test(text)) hour = 0
  if (hour > 23 || Number(minutes) > 59 || Number(seconds) > 59) return NaN
  const ms = Math.floor(Number(`0.${fraction}`) * 1000)
  return ((hour * 60 + Number(minutes)) * 60 + Number(seconds)) * 1000 + ms
}

function fullYear(text: string): number {
  const year = Number(text)
  return gregorian(text.length === 2 ? 2000 + year : year)
}

function gregorian(year: number): number {
  return year > 2400 && year < 2700 ? year - BUDDHIST : year
}
