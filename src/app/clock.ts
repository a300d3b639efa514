/** Which clock a line is shown on: the offset that the analysis found for its file and its place in it. */
import type { Analysis, AnalysisEntry, AnalysisFinding } from '../core/model/analysis.ts'
import type { ClockSource } from '../core/model/story.ts'

export interface ShownClock {
  /** Wall time = UTC + offset. */
  readonly offsetMinutes: number
  readonly source: ClockSource
}

const NO_CLOCK: ShownClock = { offsetMinutes: 0, source: 'assumed' }

/** The clock in force at a line: segments stand in file order. */
export function clockAt(entry: AnalysisEntry | undefined, line: number): ShownClock | null {
  let found = entry?.clock[0] ?? null
  for (const segment of entry?.clock ?? []) {
    if (segment.fromLine > line) break
    found = segment
  }
  return found
}

export function entryAt(analysis: Analysis, path: string): AnalysisEntry | undefined {
  return analysis.entries.find((entry) => entry.path === path)
}

/** The clock of the log that shows a finding; null where it has no line, or its log no times. */
export function clockOf(analysis: Analysis, finding: AnalysisFinding): ShownClock | null {
  const first = finding.evidence[0]
  return first === undefined ? null : clockAt(entryAt(analysis, first.path), first.line)
}

/** The clock that the page speaks in where no one log is meant: that of the chain's first line, else of the richest log. */
export function mainClock(analysis: Analysis): ShownClock {
  for (const id of analysis.verdict.chain) {
    const first = analysis.findings.find((finding) => finding.id === id)?.evidence[0]
    const own = first && clockAt(entryAt(analysis, first.path), first.line)
    if (own) return own
  }
  const stamped = analysis.entries.filter((entry) => entry.clock.length > 0)
  const richest = stamped.reduce<AnalysisEntry | undefined>(
    (best, entry) => (best === undefined || entry.events > best.events ? entry : best),
    undefined,
  )
  return richest?.clock[0] ?? NO_CLOCK
}
