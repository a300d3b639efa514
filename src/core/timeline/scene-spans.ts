/** Bars of a lane: labels inside where they fit, beside where there is room; what is too small falls together. */
import type { Outcome } from '../model/story.ts'
import type { TimelineSpan } from './lanes.ts'
import { glyphOfOutcome } from './glyphs.ts'
import type { PlacedLane, SceneDraft, Tone } from './scene.ts'
import { BAR_HEIGHT, ROW_HEIGHT } from './scene.ts'
import { fitText } from './text-width.ts'
import { xOf } from './viewport.ts'

/** A narrower bar is drawn this wide, and joins its neighbours where they would touch. */
const LEAST_BAR_PX = 3
const PADDING = 4
const LABEL_GAP = 14
const GLYPH_WIDTH = 13
/** A bar that has this left between its paddings can still hold a sign in its middle. */
const LEAST_GLYPH_ROOM = 2
/** A shorter label says nothing. */
const LEAST_LABEL_PX = 26

interface Bar {
  readonly spans: readonly TimelineSpan[]
  readonly worst: TimelineSpan
  readonly x0: number
  readonly x1: number
}

interface BarStyle {
  readonly fill: Tone | null
  readonly stroke: Tone
  readonly dashed: boolean
}

const STYLES: Readonly<Record<Outcome, BarStyle>> = {
  failed: { fill: 'fail-soft', stroke: 'fail', dashed: false },
  'rolled-back': { fill: 'warn-soft', stroke: 'warn', dashed: false },
  cancelled: { fill: 'bar-faint', stroke: 'bar-edge', dashed: true },
  unfinished: { fill: 'bar-faint', stroke: 'bar-edge', dashed: true },
  skipped: { fill: null, stroke: 'bar-edge', dashed: true },
  'never-reached': { fill: null, stroke: 'bar-edge', dashed: true },
  unknown: { fill: 'bar-faint', stroke: 'bar-edge', dashed: false },
  succeeded: { fill: 'bar', stroke: 'bar-edge', dashed: false },
}

/** Greater is worse: which of several joined bars gives them its look. */
const BADNESS: Readonly<Record<Outcome, number>> = {
  failed: 7,
  'rolled-back': 6,
  cancelled: 5,
  unfinished: 4,
  unknown: 3,
  succeeded: 2,
  skipped: 1,
  'never-reached': 0,
}

export function drawSpans(draft: SceneDraft, { lane, y }: PlacedLane): void {
  for (let depth = 0; depth < lane.depths; depth++) {
    const row = lane.spans.filter((span) => span.depth === depth)
    const bars = joinBars(draft, row)
    const top = y + depth * ROW_HEIGHT + (ROW_HEIGHT - BAR_HEIGHT) / 2
    /** Where the row is taken up to, labels included. */
    let taken = 0
    bars.forEach((bar, index) => {
      drawBar(draft, bar, top)
      const label = drawLabel(draft, bar, top, taken, bars[index + 1]?.x0 ?? draft.width)
      taken = Math.max(bar.x1, label.to)
      draft.hits.push({
        laneId: lane.id,
        ids: bar.spans.map((span) => span.id),
        x0: Math.min(bar.x0, label.from),
        x1: taken,
        y0: top - 2,
        y1: top + BAR_HEIGHT + 2,
      })
    })
  }
}

function joinBars({ view, width }: SceneDraft, row: readonly TimelineSpan[]): readonly Bar[] {
  const bars: Bar[] = []
  for (const span of row) {
    if (span.to < view.from || span.from > view.to) continue
    const x0 = Math.max(-PADDING, xOf(view, width, span.from))
    const right = Math.min(width + PADDING, xOf(view, width, span.to))
    const isSmall = right - x0 < LEAST_BAR_PX
    const x1 = isSmall ? x0 + LEAST_BAR_PX : right
    const last = bars.at(-1)
    const joins = last !== undefined && isSmall && last.x1 - last.x0 < 12 && x0 <= last.x1 + 1
    if (!joins) {
      bars.push({ spans: [span], worst: span, x0, x1 })
      continue
    }
    const isWorse = rank(span) > rank(last.worst)
    bars[bars.length - 1] = {
      spans: isWorse ? [span, ...last.spans] : [...last.spans, span],
      worst: isWorse ? span : last.worst,
      x0: last.x0,
      x1: Math.max(last.x1, x1),
    }
  }
  return bars
}

function rank(span: TimelineSpan): number {
  return BADNESS[span.outcome] * 2 + (span.chainNumber > 0 ? 1 : 0)
}

function drawBar(draft: SceneDraft, bar: Bar, top: number): void {
  const style = STYLES[bar.worst.outcome]
  const width = bar.x1 - bar.x0
  draft.shapes.push({
    kind: 'rect',
    x: bar.x0,
    y: top,
    width,
    height: BAR_HEIGHT,
    fill: width <= LEAST_BAR_PX * 2 ? style.stroke : style.fill,
    stroke: width <= LEAST_BAR_PX * 2 ? null : style.stroke,
    dashed: style.dashed || bar.worst.openEnd,
  })
}

interface Extent {
  readonly from: number
  readonly to: number
}

/** Sign, number and label: inside the bar, else after it, else before it, wherever most of it fits. */
function drawLabel(draft: SceneDraft, bar: Bar, top: number, taken: number, next: number): Extent {
  const { worst } = bar
  const glyph = glyphOfOutcome(worst.outcome)
  const extra = bar.spans.length > 1 ? ` ×${bar.spans.length}` : ''
  const signs = (glyph === null ? 0 : GLYPH_WIDTH) + (worst.chainNumber > 0 ? GLYPH_WIDTH + 2 : 0)
  const wanted = signs + draft.measure(worst.label + extra)
  const least = Math.min(signs + LEAST_LABEL_PX, wanted)

  const left = Math.max(bar.x0, 0)
  const inside = bar.x1 - left - 2 * PADDING
  const after = next - bar.x1 - 2 * PADDING
  // Between two labels of one row, a gap that shows which belongs to which bar.
  const before = bar.x0 - taken - 2 * PADDING - (taken > 0 ? LABEL_GAP : 0)
  let x = left + PADDING
  let room = inside
  const isInside = inside >= least
  if (!isInside && after >= Math.min(wanted, Math.max(least, before))) {
    x = bar.x1 + PADDING
    room = after
  } else if (!isInside && before >= least) {
    room = Math.min(before, wanted)
    x = bar.x0 - PADDING - room
  } else if (!isInside && inside < LEAST_GLYPH_ROOM && after >= GLYPH_WIDTH) {
    // No words fit anywhere, but the sign of a failure does.
    x = bar.x1 + PADDING
    room = after
  }

  const from = x
  const middle = top + BAR_HEIGHT / 2
  if (glyph !== null && room >= LEAST_GLYPH_ROOM) {
    // In a bar with room for nothing else, the sign stands in its middle.
    const centre = room < GLYPH_WIDTH ? left + (bar.x1 - left) / 2 : x + 4
    draft.shapes.push({
      kind: 'glyph',
      x: centre,
      y: middle,
      name: glyph,
      tone: toneOf(worst.outcome),
    })
    if (room >= GLYPH_WIDTH) x += GLYPH_WIDTH
  }
  if (worst.chainNumber > 0 && room >= signs) {
    draft.shapes.push({
      kind: 'badge',
      x: x + 5,
      y: middle,
      number: worst.chainNumber,
      isChain: false,
    })
    x += GLYPH_WIDTH + 2
  }
  const rest = room - (x - from)
  const text = rest < Math.min(LEAST_LABEL_PX, wanted - signs) ? '' : fitLabel(rest)
  if (text === '') return { from, to: x }
  draft.shapes.push({
    kind: 'text',
    x,
    y: middle,
    text,
    tone: isInside ? 'text' : 'dim',
    isBare: !isInside,
  })
  return { from, to: x + draft.measure(text) }

  function fitLabel(width: number): string {
    const fitted = fitText(worst.label, width - draft.measure(extra), draft.measure)
    return fitted === '' ? '' : fitted + extra
  }
}

function toneOf(outcome: Outcome): Tone {
  if (outcome === 'failed') return 'fail'
  return outcome === 'rolled-back' ? 'warn' : 'dim'
}
