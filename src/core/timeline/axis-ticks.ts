/** Ticks of the time axis in the log's own clock, written as logs write times: no month names, 24 hours. */
import { utcDay, utcHour, utcMinute, utcMonth, utcSecond, utcTicks, utcYear } from 'd3-time'
import { utcFormat } from 'd3-time-format'
import type { Measure } from './text-width.ts'
import type { Viewport } from './viewport.ts'
import { xOf } from './viewport.ts'

export interface AxisTick {
  readonly at: number
  readonly x: number
  /** '' at an edge that would cut it. */
  readonly text: string
  /** Begins a day, month or year: its label is a date. */
  readonly isDate: boolean
}

/** As many ticks as can be labelled: every label between the edges shows, or the spacing grows. */
const LEAST_SPACING_PX = 56
const SPACING_GROWTH = 1.2
const LABEL_GAP_PX = 14

const formatMillisecond = utcFormat('%H:%M:%S.%L')
const formatSecond = utcFormat('%H:%M:%S')
const formatMinute = utcFormat('%H:%M')
const formatDay = utcFormat('%m-%d')
const formatMonth = utcFormat('%Y-%m')
const formatYear = utcFormat('%Y')

export function axisTicks(
  view: Viewport,
  width: number,
  offsetMinutes: number,
  measure: Measure,
): readonly AxisTick[] {
  const offset = offsetMinutes * 60_000
  const start = new Date(view.from + offset)
  const stop = new Date(view.to + offset)
  for (let spacing = LEAST_SPACING_PX; ; spacing *= SPACING_GROWTH) {
    const dates = utcTicks(start, stop, Math.max(1, width / spacing))
    const ticks = dates.map((date): AxisTick => {
      const at = date.getTime() - offset
      return { at, x: xOf(view, width, at), text: tickText(date), isDate: isDayStart(date) }
    })
    const halves = ticks.map((tick) => measure(tick.text) / 2)
    if (spacing < width && overlap(ticks, halves)) continue
    return ticks.map((tick, index) => {
      const half = halves[index] as number
      const isWhole = tick.x - half >= 0 && tick.x + half <= width
      return isWhole ? tick : { ...tick, text: '' }
    })
  }
}

function overlap(ticks: readonly AxisTick[], halves: readonly number[]): boolean {
  return ticks.some((tick, index) => {
    const before = ticks[index - 1]
    if (before === undefined) return false
    const room = tick.x - (halves[index] as number) - before.x - (halves[index - 1] as number)
    return room < LABEL_GAP_PX
  })
}

function isDayStart(date: Date): boolean {
  return utcDay(date) >= date
}

/** The finest unit that is not zero, with all above it that a reader needs to find the time in a log. */
function tickText(date: Date): string {
  if (utcSecond(date) < date) return formatMillisecond(date)
  if (utcMinute(date) < date) return formatSecond(date)
  if (utcHour(date) < date) return formatMinute(date)
  if (utcDay(date) < date) return formatMinute(date)
  if (utcMonth(date) < date) return formatDay(date)
  if (utcYear(date) < date) return formatMonth(date)
  return formatYear(date)
}

const formatDate = utcFormat('%Y-%m-%d')

/** `2022-10-10`, the day that the log's clock shows at a moment. */
export function wallDate(at: number, offsetMinutes: number): string {
  return formatDate(new Date(at + offsetMinutes * 60_000))
}

/** The date, or the two dates, of a viewport: `2022-10-10`, `2022-10-10 – 10-12`, `2021-12-30 – 2022-01-02`. */
export function viewDates(view: Viewport, offsetMinutes: number): string {
  const offset = offsetMinutes * 60_000
  const first = formatDate(new Date(view.from + offset))
  const last = formatDate(new Date(view.to + offset))
  if (first === last) return first
  return first.slice(0, 4) === last.slice(0, 4)
    ? `${first} – ${last.slice(5)}`
    : `${first} – ${last}`
}

/** A moment as the logs print it, with milliseconds only where it has some. */
export function clockTime(at: number, offsetMinutes: number): string {
  const date = new Date(at + offsetMinutes * 60_000)
  return date.getUTCMilliseconds() === 0 ? formatSecond(date) : formatMillisecond(date)
}

/** `2022-10-10 15:21 – 15:36`, the span of a whole model or viewport. */
export function spanText(view: Viewport, offsetMinutes: number): string {
  const offset = offsetMinutes * 60_000
  const from = new Date(view.from + offset)
  const to = new Date(view.to + offset)
  const time = view.to - view.from < 120_000 ? formatSecond : formatMinute
  const isOneDay = formatDate(from) === formatDate(to)
  return isOneDay
    ? `${formatDate(from)} ${time(from)} – ${time(to)}`
    : `${formatDate(from)} ${time(from)} – ${formatDate(to)} ${time(to)}`
}
