/** What an offset is: whole zone steps between a wall clock and UTC, and how one is written down. */
import type { ClockSegment, ClockSource } from '../model/story.ts'

/** Zones lie on quarters of an hour (Nepal +5:45); what remains of a difference is delay, not zone. */
const ZONE_STEP_MINUTES = 15

/** No zone is farther from UTC (Line Islands +14:00, Baker Island -12:00). */
const WIDEST_OFFSET_MINUTES = 14 * 60

/** A row that shows its offset. */
export interface Beacon {
  readonly row: number
  readonly line: number
  readonly offsetMinutes: number
  readonly source: ClockSource
  readonly errorSeconds: number
}

/** The zone that a difference of wall clock and UTC is nearest to, and how far it lies from it; null where none is. */
export function offsetOfStep(
  differenceMs: number,
): { readonly offsetMinutes: number; readonly restMs: number } | null {
  const minutes = differenceMs / 60_000
  const offset = Math.round(minutes / ZONE_STEP_MINUTES) * ZONE_STEP_MINUTES
  if (!Number.isFinite(offset) || Math.abs(offset) > WIDEST_OFFSET_MINUTES) return null
  return {
    // Not -0, which a deep comparison tells from 0.
    offsetMinutes: offset === 0 ? 0 : offset,
    restMs: Math.abs(minutes - offset) * 60_000,
  }
}

/** One segment for the whole file. */
export function whole(
  offsetMinutes: number,
  source: ClockSource,
  errorSeconds: number | null,
): ClockSegment {
  return { fromRow: 0, fromLine: 1, offsetMinutes, source, errorSeconds }
}

/** A log that stamps its lines in UTC: its offset says nothing of the zone of others. */
export function isUtc(segments: readonly ClockSegment[] | undefined): boolean {
  return segments?.[0]?.source === 'utc'
}
