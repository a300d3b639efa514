/**
 * Wall time -> UTC. Every file segment has an offset, a source and an error; nothing is shifted in silence.
 * Beacons in order of trust: a line that carries both clocks (CSI's UTC stamp, a session id made on that line), the same
 * start of the machine seen by two logs, the bundle's other logs, a user's choice above all, and else an assumption.
 * Only this file turns WallMs into UtcMs.
 */
import type { FileClock, ClockSegment, ClockSource } from '../model/story.ts'
import type { LogFile } from '../model/log-file.ts'
import type { Signal } from '../model/event-kinds.ts'
import { utcMs, type UtcMs } from '../model/units.ts'
import { offsetByBoots, offsetByDumps } from './clock-guess.ts'

/** A user's choice: path -> offset in minutes. */
export type ClockChoices = Readonly<Record<string, number>>

/** Zones lie on quarters of an hour (Nepal +5:45); a beacon's remainder is delay, not zone. */
const ZONE_STEP_MINUTES = 15

/** A beacon that lies farther from a whole zone step than this is a stale or broken stamp. */
const BEACON_TOLERANCE_MS = 4 * 60_000

/** No zone is farther from UTC (Line Islands +14:00, Baker Island -12:00). */
const WIDEST_OFFSET_MINUTES = 14 * 60

interface Beacon {
  readonly row: number
  readonly line: number
  readonly offsetMinutes: number
  readonly source: ClockSource
  readonly errorSeconds: number
}

/** Offset in minutes of the segment that holds `row`. */
export function offsetOf(clock: FileClock, row: number): number {
  return segmentOf(clock, row).offsetMinutes
}

/** The segment that holds `row`: the last that begins at or before it. */
export function segmentOf(clock: FileClock, row: number): ClockSegment {
  let found = clock.segments[0] as ClockSegment
  for (const segment of clock.segments) {
    if (segment.fromRow > row) break
    found = segment
  }
  return found
}

/** UTC of a wall time printed in `row`; NaN stays NaN. */
export function toUtc(clock: FileClock, row: number, wall: number): UtcMs {
  return utcMs(wall - offsetOf(clock, row) * 60_000)
}

/** One clock per file, same order. Files without times get an assumed segment that nothing reads. */
export function deriveClocks(
  files: readonly LogFile[],
  choices: ClockChoices = {},
): readonly FileClock[] {
  const own = files.map((file) => segmentsFromBeacons(file, beaconsOf(file)))
  const byBoots = offsetByBoots(files, own)
  const known = own.map((segments, index) => {
    if (segments.length > 0) return segments
    const offset = byBoots[index]
    return offset === undefined ? [] : [whole(offset, 'boot-time', 60)]
  })
  const fallback = fallbackSegment(files, known)
  return files.map((file, index) => {
    const chosen = choices[file.path]
    if (chosen !== undefined) return { segments: [whole(chosen, 'user', null)] }
    const segments = known[index] ?? []
    return { segments: segments.length > 0 ? segments : [nearest(file, files, known, fallback)] }
  })
}

function whole(
  offsetMinutes: number,
  source: ClockSource,
  errorSeconds: number | null,
): ClockSegment {
  return { fromRow: 0, fromLine: 1, offsetMinutes, source, errorSeconds }
}

/** Reads a beacon's offset, or null where the two stamps do not make a zone. */
function readBeacon(file: LogFile, signal: Signal<'clock.utc'>): Beacon | null {
  const wall = file.table.time[signal.row] ?? Number.NaN
  const minutes = (wall - signal.utc) / 60_000
  const offset = Math.round(minutes / ZONE_STEP_MINUTES) * ZONE_STEP_MINUTES
  if (!Number.isFinite(offset) || Math.abs(offset) > WIDEST_OFFSET_MINUTES) return null
  const restMs = Math.abs(minutes - offset) * 60_000
  if (restMs > BEACON_TOLERANCE_MS) return null
  return {
    row: signal.row,
    line: signal.line,
    offsetMinutes: offset,
    source: signal.source,
    errorSeconds: Math.ceil(Math.max(restMs, signal.errorMs) / 1000),
  }
}

function beaconsOf(file: LogFile): readonly Beacon[] {
  const beacons: Beacon[] = []
  for (const signal of file.signals) {
    if (signal.kind !== 'clock.utc') continue
    const beacon = readBeacon(file, signal)
    if (beacon) beacons.push(beacon)
  }
  // Where both kinds exist, CSI's stamp rules: a session id may be quoted later than it was made.
  return beacons.some((beacon) => beacon.source === 'csi-stamp')
    ? beacons.filter((beacon) => beacon.source === 'csi-stamp')
    : beacons
}

function segmentsFromBeacons(file: LogFile, beacons: readonly Beacon[]): readonly ClockSegment[] {
  const segments: ClockSegment[] = []
  let previous: Beacon | null = null
  for (const beacon of beacons) {
    const last = segments.at(-1)
    if (!last || !previous) {
      segments.push(whole(beacon.offsetMinutes, beacon.source, beacon.errorSeconds))
    } else if (last.offsetMinutes !== beacon.offsetMinutes) {
      const fromRow = changeRow(file, previous, beacon)
      segments.push({
        fromRow,
        fromLine: file.table.line[fromRow] ?? beacon.line,
        offsetMinutes: beacon.offsetMinutes,
        source: beacon.source,
        errorSeconds: beacon.errorSeconds,
      })
    }
    previous = beacon
  }
  return segments
}

/** Between two beacons of different zones: the row at which the printed time steps by about the difference. */
function changeRow(file: LogFile, before: Beacon, after: Beacon): number {
  const stepMs = (after.offsetMinutes - before.offsetMinutes) * 60_000
  const time = file.table.time
  let best = after.row
  let bestRest = Math.abs(stepMs) / 2
  for (let row = before.row + 1; row <= after.row; row++) {
    const step = (time[row] as number) - (time[row - 1] as number)
    const rest = Math.abs(step - stepMs)
    // A pause before the change only adds to the step, so a step that exceeds the zone's is as good as an exact one.
    const fits = stepMs > 0 ? step >= stepMs - 1000 : step < 0
    if (fits && rest < bestRest) {
      best = row
      bestRest = rest
    }
  }
  return best
}

/** The offset for files with nothing of their own: the commonest of the bundle, else by the dumps, else UTC as printed. */
function fallbackSegment(
  files: readonly LogFile[],
  known: readonly (readonly ClockSegment[])[],
): ClockSegment {
  const votes = new Map<number, number>()
  for (const segments of known) {
    for (const { offsetMinutes } of segments)
      votes.set(offsetMinutes, (votes.get(offsetMinutes) ?? 0) + 1)
  }
  const best = [...votes].sort((a, b) => b[1] - a[1])[0]
  if (best) return whole(best[0], 'other-file', null)
  return whole(offsetByDumps(files) ?? 0, 'assumed', null)
}

/**
 * The offset of the file whose known segments lie nearest in wall time. The two clocks may be of different zones
 * (WinPE), so the source says 'other-file' and the error stays open.
 */
function nearest(
  file: LogFile,
  files: readonly LogFile[],
  known: readonly (readonly ClockSegment[])[],
  fallback: ClockSegment,
): ClockSegment {
  if (fallback.source === 'assumed') return fallback
  const start = firstTime(file)
  let best = fallback
  let bestDistance = Number.POSITIVE_INFINITY
  known.forEach((segments, index) => {
    const other = files[index] as LogFile
    for (const segment of segments) {
      const distance = Math.abs((other.table.time[segment.fromRow] ?? Number.NaN) - start)
      if (distance < bestDistance) {
        bestDistance = distance
        best = whole(segment.offsetMinutes, 'other-file', null)
      }
    }
  })
  return best
}

function firstTime(file: LogFile): number {
  for (let row = 0; row < file.table.length; row++) {
    const time = file.table.time[row] as number
    if (!Number.isNaN(time)) return time
  }
  return Number.NaN
}
