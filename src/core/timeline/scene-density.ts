/**
 * A log's records over time: errors stand on the middle line, warnings and all records hang from it, so
 * that which is which shows without colour. Heights are logarithmic: one error must show beside a thousand.
 */
import type { PlacedLane, SceneDraft, Tone } from './scene.ts'
import { spanOf, xOf } from './viewport.ts'

/** Share of the lane above the middle line. */
const ERROR_SHARE = 0.55
const LEAST_BAR_PX = 3

export function drawDensity(draft: SceneDraft, { lane, y, height }: PlacedLane): void {
  const middle = y + Math.round(height * ERROR_SHARE)
  const { width } = draft
  draft.shapes.push({
    kind: 'line',
    x1: 0,
    y1: middle + 0.5,
    x2: width,
    y2: middle + 0.5,
    tone: 'line',
    dashed: false,
  })
  const counted = draft.bins?.lanes.get(lane.id)
  if (draft.bins === null || counted === undefined) return
  const { view } = draft.bins
  const x = xOf(draft.view, width, view.from)
  const step = ((spanOf(view) / spanOf(draft.view)) * width) / counted.total.length
  const bars = (counts: Uint32Array, most: number, room: number, tone: Tone): void => {
    const heights = barHeights(counts, most, room)
    if (heights !== null) draft.shapes.push({ kind: 'bars', x, step, y: middle, heights, tone })
  }
  const below = height - (middle - y) - 2
  const most = greatest(counted.total)
  bars(counted.total, most, -below, 'density')
  bars(counted.warnings, most, -below, 'warn')
  bars(counted.errors, greatest(counted.errors), middle - y - 2, 'fail')
}

function greatest(counts: Uint32Array): number {
  let most = 0
  for (const count of counts) if (count > most) most = count
  return most
}

function barHeights(counts: Uint32Array, most: number, room: number): Float32Array | null {
  if (most === 0) return null
  const scale = (Math.abs(room) - LEAST_BAR_PX) / Math.log1p(most)
  const sign = Math.sign(room)
  let isEmpty = true
  const heights = new Float32Array(counts.length)
  for (let bin = 0; bin < counts.length; bin++) {
    const count = counts[bin] as number
    if (count === 0) continue
    isEmpty = false
    heights[bin] = sign * (LEAST_BAR_PX + Math.log1p(count) * scale)
  }
  return isEmpty ? null : heights
}
