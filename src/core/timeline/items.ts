/** Spans and marks as one list in order of time: what the focus walks through and a screen reader reads. */
import { chainMoments } from './chain-lane.ts'
import type { Lane, LaneKind, TimelineMark, TimelineModel, TimelineSpan } from './lanes.ts'

export type TimelineItem =
  | { readonly type: 'span'; readonly lane: LaneKind; readonly span: TimelineSpan }
  | { readonly type: 'mark'; readonly lane: LaneKind; readonly mark: TimelineMark }

export function itemId(item: TimelineItem): string {
  return item.type === 'span' ? item.span.id : item.mark.id
}

export function itemStart(item: TimelineItem): number {
  return item.type === 'span' ? item.span.from : item.mark.at
}

export function itemEnd(item: TimelineItem): number {
  return item.type === 'span' ? item.span.to : item.mark.at
}

export function itemsOf(lanes: readonly Lane[]): readonly TimelineItem[] {
  const items = lanes.flatMap((lane) => [
    ...lane.spans.map((span): TimelineItem => ({ type: 'span', lane: lane.kind, span })),
    ...lane.marks.map((mark): TimelineItem => ({ type: 'mark', lane: lane.kind, mark })),
  ])
  const chain = lanes.find((lane) => lane.kind === 'chain')?.marks ?? []
  const moments = new Map(chainMoments(chain).map((at, index) => [chain[index]?.id, at]))
  const moment = (item: TimelineItem) => moments.get(itemId(item)) ?? itemStart(item)
  // Stable: at one instant, lanes keep their order from top to bottom.
  return items.sort((a, b) => moment(a) - moment(b))
}

/** Greater is told first where not all can be. */
function weight(item: TimelineItem): number {
  if (item.lane === 'chain') return 5
  if (item.type === 'mark') {
    const { shape, chainNumber } = item.mark
    if (chainNumber > 0) return 4
    if (shape === 'crash' || shape === 'failed' || shape === 'rolled-back') return 3
    return shape === 'boot' || shape === 'pin' ? 2 : 0
  }
  if (item.span.chainNumber > 0) return 4
  if (item.span.outcome === 'failed' || item.span.outcome === 'rolled-back') return 3
  return item.lane === 'phases' || item.lane === 'passes' ? 2 : 1
}

/** At most `most` items, what matters first, still in order of time. */
export function tellingItems(model: TimelineModel, most: number): readonly TimelineItem[] {
  const items = itemsOf(model.lanes)
  if (items.length <= most) return items
  const ranked = items.map((item, index) => ({ item, index, weight: weight(item) }))
  ranked.sort((a, b) => b.weight - a.weight || a.index - b.index)
  return ranked
    .slice(0, most)
    .sort((a, b) => a.index - b.index)
    .map((one) => one.item)
}
