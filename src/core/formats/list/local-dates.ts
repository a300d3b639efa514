/**
 * Dates as a console tool prints them for its user: `2025/3/9, 18:28:29`, `5/26/2023, 12:19:30 AM`, `26.05.2023, 08:19:30`.
 * The order of day and month is the user's setting and stands nowhere, so it is only taken where it cannot be another.
 */
import { wallMs, type WallMs } from '../../model/units.ts'

const DATE = /(\d{1,4})([-/.])\s?(\d{1,2})\2\s?(\d{1,4})/
const TIME = /(\d{1,2})[:.](\d{2})(?:[:.](\d{2}))?\s*([AP]M|上午|下午)?/i
const TIME_AFTER_WORD = /(上午|下午)\s*(\d{1,2}):(\d{2})(?::(\d{2}))?/

/** NaN where the text holds no date and time, or the date may be read in two ways. `monthFirst`: the setting is known. */
export function localTime(text: string, monthFirst: boolean | null = null): WallMs {
  const date = DATE.exec(text)
  if (date === null) return wallMs(NaN)
  const day = dayOf(Number(date[1]), date[2] ?? '', Number(date[3]), Number(date[4]), monthFirst)
  return wallMs(day + timeOf(text.slice(date.index + date[0].length)))
}

function dayOf(
  first: number,
  mark: string,
  second: number,
  third: number,
  monthFirst: boolean | null,
): number {
  if (first > 31) return dayMs(first, second, third)
  if (mark === '.' || first > 12) return dayMs(third, second, first)
  if (second > 12 || first === second) return dayMs(third, first, second)
  if (monthFirst === null) return NaN
  return monthFirst ? dayMs(third, first, second) : dayMs(third, second, first)
}

function dayMs(year: number, month: number, day: number): number {
  const isReal = year >= 1990 && year < 2100 && month >= 1 && month <= 12 && day >= 1 && day <= 31
  return isReal ? Date.UTC(year, month - 1, day) : NaN
}

/** Milliseconds of the day; NaN where no time of day is printed. */
function timeOf(text: string): number {
  const before = TIME_AFTER_WORD.exec(text)
  const after = before === null ? TIME.exec(text) : null
  const [hours, minutes, seconds, half] = before
    ? [before[2], before[3], before[4], before[1]]
    : [after?.[1], after?.[2], after?.[3], after?.[4]]
  if (hours === undefined) return NaN
  const isAfternoon = half !== undefined && /PM|下午/i.test(half)
  const isMorning = half !== undefined && !isAfternoon
  const hour =
    (Number(hours) % (half === undefined ? 24 : 12)) + (isAfternoon && !isMorning ? 12 : 0)
  return ((hour * 60 + Number(minutes)) * 60 + Number(seconds ?? 0)) * 1000
}
