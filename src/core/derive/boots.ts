/** Starts of the machine: named by logs, computed from a dump's uptime, or shown by a log that goes on after a crash. */
import type { Boot, Crash } from '../model/story.ts'
import { utcMs } from '../model/units.ts'
import { originals, signalsOf, timeOfRow, timeOfWall, type Materials } from './materials.ts'

/** Logs name one start with different rounding. */
const SAME_BOOT_MS = 5_000

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
  const returns = crashes.flatMap((crash) => {
    if (Number.isNaN(crash.at) || crash.dumpKind === 'none') return []
    const next = firstLineAfter(materials, crash)
    if (!next) return []
    const known = boots.some((boot) => boot.at > crash.at && boot.at <= next.at + SAME_BOOT_MS)
    return known ? [] : [next]
  })
  return once([...boots, ...returns])
}

function once(boots: readonly Boot[]): readonly Boot[] {
  const kept: Boot[] = []
  for (const boot of [...boots].sort((a, b) => a.at - b.at || a.errorSeconds - b.errorSeconds)) {
    if (Number.isNaN(boot.at)) continue
    const before = kept.at(-1)
    if (before && boot.at - before.at <= SAME_BOOT_MS) continue
    kept.push(boot)
  }
  return kept
}

/** The first line that any log wrote after the crash, in a log that also has lines before it: the machine was up again by then. */
function firstLineAfter(materials: Materials, crash: Crash): Boot | null {
  let best: Boot | null = null
  for (const file of originals(materials)) {
    const table = materials.files[file]?.table
    if (!table) continue
    let sawBefore = false
    for (let row = 0; row < table.length; row++) {
      const at = timeOfRow(materials, file, row)
      if (Number.isNaN(at)) continue
      if (at <= crash.at) sawBefore = true
      else if (sawBefore && at > crash.at + AFTER_CRASH_MS) {
        if (at - crash.at < RETURN_WITHIN_MS && (!best || at < best.at))
          best = {
            at,
            source: 'setup-log',
            errorSeconds: Math.ceil((at - crash.at) / 1000),
            place: { file, line: table.line[row] ?? 1 },
          }
        break
      }
    }
  }
  return best
}
