/** What the builders of lanes share: the story, the chain's numbers, and how spans become rows. */
import { upperBound } from '../base/bisect.ts'
import type { Finding } from '../model/finding.ts'
import type { Outcome, Place, Story } from '../model/story.ts'
import type { Code, UtcMs } from '../model/units.ts'
import { utcMs } from '../model/units.ts'
import type { ChainNumbers } from './chain-numbers.ts'
import type { Lane, LaneKind, Target, TimelineMark, TimelineSpan } from './lanes.ts'
import { packRows } from './pack-rows.ts'
import { isAssumedAt } from './reference-clock.ts'

export interface LaneSources {
  readonly story: Story
  readonly chain: readonly Finding[]
  readonly numbers: ChainNumbers
  /** Times at which the machine went down or came up, ascending: no program lasts over one. */
  readonly stops: readonly number[]
}

/** A span before its end is settled and its row is known. Either end may be NaN. */
export interface RawSpan {
  readonly id: string
  readonly from: number
  readonly to: number
  readonly label: string
  readonly outcome: Outcome
  readonly code: Code
  readonly place: Place | null
  readonly chainNumber: number
}

/** A span whose ends are numbers. */
export interface SettledSpan extends RawSpan {
  readonly openEnd: boolean
}

/** Times before Windows NT or a lifetime from it are broken stamps, and one would stretch the whole timeline. */
const EARLIEST = Date.UTC(1993, 0, 1)
const LATEST = Date.UTC(2093, 0, 1)

export function isPlausibleTime(utc: number): utc is UtcMs {
  return utc >= EARLIEST && utc <= LATEST
}

export function targetOf(story: Story, place: Place | null): Target | null {
  const file = place === null ? undefined : story.files[place.file]
  return file === undefined || place === null ? null : { path: file.path, line: place.line }
}

/**
 * Gives spans without an end the begin of the next one of the same run, the next stop of the machine, or the
 * end of what contains them (`limit`), whichever comes first; spans without a begin start at their end. What
 * has no time at all cannot be drawn and is left out.
 */
export function settleEnds(
  spans: readonly RawSpan[],
  limit: number,
  stops: readonly number[] = [],
): readonly SettledSpan[] {
  const begins = spans
    .map((span) => span.from)
    .filter(isPlausibleTime)
    .sort((a, b) => a - b)
  const settled: SettledSpan[] = []
  for (const span of spans) {
    const hasFrom = isPlausibleTime(span.from)
    // What is not finished and has no length is known by its begin alone.
    const isBeginOnly = span.outcome === 'unfinished' && span.to <= span.from
    const hasTo = isPlausibleTime(span.to) && !isBeginOnly
    if (!hasFrom && !hasTo) continue
    const from = hasFrom ? span.from : span.to
    const last = isPlausibleTime(limit) ? Math.max(limit, from) : from
    const next = begins[upperBound(begins, from)] ?? last
    const stop = stops[upperBound(stops, from)] ?? last
    const to = hasTo ? span.to : Math.min(next, stop, last)
    settled.push({
      ...span,
      from,
      // A clock that steps back inside a span would give it a negative length.
      to: Math.max(from, to),
      openEnd: !hasTo || span.outcome === 'unfinished',
    })
  }
  return settled
}

/** More rows of one kind would push the lanes below off the pane; what overlaps beyond them is seen closer up. */
const MOST_ROWS = 3

/** Packs each group into rows of its own, one group below the other. */
export function packSpans(
  story: Story,
  groups: readonly (readonly SettledSpan[])[],
): { readonly spans: readonly TimelineSpan[]; readonly depths: number } {
  const spans: TimelineSpan[] = []
  let depths = 0
  for (const group of groups) {
    const packed = packRows(group, MOST_ROWS)
    group.forEach((span, index) => {
      const { place, from, to, ...rest } = span
      spans.push({
        ...rest,
        from: utcMs(from),
        to: utcMs(to),
        depth: depths + (packed.rows[index] ?? 0),
        target: targetOf(story, place),
        assumed: isAssumedAt(story, place),
      })
    })
    depths += packed.count
  }
  return { spans, depths }
}

export function laneOf(
  kind: LaneKind,
  spans: readonly TimelineSpan[],
  marks: readonly TimelineMark[],
  depths: number,
): readonly Lane[] {
  if (spans.length === 0 && marks.length === 0) return []
  return [
    {
      id: kind,
      kind,
      path: '',
      spans: [...spans].sort((a, b) => a.from - b.from || a.depth - b.depth),
      marks: [...marks].sort((a, b) => a.at - b.at),
      depths: Math.max(1, depths),
      offsetMinutes: null,
      clockSource: null,
      errors: 0,
      warnings: 0,
    },
  ]
}
