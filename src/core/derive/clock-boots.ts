/** Offsets by starts of the machine: two logs that name the same start, or a log and a dump that counts from it. */
import type { ClockSegment } from '../model/story.ts'
import type { LogFile } from '../model/log-file.ts'
import { offsetOfStep, type Beacon } from './clock-offsets.ts'

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
  if (named.length === 0 && dumpBoots.length === 0) return files.map(() => [])
  return files.map((file, index) => {
    if ((own[index]?.length ?? 0) > 0) return []
    const boots = file.signals.filter((signal) => signal.kind === 'sys.boot')
    const beacons = boots.flatMap((signal): readonly Beacon[] => {
      const same = named.find((other) => Math.abs(other.at - signal.at) <= SAME_BOOT_MS)
      const { row, line } = signal
      return same ? [{ ...same, row, line, source: 'boot-time' }] : []
    })
    if (beacons.length > 0) return beacons
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

/** Starts named by files that know their zone. */
function knownBoots(
  files: readonly LogFile[],
  own: readonly (readonly ClockSegment[])[],
): readonly KnownBoot[] {
  return files.flatMap((file, index) => {
    const segments = own[index] ?? []
    if (segments.length === 0) return []
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
