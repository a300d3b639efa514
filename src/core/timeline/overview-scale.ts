/**
 * Time -> pixels of the overview. A bundle may hold an hour of work and, a year before it, the day on
 * which Windows was installed; drawn to scale, both would be one pixel. So long silences are drawn as
 * short gaps, and the stretches between them share the width.
 */
import type { TimelineModel } from './lanes.ts'
import type { Viewport } from './viewport.ts'
import { boundsOf } from './viewport.ts'

/** A stretch of time that is drawn to scale. */
export interface OverviewPart extends Viewport {
  /** Pixels. */
  readonly x0: number
  readonly x1: number
}

export interface OverviewScale {
  /** At least one, in order; between two of them lies a silence cut short. */
  readonly parts: readonly OverviewPart[]
  x(time: number): number
  timeAt(x: number): number
}

/** A silence is cut where it is longer than this share of the whole, and than LEAST_SILENCE_MS. */
const SILENCE_SHARE = 0.01
const LEAST_SILENCE_MS = 30 * 60_000
/** More cuts than this would make a comb of the strip. */
const MOST_PARTS = 8
export const CUT_PX = 12
/** Wide enough to be seen and brushed. */
const LEAST_PART_PX = 24

export function overviewScale(model: TimelineModel, width: number): OverviewScale {
  const stretches = busyStretches(model)
  const room = Math.max(1, width - CUT_PX * (stretches.length - 1))
  const least = Math.min(LEAST_PART_PX, room / stretches.length)
  // By the root of its length: the longest stretch must not press the others to nothing.
  const weights = stretches.map((part) => Math.sqrt(part.to - part.from))
  const sum = weights.reduce((total, weight) => total + weight, 0)
  const free = room - least * stretches.length
  let x = 0
  const parts = stretches.map((stretch, index): OverviewPart => {
    const x0 = x
    const x1 = x0 + least + (free * (weights[index] ?? 0)) / sum
    x = x1 + CUT_PX
    return { ...stretch, x0, x1 }
  })
  const times = parts.flatMap((part) => [part.from, part.to])
  const pixels = parts.flatMap((part) => [part.x0, part.x1])
  return {
    parts,
    x: (time) => interpolate(times, pixels, time),
    timeAt: (at) => interpolate(pixels, times, at),
  }
}

/** The bounds without the silences in them, in order. */
function busyStretches(model: TimelineModel): readonly Viewport[] {
  const bounds = boundsOf(model)
  const whole = bounds.to - bounds.from
  const silence = Math.max(LEAST_SILENCE_MS, whole * SILENCE_SHARE)
  const known: Viewport[] = [
    { from: model.from, to: model.from },
    { from: model.to, to: model.to },
  ]
  for (const lane of model.lanes) {
    // A span without an end in the log lasts over any silence; only its begin is known.
    for (const { from, to, openEnd } of lane.spans) known.push({ from, to: openEnd ? from : to })
    for (const { at } of lane.marks) known.push({ from: at, to: at })
  }
  known.sort((a, b) => a.from - b.from)
  const stretches: { from: number; to: number }[] = []
  for (const { from, to } of known) {
    const last = stretches.at(-1)
    if (last !== undefined && from - last.to <= silence) last.to = Math.max(last.to, to)
    else stretches.push({ from, to })
  }
  while (stretches.length > MOST_PARTS) joinNearest(stretches)
  const margin = silence / 20
  return stretches.map(({ from, to }) => ({
    from: Math.max(bounds.from, from - margin),
    to: Math.min(bounds.to, to + margin),
  }))
}

function joinNearest(stretches: { from: number; to: number }[]): void {
  let best = 1
  const gapBefore = (index: number) =>
    (stretches[index]?.from ?? Number.POSITIVE_INFINITY) - (stretches[index - 1]?.to ?? 0)
  for (let index = 2; index < stretches.length; index++) {
    if (gapBefore(index) < gapBefore(best)) best = index
  }
  const [gone] = stretches.splice(best, 1)
  const kept = stretches[best - 1]
  if (kept !== undefined && gone !== undefined) kept.to = Math.max(kept.to, gone.to)
}

/** Piecewise linear between ascending knots, flat beyond them. */
function interpolate(from: readonly number[], to: readonly number[], value: number): number {
  let index = 1
  while (index < from.length - 1 && (from[index] as number) < value) index++
  const a = from[index - 1] as number
  const b = from[index] as number
  const share = b === a ? 0 : Math.max(0, Math.min(1, (value - a) / (b - a)))
  return (to[index - 1] as number) + share * ((to[index] as number) - (to[index - 1] as number))
}
