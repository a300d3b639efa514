/** Offsets that no line states: by the same start of the machine in two logs, or by where a dump must have fallen. */
import type { ClockSegment } from '../model/story.ts'
import type { LogFile } from '../model/log-file.ts'

/** Two logs write the same start of the machine from the same clock; they differ by rounding only. */
const SAME_BOOT_MS = 3_000

/** A dump's start of the machine is computed from its uptime, a log's is read after the clock was set. */
const DUMP_BOOT_MS = 120_000

const STEP_MINUTES = 15

/**
 * For each file without own segments: the offset of a file that names the same start of the machine, or the offset that
 * puts a dump's start on it. Sparse: undefined where nothing fits.
 */
export function offsetByBoots(
  files: readonly LogFile[],
  own: readonly (readonly ClockSegment[])[],
): readonly (number | undefined)[] {
  const named: { readonly at: number; readonly offset: number }[] = []
  files.forEach((file, index) => {
    const segments = own[index] ?? []
    if (segments.length === 0) return
    for (const signal of file.signals) {
      if (signal.kind !== 'sys.boot') continue
      let offset = (segments[0] as ClockSegment).offsetMinutes
      for (const segment of segments)
        if (segment.fromRow <= signal.row) offset = segment.offsetMinutes
      named.push({ at: signal.at, offset })
    }
  })
  const dumpBoots = dumpTimes(files).flatMap(({ at, uptimeMs }) =>
    Number.isNaN(uptimeMs) ? [] : [at - uptimeMs],
  )
  return files.map((file) => {
    for (const signal of file.signals) {
      if (signal.kind !== 'sys.boot') continue
      const same = named.find((other) => Math.abs(other.at - signal.at) <= SAME_BOOT_MS)
      if (same) return same.offset
    }
    for (const signal of file.signals) {
      if (signal.kind !== 'sys.boot') continue
      for (const bootUtc of dumpBoots) {
        const minutes = (signal.at - bootUtc) / 60_000
        const offset = Math.round(minutes / STEP_MINUTES) * STEP_MINUTES
        const rest = Math.abs(minutes - offset) * 60_000
        if (Math.abs(offset) <= 14 * 60 && rest <= DUMP_BOOT_MS) return offset
      }
    }
    return undefined
  })
}

/**
 * The whole-hour offset that puts every dump inside the span of some log, where exactly one does (or the one that puts
 * it nearest to the middle of the activity, where several do). Still an assumption: the caller says so. Null = no dump or no fit.
 */
export function offsetByDumps(files: readonly LogFile[]): number | null {
  const dumps = dumpTimes(files)
  if (dumps.length === 0) return null
  const spans = files.flatMap((file) => {
    let from = Number.POSITIVE_INFINITY
    let to = Number.NEGATIVE_INFINITY
    for (const time of file.table.time) {
      if (time < from) from = time
      if (time > to) to = time
    }
    return from <= to ? [{ from, to }] : []
  })
  let best: number | null = null
  let bestLength = Number.POSITIVE_INFINITY
  for (let hours = -12; hours <= 14; hours++) {
    const shift = hours * 3_600_000
    for (const { from, to } of spans) {
      const inside = dumps.every(({ at }) => at + shift >= from && at + shift <= to)
      // The shortest span that holds the dump says most.
      if (inside && to - from < bestLength) {
        best = hours * 60
        bestLength = to - from
      }
    }
  }
  return best
}

function dumpTimes(
  files: readonly LogFile[],
): readonly { readonly at: number; readonly uptimeMs: number }[] {
  return files.flatMap((file) =>
    file.signals.flatMap((signal) =>
      signal.kind === 'crash.dump' && !Number.isNaN(signal.at)
        ? [{ at: signal.at, uptimeMs: signal.uptimeMs }]
        : [],
    ),
  )
}
