/** Offsets by starts of the machine: two logs that name the same start, one of them perhaps in UTC, or a log and a dump that counts from it. */
import type { Signal } from '../model/event-kinds.ts'
import type { ClockSegment } from '../model/story.ts'
import type { LogFile } from '../model/log-file.ts'
import { isUtc, offsetOfStep, type Beacon } from './clock-offsets.ts'

/** Two logs write the same start of the machine from the same clock; they differ by rounding only. */
const SAME_BOOT_MS = 3_000

/** A dump's start is computed from its uptime. Wider than this, and a start of another day fits some zone by chance. */
const DUMP_BOOT_MS = 10_000

interface KnownBoot {
  readonly at: number
  readonly offsetMinutes: number
  readonly errorSeconds: number
}

/** For each file without own segments, its starts of the machine that something else puts in a zone. In file order. */
export function bootBeacons(
  files: readonly LogFile[],
  own: readonly (readonly ClockSegment[])[],
): readonly (readonly Beacon[])[] {
  const named = knownBoots(files, own)
  const dumpBoots = dumpTimes(files).flatMap(({ at, uptimeMs }) =>
    Number.isNaN(uptimeMs) ? [] : [at - uptimeMs],
  )
  const utcBoots = bootsOfUtcLogs(files, own)
  if (named.length === 0 && dumpBoots.length === 0 && utcBoots.length === 0)
    return files.map(() => [])
  return files.map((file, index) => {
    if ((own[index]?.length ?? 0) > 0) return []
    const boots = file.signals.filter((signal) => signal.kind === 'sys.boot')
    const beacons = boots.flatMap((signal): readonly Beacon[] => {
      const same = named.find((other) => Math.abs(other.at - signal.at) <= SAME_BOOT_MS)
      const { row, line } = signal
      return same ? [{ ...same, row, line, source: 'boot-time' }] : []
    })
    if (beacons.length > 0) return beacons
    const byEventLog = beaconsByUtc(boots, utcBoots)
    if (byEventLog.length > 0) return byEventLog
    // A dump is of one start: the one that fits it best, for the whole file.
    return boots
      .flatMap(({ at, row, line }) => {
        const fit = offsetOfDumpBoot(at, dumpBoots)
        return fit ? [{ ...fit, row, line, source: 'boot-time' as const }] : []
      })
      .sort((a, b) => a.errorSeconds - b.errorSeconds)
      .slice(0, 1)
  })
}

/** Starts in UTC, as event logs tell them. */
function bootsOfUtcLogs(
  files: readonly LogFile[],
  own: readonly (readonly ClockSegment[])[],
): readonly number[] {
  return files.flatMap((file, index) =>
    isUtc(own[index])
      ? file.signals.flatMap((signal) => (signal.kind === 'sys.boot' ? [signal.at] : []))
      : [],
  )
}

/**
 * Starts in local time against the same starts in UTC. An event log may tell hundreds, and some fit in a wrong zone by chance:
 * an offset counts if two starts agree on it, or if no other is in question.
 */
function beaconsByUtc(
  boots: readonly Signal<'sys.boot'>[],
  utcBoots: readonly number[],
): readonly Beacon[] {
  const fits = boots.flatMap(({ at, row, line }) =>
    utcBoots.flatMap((utc) => {
      const read = offsetOfStep(at - utc)
      return read && read.restMs <= SAME_BOOT_MS
        ? [{ row, line, offsetMinutes: read.offsetMinutes, restMs: read.restMs }]
        : []
    }),
  )
  const rows = new Map<number, Set<number>>()
  for (const { offsetMinutes, row } of fits) {
    const known = rows.get(offsetMinutes) ?? new Set<number>()
    rows.set(offsetMinutes, known.add(row))
  }
  const votes = (offset: number): number => rows.get(offset)?.size ?? 0
  const best = new Map<number, (typeof fits)[number]>()
  for (const fit of fits) {
    if (votes(fit.offsetMinutes) < 2 && rows.size > 1) continue
    const other = best.get(fit.row)
    if (!other || votes(fit.offsetMinutes) > votes(other.offsetMinutes)) best.set(fit.row, fit)
  }
  return [...best.values()].map(({ row, line, offsetMinutes, restMs }) => ({
    row,
    line,
    offsetMinutes,
    source: 'boot-time',
    errorSeconds: Math.max(Math.ceil(restMs / 1000), SAME_BOOT_MS / 1000),
  }))
}

/** Starts named by files that know their zone. */
function knownBoots(
  files: readonly LogFile[],
  own: readonly (readonly ClockSegment[])[],
): readonly KnownBoot[] {
  return files.flatMap((file, index) => {
    const segments = own[index] ?? []
    if (segments.length === 0 || isUtc(segments)) return []
    return file.signals.flatMap((signal): readonly KnownBoot[] => {
      if (signal.kind !== 'sys.boot') return []
      const segment = segments.findLast(({ fromRow }) => fromRow <= signal.row) ?? segments[0]
      if (!segment) return []
      const { offsetMinutes, errorSeconds } = segment
      return [
        {
          at: signal.at,
          offsetMinutes,
          errorSeconds: Math.max(errorSeconds ?? 0, SAME_BOOT_MS / 1000),
        },
      ]
    })
  })
}

function offsetOfDumpBoot(
  at: number,
  dumpBoots: readonly number[],
): { readonly offsetMinutes: number; readonly errorSeconds: number } | null {
  for (const bootUtc of dumpBoots) {
    const read = offsetOfStep(at - bootUtc)
    if (read && read.restMs <= DUMP_BOOT_MS)
      return { offsetMinutes: read.offsetMinutes, errorSeconds: Math.ceil(read.restMs / 1000) }
  }
  return null
}

/** When the machine crashed, in UTC, and how long it had been up. */
export function dumpTimes(
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
