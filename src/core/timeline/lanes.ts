/**
 * The timeline as numbers: lanes of spans and marks made once per story, and bins made per viewport.
 * No element, no colour, no text of the page: ui/timeline draws it, report writes it as SVG.
 */
import type { ClockSource, Outcome } from '../model/story.ts'
import type { Code, UtcMs } from '../model/units.ts'

export type LaneKind =
  | 'chain'
  | 'phases'
  | 'operations'
  | 'passes'
  | 'servicing'
  | 'drivers'
  | 'sections'
  | 'boots'
  | 'crashes'
  | 'rollback'
  | 'pins'
  | 'density'

/** The line that an item leads to. */
export interface Target {
  readonly path: string
  readonly line: number
}

/** A bar. `label` is printed as it stands (names of logs' own things are not translated). */
export interface TimelineSpan {
  readonly id: string
  readonly from: UtcMs
  readonly to: UtcMs
  readonly label: string
  readonly outcome: Outcome
  /** Canonical code it ended with; 0 = none or success. */
  readonly code: Code
  /** Row inside the lane where spans overlap, 0 on top. */
  readonly depth: number
  /** Path and line it leads to; null = none. */
  readonly target: Target | null
  /** 1-based number in the verdict's chain; 0 = not part of it. */
  readonly chainNumber: number
  /** True where the log shows no end: `to` is then the latest time it can have lasted to. */
  readonly openEnd: boolean
  /** True where the times stand on an assumed clock. */
  readonly assumed: boolean
}

export type MarkShape =
  'failed' | 'rolled-back' | 'boot' | 'crash' | 'staged' | 'error' | 'note' | 'pin'

export interface TimelineMark {
  readonly id: string
  readonly at: UtcMs
  /** As printed by the logs; '' = the page names it by its shape. */
  readonly label: string
  readonly shape: MarkShape
  readonly code: Code
  readonly depth: number
  readonly target: Target | null
  readonly chainNumber: number
  /** True where the time stands on an assumed clock. */
  readonly assumed: boolean
}

export interface Lane {
  readonly id: string
  readonly kind: LaneKind
  /** For density lanes: path of the log. '' otherwise: the page names the lane by its kind. */
  readonly path: string
  readonly spans: readonly TimelineSpan[]
  readonly marks: readonly TimelineMark[]
  /** How many rows (`depth`) the lane needs, at least 1. */
  readonly depths: number
  /** Clock of the log(s) in this lane, for density lanes; null = several or UTC. */
  readonly offsetMinutes: number | null
  readonly clockSource: ClockSource | null
  /** Records of each severity in the log of a density lane; 0 in other lanes. */
  readonly errors: number
  readonly warnings: number
}

/** Counts per equal slice of the viewport; arrays of the same length. */
export interface DensityBins {
  readonly laneId: string
  readonly errors: Uint32Array
  readonly warnings: Uint32Array
  readonly total: Uint32Array
  /** 1-based line of the first error of the slice, else of its first warning, else of its first record; 0 = empty. */
  readonly lines: Uint32Array
}

export interface TimelineModel {
  /** First and last time that any lane shows; both NaN where nothing has a time. */
  readonly from: UtcMs
  readonly to: UtcMs
  readonly lanes: readonly Lane[]
  /** The clock that times are shown in: shown time = UTC + offset. */
  readonly offsetMinutes: number
  /** Where that offset comes from; null = no log has a clock, so times are UTC. */
  readonly clockSource: ClockSource | null
}

/** Id of the density lane of a log; DensityBins.laneId is the same. */
export function densityLaneId(path: string): string {
  return `density:${path}`
}
