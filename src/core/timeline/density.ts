/**
 * How many records, warnings and errors a log holds per slice of time, at any zoom.
 * The index is made once per log; a change of the viewport then costs O(bins log n) whatever the log's
 * size, with no loop over events.
 */
import { lowerBound } from '../base/bisect.ts'
import { Level } from '../model/event-table.ts'
import type { LogFile } from '../model/log-file.ts'
import type { DensityBins } from './lanes.ts'
import { densityLaneId } from './lanes.ts'

/** Ascending UTC times (ms) with the 1-based line of each. */
interface TimedLines {
  readonly times: Float64Array
  readonly lines: Uint32Array
}

export interface DensityIndex {
  readonly laneId: string
  readonly path: string
  readonly all: TimedLines
  readonly warnings: TimedLines
  readonly errors: TimedLines
}

/** UTC of a row of a file, both by index; NaN = none. */
export type ToUtc = (file: number, row: number) => number

export function densityIndex(file: LogFile, fileIndex: number, toUtc: ToUtc): DensityIndex {
  const { length, level, line } = file.table
  const times = new Float64Array(length)
  let timed = 0
  let warnings = 0
  let errors = 0
  for (let row = 0; row < length; row++) {
    const utc = toUtc(fileIndex, row)
    times[row] = utc
    if (Number.isNaN(utc)) continue
    timed++
    const severity = level[row] as number
    if (severity >= Level.Error) errors++
    else if (severity === Level.Warning) warnings++
  }
  const chosen = { all: column(timed), warnings: column(warnings), errors: column(errors) }
  let all = 0
  let warning = 0
  let error = 0
  for (let row = 0; row < length; row++) {
    const utc = times[row] as number
    if (Number.isNaN(utc)) continue
    put(chosen.all, all++, utc, line[row] as number)
    const severity = level[row] as number
    if (severity >= Level.Error) put(chosen.errors, error++, utc, line[row] as number)
    else if (severity === Level.Warning) put(chosen.warnings, warning++, utc, line[row] as number)
  }
  return {
    laneId: densityLaneId(file.path),
    path: file.path,
    all: ascending(chosen.all),
    warnings: ascending(chosen.warnings),
    errors: ascending(chosen.errors),
  }
}

/** Counts in `count` equal slices of [from, to); the last slice takes `to` itself. */
export function bins(index: DensityIndex, from: number, to: number, count: number): DensityBins {
  const total = new Uint32Array(count)
  const warnings = new Uint32Array(count)
  const errors = new Uint32Array(count)
  const lines = new Uint32Array(count)
  // Least telling first: the line of a slice is that of its first error where there is one.
  countInto(index.all, from, to, total, lines)
  countInto(index.warnings, from, to, warnings, lines)
  countInto(index.errors, from, to, errors, lines)
  return { laneId: index.laneId, errors, warnings, total, lines }
}

function countInto(
  { times, lines }: TimedLines,
  from: number,
  to: number,
  counts: Uint32Array,
  firstLines: Uint32Array,
): void {
  const slice = (to - from) / counts.length
  let low = lowerBound(times, from)
  for (let bin = 0; bin < counts.length && low < times.length; bin++) {
    const isLast = bin === counts.length - 1
    const high = isLast
      ? upperEdge(times, to, low)
      : lowerBound(times, from + slice * (bin + 1), low)
    if (high > low) {
      counts[bin] = high - low
      firstLines[bin] = lines[low] as number
    }
    low = high
  }
}

function upperEdge(times: Float64Array, to: number, low: number): number {
  let high = lowerBound(times, to, low)
  while (high < times.length && times[high] === to) high++
  return high
}

function column(length: number): TimedLines {
  return { times: new Float64Array(length), lines: new Uint32Array(length) }
}

function put(to: TimedLines, at: number, time: number, line: number): void {
  to.times[at] = time
  to.lines[at] = line
}

/** A log is nearly always in order already, and then this is one pass without a copy. */
function ascending(column: TimedLines): TimedLines {
  const { times, lines } = column
  let sorted = true
  for (let i = 1; i < times.length && sorted; i++) {
    sorted = (times[i - 1] as number) <= (times[i] as number)
  }
  if (sorted) return column
  const order = Uint32Array.from(times, (_, i) => i).sort(
    (a, b) => (times[a] as number) - (times[b] as number) || a - b,
  )
  return {
    times: Float64Array.from(order, (i) => times[i] as number),
    lines: Uint32Array.from(order, (i) => lines[i] as number),
  }
}
