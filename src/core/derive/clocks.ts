/**
 * Wall time -> UTC. Every file segment has an offset, a source and an error; nothing is shifted in silence.
 * Beacons in order of trust: a line that carries both clocks (CSI's UTC stamp, a session id made on that line), the same
 * start of the machine seen by two logs, the bundle's other logs, a user's choice above all, and else an assumption.
 * Only this file turns WallMs into UtcMs.
 */
import { chosenFor, type ClockChoices } from '../model/choices.ts'
import type { FileClock, ClockSegment } from '../model/story.ts'
import type { LogFile } from '../model/log-file.ts'
import type { Signal } from '../model/event-kinds.ts'
import { utcMs, type UtcMs } from '../model/units.ts'
import { boundsOf, fallbackSegment, nearest } from './clock-borrowed.ts'
import { bootBeacons } from './clock-boots.ts'
import { isUtc, offsetOfStep, whole, type Beacon } from './clock-offsets.ts'

/** A beacon that lies farther from a whole zone step than this is a stale or broken stamp. */
const BEACON_TOLERANCE_MS = 4 * 60_000

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
  const byBoots = bootBeacons(files, own)
  const known = own.map((segments, index) =>
    segments.length > 0
      ? segments
      : segmentsFromBeacons(files[index] as LogFile, byBoots[index] ?? []),
  )
  const bounds = files.map(boundsOf)
  // What a log in UTC shows is no zone that another log could have.
  const zoned = known.map((segments) => (isUtc(segments) ? [] : segments))
  const local = files.filter((_, index) => !isUtc(known[index]))
  const fallback = fallbackSegment(local, zoned, zoneFact(files))
  return files.map((file, index) => {
    const chosen = chosenFor(choices, file.path)
    if (chosen !== undefined) return { segments: [whole(chosen, 'user', null)] }
    const segments = known[index] ?? []
    return {
      segments: segments.length > 0 ? segments : [nearest(index, files, bounds, zoned, fallback)],
    }
  })
}

/** The zone that an inventory or an event log names, `(UTC+08:00) …`, in minutes, summer time left out; null = none does. */
function zoneFact(files: readonly LogFile[]): number | null {
  for (const { signals } of files)
    for (const signal of signals) {
      if (signal.kind !== 'machine.fact' || signal.key !== 'time-zone') continue
      const [, sign, hours, minutes] = /^\(UTC([+-])(\d\d):(\d\d)\)/.exec(signal.value) ?? []
      if (sign === undefined) continue
      const offset = Number(hours) * 60 + Number(minutes)
      return offsetOfStep((sign === '-' ? -offset : offset) * 60_000)?.offsetMinutes ?? null
    }
  return null
}

/** Reads a beacon's offset, or null where the two stamps do not make a zone. */
function readBeacon(file: LogFile, signal: Signal<'clock.utc'>): Beacon | null {
  const wall = file.table.time[signal.row] ?? Number.NaN
  const read = offsetOfStep(wall - signal.utc)
  if (!read || read.restMs > BEACON_TOLERANCE_MS) return null
  return {
    row: signal.row,
    line: signal.line,
    offsetMinutes: read.offsetMinutes,
    source: signal.source,
    errorSeconds: Math.ceil(Math.max(read.restMs, signal.errorMs) / 1000),
  }
}

function beaconsOf(file: LogFile): readonly Beacon[] {
  const beacons: Beacon[] = []
  const quoted = new Set<number>()
  for (const signal of file.signals) {
    if (signal.kind !== 'clock.utc') continue
    if (signal.source === 'session-id') {
      // A session that waits for a restart is initialized again after it, under the id of its first day.
      if (quoted.has(signal.utc)) continue
      quoted.add(signal.utc)
    }
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

/**
 * Between two beacons of different zones: the row at which the printed time steps by about the difference. A pause
 * before the change adds to the step, so a longer step forwards fits as well, and a step back may be shorter; of a log that
 * several programs write, lines step back by seconds all the time.
 */
function changeRow(file: LogFile, before: Beacon, after: Beacon): number {
  const stepMs = (after.offsetMinutes - before.offsetMinutes) * 60_000
  const time = file.table.time
  let best = after.row
  let bestRest = Number.POSITIVE_INFINITY
  for (let row = before.row + 1; row <= after.row; row++) {
    const step = (time[row] as number) - (time[row - 1] as number)
    const fits = stepMs > 0 ? step >= stepMs - 1000 : step <= stepMs / 2
    const rest = Math.abs(step - stepMs)
    if (fits && rest < bestRest) {
      best = row
      bestRest = rest
    }
  }
  return best
}
