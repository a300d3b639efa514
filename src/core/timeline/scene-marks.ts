/** Marks of a lane: instants with a sign. Those that fall together become one with a count. */
import type { MarkShape, TimelineMark } from './lanes.ts'
import type { PlacedLane, SceneDraft, Tone } from './scene.ts'
import { ROW_HEIGHT } from './scene.ts'
import { fitText } from './text-width.ts'
import { xOf } from './viewport.ts'

/** Signs nearer than this fall together. */
const CLUSTER_PX = 10
/** Dots and ticks are small, and how thick they lie is what they tell. */
const SMALL_CLUSTER_PX = 3
const LABEL_OFFSET = 8
const BADGE_WIDTH = 14
const CLOCK_WIDTH = 12
const LEAST_LABEL_PX = 26

/** Greater is worse. */
const BADNESS: Readonly<Record<MarkShape, number>> = {
  crash: 6,
  failed: 5,
  'rolled-back': 4,
  error: 3,
  boot: 2,
  pin: 2,
  staged: 1,
  note: 0,
}

export const MARK_TONES: Readonly<Record<MarkShape, Tone>> = {
  crash: 'fail',
  failed: 'fail',
  'rolled-back': 'warn',
  error: 'fail',
  boot: 'text',
  pin: 'accent',
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
  /** Where the row is taken up to, labels included. */
  let taken = 0
  signs.forEach((cluster, index) => {
    drawSign(draft, cluster, y)
    const next = Math.min(signs[index + 1]?.x0 ?? draft.width, draft.width) - 8
    const label = signLabel(draft, cluster, y, taken, next, withLabels)
    taken = Math.max(cluster.x1 + LABEL_OFFSET, label.to)
    hit(draft, lane.id, cluster, y, label)
  })
  for (const cluster of dots) hit(draft, lane.id, cluster, y, { from: cluster.x0, to: cluster.x1 })
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

interface Extent {
  readonly from: number
  readonly to: number
}

/** Number, clock sign and label: after the sign, or before it where only there is room for them. */
function signLabel(
  draft: SceneDraft,
  cluster: Cluster,
  y: number,
  taken: number,
  next: number,
  withLabels: boolean,
): Extent {
  const { worst } = cluster
  const middle = y + worst.depth * ROW_HEIGHT + ROW_HEIGHT / 2
  const extra = cluster.marks.length > 1 ? ` ×${cluster.marks.length}` : ''
  const label = withLabels && worst.label !== '' ? worst.label + extra : ''
  const signs = (worst.chainNumber > 0 ? BADGE_WIDTH : 0) + (worst.assumed ? CLOCK_WIDTH : 0)
  const wanted = signs + draft.measure(label)
  const after = next - cluster.x0 - LABEL_OFFSET
  const before = cluster.x0 - LABEL_OFFSET - taken
  const isBefore = after < wanted && before >= wanted
  const from = isBefore ? cluster.x0 - LABEL_OFFSET - wanted : cluster.x0 + LABEL_OFFSET
  const end = isBefore ? cluster.x0 - LABEL_OFFSET : next
  let x = from
  if (worst.chainNumber > 0 && x + BADGE_WIDTH - 2 <= end) {
    const { chainNumber: number } = worst
    draft.shapes.push({ kind: 'badge', x: x + 5, y: middle, number, isChain: false })
    x += BADGE_WIDTH
  }
  if (worst.assumed && x + CLOCK_WIDTH - 2 <= end) {
    draft.shapes.push({ kind: 'glyph', x: x + 4, y: middle, name: 'assumed', tone: 'dim' })
    x += CLOCK_WIDTH
  }
  const room = end - x - draft.measure(extra)
  // Half a pixel of slack: the room before a sign was made to measure.
  const isWorth = label !== '' && (isBefore || room >= LEAST_LABEL_PX)
  const fitted = isWorth ? fitText(worst.label, room + 0.5, draft.measure) : ''
  if (fitted !== '') {
    const text = fitted + extra
    draft.shapes.push({ kind: 'text', x, y: middle, text, tone: 'dim', isBare: true })
    x += draft.measure(text)
  }
  return { from: Math.min(from, cluster.x0), to: x }
}

function hit(draft: SceneDraft, laneId: string, cluster: Cluster, y: number, label: Extent): void {
  const top = y + cluster.worst.depth * ROW_HEIGHT
  draft.hits.push({
    laneId,
    ids: cluster.marks.map((mark) => mark.id),
    x0: Math.min(cluster.x0 - 4, label.from),
    x1: Math.max(cluster.x1 + 4, label.to),
    y0: top,
    y1: top + ROW_HEIGHT,
  })
}
