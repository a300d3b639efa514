/** The clock that the timeline's times are shown in, and which places stand on a guess. */
import type { Finding } from '../model/finding.ts'
import type { ClockSegment, ClockSource, FileClock, Place, Story } from '../model/story.ts'

/** Best first. 'utc' is left to the end: a log that prints UTC says nothing of the machine's own clock. */
const TRUST: readonly ClockSource[] = [
  'user',
  'csi-stamp',
  'zone-in-line',
  'session-id',
  'boot-time',
  'same-event',
  'other-file',
  'assumed',
  'utc',
]

export interface ReferenceClock {
  readonly offsetMinutes: number
  readonly source: ClockSource | null
}

/**
 * The clock of the line that the chain begins on, so that the timeline and the verdict speak alike. Else
 * the offset of the most trusted source; where that source gives several, the one of the most rows.
 */
export function referenceClock(story: Story, chain: readonly Finding[]): ReferenceClock {
  const place = chain.find((finding) => finding.evidence.length > 0)?.evidence[0]
  const first = place && segmentOfLine(story.clocks[place.file], place.line)
  if (first && first.source !== 'utc' && first.source !== 'assumed') {
    return { offsetMinutes: first.offsetMinutes, source: first.source }
  }
  const rows = new Map<ClockSource, Map<number, number>>()
  story.clocks.forEach((clock, file) => {
    clock.segments.forEach((segment, index) => {
      const end = clock.segments[index + 1]?.fromRow ?? story.files[file]?.table.length ?? 0
      const byOffset = rows.get(segment.source) ?? new Map<number, number>()
      const { offsetMinutes } = segment
      byOffset.set(offsetMinutes, (byOffset.get(offsetMinutes) ?? 0) + end - segment.fromRow)
      rows.set(segment.source, byOffset)
    })
  })
  for (const source of TRUST) {
    const byOffset = rows.get(source)
    if (byOffset === undefined) continue
    const [best] = [...byOffset].sort((a, b) => b[1] - a[1] || a[0] - b[0])
    if (best !== undefined) return { offsetMinutes: best[0], source }
  }
  return { offsetMinutes: 0, source: null }
}

/** The segment that holds a 1-based line; null for a file without times. */
export function segmentOfLine(clock: FileClock | undefined, line: number): ClockSegment | null {
  let found: ClockSegment | null = null
  for (const segment of clock?.segments ?? []) {
    if (segment.fromLine <= line || found === null) found = segment
  }
  return found
}

export function isAssumedAt(story: Story, place: Place | null): boolean {
  if (place === null) return false
  return segmentOfLine(story.clocks[place.file], place.line)?.source === 'assumed'
}
