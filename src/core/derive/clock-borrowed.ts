/** Offsets of files that have no beacon: from the bundle's other logs, or from where its dumps must have fallen. */
import type { ClockSegment } from '../model/story.ts'
import type { LogFile } from '../model/log-file.ts'
import { dumpTimes } from './clock-boots.ts'
import { whole } from './clock-offsets.ts'

/** Earliest and latest wall time of a file; NaN where it has none. */
export interface Bounds {
  readonly from: number
  readonly to: number
}

export function boundsOf(file: LogFile): Bounds {
  return boundsOfRows(file, 0, file.table.length)
}

function boundsOfRows(file: LogFile, first: number, end: number): Bounds {
  const { time } = file.table
  let from = Number.POSITIVE_INFINITY
  let to = Number.NEGATIVE_INFINITY
  for (let row = first; row < end; row++) {
    const at = time[row] as number
    if (at < from) from = at
    if (at > to) to = at
  }
  return from <= to ? { from, to } : { from: Number.NaN, to: Number.NaN }
}

/**
 * The offset for files with nothing of their own: the commonest of the bundle, else by the dumps, else the zone that an event log
 * names (`zone`, in minutes), else UTC as printed.
 */
export function fallbackSegment(
  files: readonly LogFile[],
  known: readonly (readonly ClockSegment[])[],
  zone: number | null = null,
): ClockSegment {
  const votes = new Map<number, number>()
  for (const segments of known) {
    for (const { offsetMinutes } of segments)
      votes.set(offsetMinutes, (votes.get(offsetMinutes) ?? 0) + 1)
  }
  // The order of the files decides nothing: of two as common the one nearer to UTC.
  const best = [...votes].sort(
    (a, b) => b[1] - a[1] || Math.abs(a[0]) - Math.abs(b[0]) || a[0] - b[0],
  )[0]
  if (best) return whole(best[0], 'other-file', null)
  return whole(offsetByDumps(files) ?? zone ?? 0, 'assumed', null)
}

/**
 * The offset of the file whose known segments lie nearest in wall time, of several that overlap the one that overlaps
 * most. The two clocks may be of different zones (WinPE), so the source says 'other-file' and the error stays open.
 */
export function nearest(
  index: number,
  files: readonly LogFile[],
  bounds: readonly Bounds[],
  known: readonly (readonly ClockSegment[])[],
  fallback: ClockSegment,
): ClockSegment {
  if (fallback.source === 'assumed') return fallback
  const own = bounds[index] as Bounds
  let best = fallback
  let bestGap = Number.POSITIVE_INFINITY
  known.forEach((segments, other) => {
    segments.forEach((segment, position) => {
      const span =
        segments.length === 1
          ? (bounds[other] as Bounds)
          : segmentBounds(files[other] as LogFile, segments, position)
      // Negative where the two overlap.
      const gap = Math.max(own.from, span.from) - Math.min(own.to, span.to)
      if (gap < bestGap) {
        bestGap = gap
        best = whole(segment.offsetMinutes, 'other-file', null)
      }
    })
  })
  return best
}

/** A file of several segments is gone through once for all of them. */
const boundsBySegment = new WeakMap<ClockSegment, Bounds>()

function segmentBounds(file: LogFile, segments: readonly ClockSegment[], position: number): Bounds {
  const segment = segments[position] as ClockSegment
  const done = boundsBySegment.get(segment)
  if (done) return done
  const end = segments[position + 1]?.fromRow ?? file.table.length
  const made = boundsOfRows(file, segment.fromRow, end)
  boundsBySegment.set(segment, made)
  return made
}

/** Zones in whole hours first: the quarters are tried only where no whole hour fits. */
const STEPS_MINUTES = [60, 30, 15]

/**
 * The one offset that puts every dump inside the shortest span of a log that can hold them; null = no dump, no fit, or
 * several offsets that fit as well. Still an assumption: the caller says so.
 */
export function offsetByDumps(files: readonly LogFile[]): number | null {
  const dumps = dumpTimes(files)
  if (dumps.length === 0) return null
  const first = Math.min(...dumps.map(({ at }) => at))
  const last = Math.max(...dumps.map(({ at }) => at))
  const spans = files
    .map(boundsOf)
    .filter(({ from, to }) => to - from >= last - first)
    .sort((a, b) => a.to - a.from - (b.to - b.from))
  for (const step of STEPS_MINUTES) {
    for (const { from, to } of spans) {
      const fitting: number[] = []
      for (let minutes = -12 * 60; minutes <= 14 * 60; minutes += step) {
        const shift = minutes * 60_000
        if (first + shift >= from && last + shift <= to) fitting.push(minutes)
      }
      if (fitting.length === 1) return fitting[0] ?? null
      if (fitting.length > 1) return null
    }
  }
  return null
}
