/**
 * The timeline as numbers: lanes of spans and marks made once per story, and bins made per viewport.
 * No element, no colour, no text of the page: ui/timeline draws it, report writes it as SVG.
 */
import type { Outcome } from '../model/story.ts'
import type { UtcMs } from '../model/units.ts'

export type LaneKind =
  | 'phases'
  | 'operations'
  | 'passes'
  | 'servicing'
  | 'drivers'
  | 'sections'
  | 'boots'
  | 'crashes'
  | 'rollback'
  | 'density'

/** A bar. `label` is printed as it stands (names of logs' own things are not translated). */
export interface TimelineSpan {
  readonly id: string
  readonly from: UtcMs
  readonly to: UtcMs
  readonly label: string
  readonly outcome: Outcome
  /** Row inside the lane where spans overlap, 0 on top. */
  readonly depth: number
  /** Path and line it leads to; null = none. */
  readonly target: { readonly path: string; readonly line: number } | null
  /** 1-based number in the verdict's chain; 0 = not part of it. */
  readonly chainNumber: number
}

export type MarkShape = 'failed' | 'rolled-back' | 'boot' | 'crash' | 'staged' | 'error' | 'note'

export interface TimelineMark {
  readonly id: string
  readonly at: UtcMs
  readonly label: string
  readonly shape: MarkShape
  readonly depth: number
  readonly target: { readonly path: string; readonly line: number } | null
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
  readonly clockSource: string | null
}

/** Counts per equal slice of the viewport; arrays of the same length. */
export interface DensityBins {
  readonly laneId: string
  readonly errors: Uint32Array
  readonly warnings: Uint32Array
  readonly total: Uint32Array
}

export interface TimelineModel {
  readonly from: UtcMs
  readonly to: UtcMs
  readonly lanes: readonly Lane[]
}
