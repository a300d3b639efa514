/** The verdict's chain: numbered badges, each with a thread down through all lanes at its instant. */
import { chainMoments } from './chain-lane.ts'
import type { TimelineMark } from './lanes.ts'
import type { PlacedLane, SceneDraft } from './scene.ts'
import { spreadCentres } from './spread-centres.ts'
import { fitText } from './text-width.ts'
import { xOf } from './viewport.ts'

/** Diameter of a chain badge with its gap. */
export const BADGE_PITCH = 20
const BADGE_RADIUS = 9
const LEAST_LABEL_PX = 26

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
  const wanted = chainMoments(marks).map((at) =>
    Math.max(half, Math.min(width - half, xOf(view, width, at))),
  )
  const centres = spreadCentres(wanted, BADGE_PITCH, { from: half, to: width - half })
  return marks.map((mark, index) => {
    const instantX = xOf(view, width, mark.at)
    let side: ChainBadge['side'] = 'inside'
    if (instantX < 0) side = 'before'
    else if (instantX > width) side = 'after'
    return { mark, x: centres[index] as number, instantX, side }
  })
}

/** `bottom`: where the threads end. */
export function drawChain(draft: SceneDraft, placed: PlacedLane, bottom: number): void {
  const { lane, y, height } = placed
  const middle = y + height / 2
  const badges = [...chainBadges(lane.marks, draft.view, draft.width)].sort((a, b) => a.x - b.x)
  badges.forEach((badge, index) => {
    const { mark, x, side } = badge
    if (side === 'inside') drawThread(draft, badge, placed, bottom)
    draft.shapes.push({ kind: 'badge', x, y: middle, number: mark.chainNumber, isChain: true })
    const next = badges[index + 1]?.x ?? draft.width + BADGE_PITCH
    const room = next - x - BADGE_PITCH - 6
    const label = room < LEAST_LABEL_PX ? '' : fitText(mark.label, room, draft.measure)
    if (label !== '' && side === 'inside') {
      draft.shapes.push({
        kind: 'text',
        x: x + BADGE_RADIUS + 3,
        y: middle,
        text: label,
        tone: 'text',
        isBare: true,
      })
    }
    draft.hits.push({
      laneId: lane.id,
      ids: [mark.id],
      x0: x - BADGE_RADIUS,
      x1: x + BADGE_RADIUS,
      y0: y,
      y1: y + height,
    })
  })
}

function drawThread(
  { shapes }: SceneDraft,
  badge: ChainBadge,
  { y, height }: PlacedLane,
  bottom: number,
): void {
  const x = Math.round(badge.instantX) + 0.5
  const knee = y + height + 2
  const thread = { kind: 'line', tone: 'accent' } as const
  const top = y + height / 2 + BADGE_RADIUS - 1
  shapes.push({ ...thread, x1: badge.x, y1: top, x2: x, y2: knee, dashed: false })
  shapes.push({ ...thread, x1: x, y1: knee, x2: x, y2: bottom, dashed: true })
}
