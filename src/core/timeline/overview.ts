/** The strip over the lanes: where in the whole span things happened, and where they failed. */
import type { Outcome } from '../model/story.ts'
import type { DensityBins, TimelineModel, TimelineSpan } from './lanes.ts'
import type { OverviewPart, OverviewScale } from './overview-scale.ts'
import { CUT_PX } from './overview-scale.ts'
import type { Shape, Tone } from './scene.ts'
import { MARK_TONES } from './scene-marks.ts'

export const OVERVIEW_HEIGHT = 34
/** Rows from the top: signs, spans, and below them the records of all logs. */
const SIGNS_Y = 6
const SPANS_Y = 12
const SPAN_HEIGHT = 4
const BASE_Y = OVERVIEW_HEIGHT - 1

const TONES: Partial<Record<Outcome, Tone>> = { failed: 'fail', 'rolled-back': 'warn' }

const SPAN_LANES = ['phases', 'passes', 'servicing', 'rollback']
/** In the order of painting: what explains a failure lies on top. */
const SIGN_LANES = ['boots', 'chain', 'crashes'] as const

/** Counts for one part of the scale, summed over all logs. */
export interface OverviewCounts {
  readonly total: Float32Array
  readonly errors: Float32Array
}

export function sumCounts(lanes: readonly DensityBins[], count: number): OverviewCounts {
  const total = new Float32Array(count)
  const errors = new Float32Array(count)
  for (const lane of lanes) {
    for (let bin = 0; bin < count; bin++) {
      total[bin] = (total[bin] as number) + (lane.total[bin] ?? 0)
      errors[bin] = (errors[bin] as number) + (lane.errors[bin] ?? 0)
    }
  }
  return { total, errors }
}

export function layOverview(
  model: TimelineModel,
  scale: OverviewScale,
  counts: readonly (OverviewCounts | undefined)[],
): readonly Shape[] {
  const shapes: Shape[] = []
  scale.parts.forEach((part, index) => {
    drawCounts(shapes, part, counts[index])
    if (index > 0) drawCut(shapes, part.x0 - CUT_PX / 2)
  })
  for (const lane of model.lanes) {
    if (SPAN_LANES.includes(lane.kind)) {
      for (const span of lane.spans) if (span.depth === 0) drawSpan(shapes, scale, span)
    }
  }
  for (const kind of SIGN_LANES) {
    for (const mark of model.lanes.find((lane) => lane.kind === kind)?.marks ?? []) {
      shapes.push({
        kind: 'glyph',
        x: scale.x(mark.at),
        y: SIGNS_Y,
        name: mark.shape,
        tone: mark.shape === 'boot' ? 'dim' : MARK_TONES[mark.shape],
      })
    }
  }
  return shapes
}

function drawCounts(shapes: Shape[], part: OverviewPart, counts: OverviewCounts | undefined): void {
  if (counts === undefined) return
  const step = (part.x1 - part.x0) / counts.total.length
  const room = BASE_Y - SPANS_Y - SPAN_HEIGHT - 2
  shapes.push({
    kind: 'bars',
    x: part.x0,
    step,
    y: BASE_Y,
    heights: heights(counts.total, room),
    tone: 'density',
  })
  shapes.push({
    kind: 'bars',
    x: part.x0,
    step,
    y: BASE_Y,
    heights: heights(counts.errors, room / 2),
    tone: 'fail',
  })
}

function heights(counts: Float32Array, room: number): Float32Array {
  const most = counts.reduce((a, b) => Math.max(a, b), 0)
  return counts.map((count) =>
    count === 0 ? 0 : 1 + (Math.log1p(count) / Math.log1p(most)) * (room - 1),
  )
}

function drawCut(shapes: Shape[], x: number): void {
  for (const shift of [-2, 2]) {
    shapes.push({
      kind: 'line',
      x1: x + shift - 2,
      y1: BASE_Y - 2,
      x2: x + shift + 2,
      y2: SPANS_Y,
      tone: 'bar-edge',
      dashed: false,
    })
  }
}

function drawSpan(shapes: Shape[], scale: OverviewScale, span: TimelineSpan): void {
  const x = scale.x(span.from)
  shapes.push({
    kind: 'rect',
    x,
    y: SPANS_Y,
    width: Math.max(1.5, scale.x(span.to) - x - 0.5),
    height: SPAN_HEIGHT,
    fill: TONES[span.outcome] ?? 'bar-edge',
    stroke: null,
    dashed: false,
  })
}
