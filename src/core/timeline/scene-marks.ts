/** Marks of a lane: instants with a sign. Those that fall together become one with a count. */
import { chainMoments } from './chain-lane.ts'
import type { MarkShape, TimelineMark } from './lanes.ts'
import { spreadCentres } from './spread-centres.ts'
import type { PlacedLane, SceneDraft, Tone } from './scene.ts'
import { ROW_HEIGHT } from './scene.ts'
import { fitText } from './text-width.ts'
import { xOf } from './viewport.ts'

/** Signs nearer than this fall together. */
const CLUSTER_PX = 10
/** Dots and ticks are small, and how thick they lie is what they tell. */
const SMALL_CLUSTER_PX = 3
const LABEL_OFFSET = 8
const LEAST_LABEL_PX = 26
/** Diameter of a chain badge with its gap. */
export const BADGE_PITCH = 20

/** Greater is worse. */
const BADNESS: Readonly<Record<MarkShape, number>> = {
  crash: 6,
  failed: 5,
  'rolled-back': 4,
  error: 3,
  boot: 2,
  staged: 1,
  note: 0,
}

export const MARK_TONES: Readonly<Record<MarkShape, Tone>> = {
  crash: 'fail',
  failed: 'fail',
  'rolled-back': 'warn',
  error: 'fail',
  boot: 'text',
  staged: 'dim',
  note: 'dim',
}

interface Cluster {
  readonly marks: TimelineMark[]
  worst: TimelineMark
  readonly x0: number
  x1: number
}

export function drawMarks(draft: SceneDraft, { lane, y }: PlacedLane, withLabels: boolean): void {
  const small = lane.marks.filter((mark) => isSmall(mark.shape))
  const large = lane.marks.filter((mark) => !isSmall(mark.shape))
  const dots = clusters(draft, small, SMALL_CLUSTER_PX)
  const signs = clusters(draft, large, CLUSTER_PX)
  for (const cluster of dots) drawSign(draft, cluster, y)
  signs.forEach((cluster, index) => {
    drawSign(draft, cluster, y)
    const next = Math.min(signs[index + 1]?.x0 ?? draft.width, draft.width) - 8
    const end = signLabel(draft, cluster, y, next, withLabels)
    hit(draft, lane.id, cluster, y, end)
  })
  for (const cluster of dots) hit(draft, lane.id, cluster, y, cluster.x1)
}

function isSmall(shape: MarkShape): boolean {
  return shape === 'staged' || shape === 'note'
}

function clusters(
  { view, width }: SceneDraft,
  marks: readonly TimelineMark[],
  distance: number,
): readonly Cluster[] {
  const found: Cluster[] = []
  for (const mark of marks) {
    if (mark.at < view.from || mark.at > view.to) continue
    const x = xOf(view, width, mark.at)
    const last = found.at(-1)
    if (last === undefined || x - last.x0 > distance) {
      found.push({ marks: [mark], worst: mark, x0: x, x1: x })
      continue
    }
    last.x1 = x
    if (rank(mark) > rank(last.worst)) {
      last.worst = mark
      last.marks.unshift(mark)
    } else {
      last.marks.push(mark)
    }
  }
  return found
}

function rank(mark: TimelineMark): number {
  return BADNESS[mark.shape] * 2 + (mark.chainNumber > 0 ? 1 : 0)
}

function drawSign(draft: SceneDraft, { worst, x0 }: Cluster, y: number): void {
  draft.shapes.push({
    kind: 'glyph',
    x: x0,
    y: y + worst.depth * ROW_HEIGHT + ROW_HEIGHT / 2,
    name: worst.shape,
    tone: MARK_TONES[worst.shape],
  })
}

/** Number, clock sign and label beside a sign; returns the x where they end. */
function signLabel(
  draft: SceneDraft,
  cluster: Cluster,
  y: number,
  next: number,
  withLabels: boolean,
): number {
  const { worst } = cluster
  const middle = y + worst.depth * ROW_HEIGHT + ROW_HEIGHT / 2
  let x = cluster.x0 + LABEL_OFFSET
  if (worst.chainNumber > 0 && x + 12 <= next) {
    draft.shapes.push({
      kind: 'badge',
      x: x + 5,
      y: middle,
      number: worst.chainNumber,
      isChain: false,
    })
    x += 14
  }
  if (worst.assumed && x + 10 <= next) {
    draft.shapes.push({ kind: 'glyph', x: x + 4, y: middle, name: 'assumed', tone: 'dim' })
    x += 12
  }
  if (!withLabels) return x - 4
  const extra = cluster.marks.length > 1 ? ` ×${cluster.marks.length}` : ''
  const room = next - x - draft.measure(extra)
  const fitted = room < LEAST_LABEL_PX ? '' : fitText(worst.label, room, draft.measure)
  if (fitted === '') return x
  draft.shapes.push({ kind: 'text', x, y: middle, text: fitted + extra, tone: 'dim', isBare: true })
  return x + draft.measure(fitted + extra)
}

function hit(draft: SceneDraft, laneId: string, cluster: Cluster, y: number, end: number): void {
  const top = y + cluster.worst.depth * ROW_HEIGHT
  draft.hits.push({
    laneId,
    ids: cluster.marks.map((mark) => mark.id),
    x0: cluster.x0 - 4,
    x1: Math.max(cluster.x1 + 4, end),
    y0: top,
    y1: top + ROW_HEIGHT,
  })
}

/** A number of the verdict's chain where it stands, or at the edge that it lies beyond. */
export interface ChainBadge {
  readonly mark: TimelineMark
  readonly x: number
  /** Where its instant is, within the width or beyond. */
  readonly instantX: number
  readonly side: 'inside' | 'before' | 'after'
}

export function chainBadges(
  marks: readonly TimelineMark[],
  view: SceneDraft['view'],
  width: number,
): readonly ChainBadge[] {
  const half = BADGE_PITCH / 2
  const instants = marks.map((mark) => xOf(view, width, mark.at))
  const wanted = chainMoments(marks).map((at) =>
    Math.max(half, Math.min(width - half, xOf(view, width, at))),
  )
  const centres = spreadCentres(wanted, BADGE_PITCH, { from: half, to: width - half })
  return marks.map((mark, index) => {
    const instantX = instants[index] as number
    let side: ChainBadge['side'] = 'inside'
    if (instantX < 0) side = 'before'
    else if (instantX > width) side = 'after'
    return { mark, x: centres[index] as number, instantX, side }
  })
}

/** Badges in a row, each with a thread down through all lanes at its instant. */
export function drawChain(
  draft: SceneDraft,
  { lane, y, height }: PlacedLane,
  bottom: number,
): void {
  const middle = y + height / 2
  const badges = chainBadges(lane.marks, draft.view, draft.width)
  const byPlace = [...badges].sort((a, b) => a.x - b.x)
  byPlace.forEach((badge, index) => {
    const next = byPlace[index + 1]?.x ?? draft.width + BADGE_PITCH
    if (badge.side === 'inside') {
      const x = Math.round(badge.instantX) + 0.5
      draft.shapes.push({
        kind: 'line',
        x1: badge.x,
        y1: middle + 8,
        x2: x,
        y2: y + height + 2,
        tone: 'accent',
        dashed: false,
      })
      draft.shapes.push({
        kind: 'line',
        x1: x,
        y1: y + height + 2,
        x2: x,
        y2: bottom,
        tone: 'accent',
        dashed: true,
      })
    }
    draft.shapes.push({
      kind: 'badge',
      x: badge.x,
      y: middle,
      number: badge.mark.chainNumber,
      isChain: true,
    })
    const room = next - badge.x - BADGE_PITCH - 6
    const label = room < LEAST_LABEL_PX ? '' : fitText(badge.mark.label, room, draft.measure)
    if (label !== '' && badge.side === 'inside') {
      draft.shapes.push({
        kind: 'text',
        x: badge.x + 12,
        y: middle,
        text: label,
        tone: 'text',
        isBare: true,
      })
    }
    hit(
      draft,
      lane.id,
      { marks: [badge.mark], worst: badge.mark, x0: badge.x, x1: badge.x },
      y,
      badge.x + 9,
    )
  })
}
