/** The focused span or mark, and the way from one to the next in time. */
import { itemEnd, itemId, itemStart, type TimelineItem } from '../../core/timeline/items.ts'
import type { TimelineView } from './timeline-view.svelte.ts'

export class FocusWalk {
  readonly #items: () => readonly TimelineItem[]
  readonly #view: TimelineView
  /** Id of the focused item; null = none. */
  id = $state<string | null>(null)

  constructor(items: () => readonly TimelineItem[], view: TimelineView) {
    this.#items = items
    this.#view = view
  }

  get item(): TimelineItem | null {
    return this.#items().find((item) => itemId(item) === this.id) ?? null
  }

  /** The focused item's time where it is on screen. */
  get time(): number | undefined {
    const { item } = this
    const { from, to } = this.#view.current
    if (item === null) return undefined
    const at = itemStart(item)
    return at >= from && at <= to ? at : undefined
  }

  /** To the neighbour in time, or into the view from its edge; null where there is nothing to go to. */
  step(by: 1 | -1): TimelineItem | null {
    const items = this.#items()
    const now = items.findIndex((item) => itemId(item) === this.id)
    const { from, to } = this.#view.current
    const entry = by > 0 ? this.#firstFrom(from) : this.#firstFrom(to) - 1
    const wanted = now < 0 ? entry : now + by
    const item = items[Math.max(0, Math.min(items.length - 1, wanted))] ?? null
    if (item === null) return null
    this.id = itemId(item)
    const isSeen = itemEnd(item) > from && itemStart(item) < to
    if (!isSeen || item.type === 'mark') this.#view.reveal(itemStart(item))
    return item
  }

  #firstFrom(time: number): number {
    const items = this.#items()
    const at = items.findIndex((item) => itemStart(item) >= time)
    return at < 0 ? items.length : at
  }
}
