/** One lane per log, for the counts of its errors and warnings over time. */
import { timeOfRow } from '../derive/materials.ts'
import { Level } from '../model/event-table.ts'
import type { Span } from '../model/story.ts'
import { utcMs } from '../model/units.ts'
import type { LaneSources } from './lane-building.ts'
import { isPlausibleTime } from './lane-building.ts'
import type { Lane } from './lanes.ts'
import { densityLaneId } from './lanes.ts'

export interface DensityLanes {
  readonly lanes: readonly Lane[]
  /** First and last time over all logs; NaN where none has a time. */
  readonly from: number
  readonly to: number
}

interface Ranked {
  readonly lane: Lane
  readonly inChain: boolean
  /** Whether it has a record inside the attempt that the chain is about. */
  readonly inAttempt: boolean
}

/**
 * Logs that the chain quotes come first, then those that have something to say of its attempt, then those
 * with most errors. A log that repeats another has no lane.
 */
export function densityLanes(sources: LaneSources): DensityLanes {
  const { story, numbers } = sources
  const attempt = attemptSpan(sources)
  const found: Ranked[] = []
  let from = Number.POSITIVE_INFINITY
  let to = Number.NEGATIVE_INFINITY
  story.files.forEach((file, index) => {
    if (story.twinOf[index] !== -1) return
    let errors = 0
    let warnings = 0
    let timed = 0
    let inAttempt = false
    for (let row = 0; row < file.table.length; row++) {
      const utc = timeOfRow(story, index, row)
      if (!isPlausibleTime(utc)) continue
      timed++
      inAttempt ||= utc >= attempt.from && utc <= attempt.to
      if (utc < from) from = utc
      if (utc > to) to = utc
      const level = file.table.level[row] as number
      if (level >= Level.Error) errors++
      else if (level === Level.Warning) warnings++
    }
    if (timed === 0) return
    const segments = story.clocks[index]?.segments ?? []
    const offsets = new Set(segments.map((segment) => segment.offsetMinutes))
    const only = offsets.size === 1 ? segments[0] : undefined
    const lane: Lane = {
      id: densityLaneId(file.path),
      kind: 'density',
      path: file.path,
      spans: [],
      marks: [],
      depths: 1,
      offsetMinutes: only?.offsetMinutes ?? null,
      clockSource: only?.source ?? null,
      errors,
      warnings,
    }
    found.push({ lane, inChain: numbers.names(index), inAttempt })
  })
  found.sort(
    (a, b) =>
      Number(b.inChain) - Number(a.inChain) ||
      Number(b.inAttempt) - Number(a.inAttempt) ||
      b.lane.errors - a.lane.errors ||
      b.lane.warnings - a.lane.warnings ||
      (a.lane.path < b.lane.path ? -1 : 1),
  )
  return {
    lanes: found.map((one) => one.lane),
    from: from <= to ? from : Number.NaN,
    to: from <= to ? to : Number.NaN,
  }
}

/** The attempt of the chain's cause, else the last one; all of time where there is none. */
function attemptSpan({ story, chain }: LaneSources): Span {
  const id = chain[0]?.attempt ?? ''
  const found = story.attempts.find((attempt) => attempt.id === id) ?? story.attempts.at(-1)
  const from = found?.from ?? Number.NaN
  const to = found?.to ?? Number.NaN
  return {
    from: utcMs(isPlausibleTime(from) ? from : Number.NEGATIVE_INFINITY),
    to: utcMs(isPlausibleTime(to) ? to : Number.POSITIVE_INFINITY),
  }
}
