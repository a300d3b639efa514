/** Starts of the machine: named by logs, computed from a dump's uptime, or shown by a log that goes on after a crash. */
import type { Boot, Crash } from '../model/story.ts'
import { utcMs } from '../model/units.ts'
import { firstLinesAfter } from './lines-after.ts'
import { byTime, originals, signalsOf, timeOfWall, type Materials } from './materials.ts'

/** Logs name one start with different rounding. */
const SAME_BOOT_MS = 5_000

/** What a dump counted from its uptime may lie this far from the log's word; no machine starts twice in that time. */
const SAME_BOOT_BY_DUMP_MS = 15_000

/** A line this soon after a crash may have been written by the crash's own shutdown path. */
const AFTER_CRASH_MS = 1_000

/** A log that goes on later than this says nothing about when the machine came back. */
const RETURN_WITHIN_MS = 24 * 3_600_000

/** Starts in order of time, each once. */
export function deriveBoots(materials: Materials, crashes: readonly Crash[]): readonly Boot[] {
  const named: Boot[] = []
  for (const file of originals(materials)) {
    for (const { signal, place } of signalsOf(materials, file)) {
      if (signal.kind !== 'sys.boot') continue
      const at = timeOfWall(materials, file, signal.row, signal.at)
      named.push({ at, source: signal.source, errorSeconds: 1, place })
    }
  }
  for (const crash of crashes) {
    if (!Number.isNaN(crash.uptimeMs))
      named.push({
        at: utcMs(crash.at - crash.uptimeMs),
        source: 'dump-uptime',
        errorSeconds: 1,
        place: crash.place,
      })
  }
  const boots = once(named)
  return once([...boots, ...returnsAfter(materials, crashes, boots)])
}

function once(boots: readonly Boot[]): readonly Boot[] {
  const kept: Boot[] = []
  for (const boot of [...boots].sort((a, b) => byTime(a.at, b.at))) {
    if (Number.isNaN(boot.at)) continue
    const before = kept.at(-1)
    const byDump = before?.source === 'dump-uptime' || boot.source === 'dump-uptime'
    const apart = byDump ? SAME_BOOT_BY_DUMP_MS : SAME_BOOT_MS
    if (!before || boot.at - before.at > apart) kept.push(boot)
    else if (before.source === 'dump-uptime') kept[kept.length - 1] = boot
  }
  return kept
}

/** Where no log names the start after a crash, the first line of a log that has lines on both sides of it. */
function returnsAfter(
  materials: Materials,
  crashes: readonly Crash[],
  boots: readonly Boot[],
): readonly Boot[] {
  const dumped = crashes.filter((crash) => !Number.isNaN(crash.at) && crash.dumpKind !== 'none')
  const lines = firstLinesAfter(
    materials,
    dumped.map((crash) => crash.at),
    AFTER_CRASH_MS,
  )
  return dumped.flatMap((crash, index): readonly Boot[] => {
    const line = lines[index]
    if (!line || line.at - crash.at >= RETURN_WITHIN_MS) return []
    if (boots.some((boot) => boot.at > crash.at && boot.at <= line.at + SAME_BOOT_MS)) return []
    return [
      {
        at: line.at,
        source: 'setup-log',
        errorSeconds: Math.ceil((line.at - crash.at) / 1000),
        place: line.place,
      },
    ]
  })
}
