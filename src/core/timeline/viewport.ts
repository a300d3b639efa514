/** The slice of time on screen, and how it moves. Pure: every function gives a new viewport. */
import type { Lane, TimelineModel } from './lanes.ts'

/** UTC ms, `from` < `to`. */
export interface Viewport {
  readonly from: number
  readonly to: number
}

/** Logs print milliseconds at best; closer than this there is nothing to see. */
export const LEAST_SPAN_MS = 40

/** Share of the span left free at each side of a fit, so that nothing sits on the edge. */
const FIT_MARGIN = 0.04

/** What the chain is shown with when it all falls into an instant. */
const FAILURE_CONTEXT_MS = 30_000

export function spanOf(view: Viewport): number {
  return view.to - view.from
}

/** The widest viewport of a model; a minute around now-here where everything has one time. */
export function boundsOf(model: TimelineModel): Viewport {
  if (Number.isNaN(model.from)) return { from: 0, to: 60_000 }
  return withMargin(model, 1000)
}

/** The span with a margin, at least `leastMs` long. */
export function withMargin(span: Viewport, leastMs: number): Viewport {
  const length = Math.max(spanOf(span), leastMs)
  const middle = (span.from + span.to) / 2
  const half = length / 2 + length * FIT_MARGIN
  return { from: middle - half, to: middle + half }
}

/** Keeps a viewport inside its bounds and not closer than LEAST_SPAN_MS, holding its length where it can. */
export function clampView(view: Viewport, bounds: Viewport): Viewport {
  const length = Math.min(Math.max(spanOf(view), LEAST_SPAN_MS), spanOf(bounds))
  const middle = (view.from + view.to) / 2
  const from = spanOf(view) === length ? view.from : middle - length / 2
  const kept = Math.min(Math.max(from, bounds.from), bounds.to - length)
  return { from: kept, to: kept + length }
}

/** `factor` < 1 comes closer; the instant `at` stays where it is on screen. */
export function zoomAbout(view: Viewport, at: number, factor: number, bounds: Viewport): Viewport {
  const length = Math.min(Math.max(spanOf(view) * factor, LEAST_SPAN_MS), spanOf(bounds))
  const share = (at - view.from) / spanOf(view)
  const from = at - share * length
  return clampView({ from, to: from + length }, bounds)
}

/** `share` of the viewport's own length: 0.1 moves a tenth to later times. */
export function panBy(view: Viewport, share: number, bounds: Viewport): Viewport {
  const step = spanOf(view) * share
  return clampView({ from: view.from + step, to: view.to + step }, bounds)
}

/** Brings an instant on screen, in the middle if it was not there already. */
export function reveal(view: Viewport, at: number, bounds: Viewport): Viewport {
  const edge = spanOf(view) * FIT_MARGIN
  if (at >= view.from + edge && at <= view.to - edge) return view
  const half = spanOf(view) / 2
  return clampView({ from: at - half, to: at + half }, bounds)
}

/** The chain from its first to its last step with some context; the bounds where there is no chain. */
export function aroundFailure(model: TimelineModel): Viewport {
  const bounds = boundsOf(model)
  const times = laneMarks(model, 'chain').map((mark) => mark.at as number)
  if (times.length === 0) return bounds
  const span = { from: Math.min(...times), to: Math.max(...times) }
  const context = Math.max(FAILURE_CONTEXT_MS, spanOf(span) * 0.25)
  return clampView({ from: span.from - context, to: span.to + context }, bounds)
}

export function hasFailure(model: TimelineModel): boolean {
  return laneMarks(model, 'chain').length > 0
}

function laneMarks(model: TimelineModel, kind: Lane['kind']): Lane['marks'] {
  return model.lanes.find((lane) => lane.kind === kind)?.marks ?? []
}

/**
 * Part of the way (0..1) from one viewport to another. Lengths change by ratio, not by difference, so
 * that a zoom over five orders of magnitude looks as even as one over two.
 */
export function between(start: Viewport, end: Viewport, part: number): Viewport {
  if (part >= 1) return end
  const first = spanOf(start)
  const last = spanOf(end)
  const length = first * (last / first) ** part
  // The middle travels with the length, or a zoom out would first swing past its target.
  const progress = first === last ? part : (length - first) / (last - first)
  const middle = mix((start.from + start.to) / 2, (end.from + end.to) / 2, progress)
  return { from: middle - length / 2, to: middle + length / 2 }
}

function mix(a: number, b: number, part: number): number {
  return a + (b - a) * part
}

export function xOf(view: Viewport, width: number, at: number): number {
  return ((at - view.from) / spanOf(view)) * width
}

export function timeAt(view: Viewport, width: number, x: number): number {
  return view.from + (x / width) * spanOf(view)
}
