/** What derive's parts work on: the files that tell something new, and their signals on the reconciled clock. */
import type { EventKind, Signal } from '../model/event-kinds.ts'
import type { LogFile } from '../model/log-file.ts'
import type { FileClock, Place } from '../model/story.ts'
import { utcMs, type UtcMs } from '../model/units.ts'
import { toUtc } from './clocks.ts'

export interface Materials {
  readonly files: readonly LogFile[]
  readonly clocks: readonly FileClock[]
  readonly twinOf: readonly number[]
}

/** A signal with its file and its time in UTC (NaN = the record has no time). */
export interface Timed<K extends EventKind = EventKind> {
  readonly file: number
  readonly at: UtcMs
  readonly signal: Signal<K>
  readonly place: Place
}

/** UTC of a record. */
export function timeOfRow(materials: Materials, file: number, row: number): UtcMs {
  const log = materials.files[file]
  const clock = materials.clocks[file]
  if (!log || !clock || row < 0) return utcMs(Number.NaN)
  return toUtc(clock, row, log.table.time[row] ?? Number.NaN)
}

/** UTC of a wall time that a line prints inside its message. */
export function timeOfWall(materials: Materials, file: number, row: number, wall: number): UtcMs {
  const clock = materials.clocks[file]
  return clock ? toUtc(clock, row, wall) : utcMs(Number.NaN)
}

/** Every part of derive and every rule asks for them; a log holds up to 100,000. One clock is one file's, made once. */
const timedByClock = new WeakMap<FileClock, readonly Timed[]>()

/** All signals of one file, in file order. */
export function signalsOf(materials: Materials, file: number): readonly Timed[] {
  const log = materials.files[file]
  const clock = materials.clocks[file]
  if (!log || !clock) return []
  const known = timedByClock.get(clock)
  if (known) return known
  const made = log.signals.map((signal) => ({
    file,
    at: timeOfRow(materials, file, signal.row),
    signal,
    place: { file, line: signal.line },
  }))
  timedByClock.set(clock, made)
  return made
}

/** Indexes of the files that repeat no other file. */
export function originals(materials: Materials): readonly number[] {
  return materials.files.flatMap((_, index) => (materials.twinOf[index] === -1 ? [index] : []))
}

export function isKind<K extends EventKind>(
  timed: Timed,
  ...kinds: readonly K[]
): timed is Timed<K> {
  return (kinds as readonly EventKind[]).includes(timed.signal.kind)
}

/** UTC of the file's last record that has a time. */
export function lastTimeOf(materials: Materials, file: number): UtcMs {
  const log = materials.files[file]
  if (!log) return utcMs(Number.NaN)
  for (let row = log.table.length - 1; row >= 0; row--) {
    const at = timeOfRow(materials, file, row)
    if (!Number.isNaN(at)) return at
  }
  return utcMs(Number.NaN)
}

/** Win32 successes that keep the error bit once they are wrapped as HRESULT: restart required, restart begun. */
const WRAPPED_SUCCESS = new Set([0x80070bc2, 0x80070bc3, 0x80070669])

/** A failing HRESULT or NTSTATUS has its top bit set; what has not is a success or a restart hint. */
export function isFailure(code: number): boolean {
  return code >= 0x80000000 && !WRAPPED_SUCCESS.has(code)
}

/** Compares times for a sort: what has no time stands last, in the order it came. */
export function byTime(a: number, b: number): number {
  if (Number.isNaN(a) || Number.isNaN(b)) return Number(Number.isNaN(a)) - Number(Number.isNaN(b))
  return a - b
}

/** The least of the times that are known, NaN where none is. */
export function earliest(...times: readonly number[]): UtcMs {
  const known = times.filter((time) => !Number.isNaN(time))
  return utcMs(known.length > 0 ? Math.min(...known) : Number.NaN)
}

/** The greatest of the times that are known, NaN where none is. */
export function latest(...times: readonly number[]): UtcMs {
  const known = times.filter((time) => !Number.isNaN(time))
  return utcMs(known.length > 0 ? Math.max(...known) : Number.NaN)
}
