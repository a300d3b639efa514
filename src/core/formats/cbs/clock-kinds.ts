/**
 * Lines of servicing logs that show UTC beside the local stamp of their head. They are how one learns the zone of
 * a log that prints none.
 */
import { filetimeToUtc, utcMs } from '../../model/units.ts'
import type { UtcMs, WallMs } from '../../model/units.ts'
import type { KindPattern } from '../line-format.ts'
import { matchedTime } from '../matched-time.ts'

/** The stamp of the head has whole seconds, and the line is written within the second of its own UTC time. */
const CSI_ERROR_MS = 1000
/** A session is given its id before the line is written, within a second on real machines. */
const SESSION_ERROR_MS = 2000
const QUARTER_HOUR_MS = 900_000
/** Zones reach from UTC-12 to UTC+14: what lies further apart is no pair of clocks. */
const LARGEST_OFFSET_MS = 15 * 3600 * 1000

/** With its year: `@20` alone is too short to be found with the rest, and took a tenth of the pass for itself. */
const STAMPS = Array.from({ length: 40 }, (_, years) => `@${2005 + years}/`)

/** `00000001@2024/7/24:18:54:53.289 …`: UTC, month and day without leading zeros. */
export const csiClock: KindPattern<unknown> = {
  kind: 'clock.utc',
  needle: STAMPS,
  pattern: /^[0-9a-f]{8}@(\d{4})\/(\d{1,2})\/(\d{1,2}):(\d{2}):(\d{2}):(\d{2})\.(\d{3})/,
  read: (match, { time }) => {
    const utc = utcMs(matchedTime(match))
    return isPlausible(utc, time) ? { utc, source: 'csi-stamp', errorMs: CSI_ERROR_MS } : null
  },
}

/**
 * `Session: 30754339_543620214 initialized by …`: the id is the FILETIME of the session's creation, high and low
 * half in decimal. Only the line that creates the session is a beacon: others quote ids of days ago. In WinPE
 * the id is made otherwise (`1664_385796`), which the comparison with the stamp sorts out. A session that waits for
 * a restart is initialized again after it, under its old id: then the two clocks differ by no whole quarter of an hour.
 */
export const sessionClock: KindPattern<unknown> = {
  kind: 'clock.utc',
  needle: ' initialized by client ',
  pattern: /^Session: (\d{1,10})_(\d{1,10}) initialized by client /,
  read: ([, high = '', low = ''], { time }) => {
    const utc = filetimeToUtc((BigInt(high) << 32n) | BigInt(low))
    if (!isPlausible(utc, time)) return null
    // The stamp has whole seconds, so it lies up to one behind.
    const offset = Math.round((time - utc) / QUARTER_HOUR_MS) * QUARTER_HOUR_MS
    const late = time - utc - offset
    if (late < -1000 || late > SESSION_ERROR_MS) return null
    return { utc, source: 'session-id', errorMs: SESSION_ERROR_MS }
  },
}

function isPlausible(utc: UtcMs, wall: WallMs): boolean {
  return Math.abs(utc - wall) <= LARGEST_OFFSET_MS
}
