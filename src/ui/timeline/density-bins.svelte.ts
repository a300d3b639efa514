/** Bins from the engine for what is on screen: one question at a time, and the latest wins. */
import type { DensityBins, TimelineModel } from '../../core/timeline/lanes.ts'
import type { CountedBins } from '../../core/timeline/scene.ts'
import type { Viewport } from '../../core/timeline/viewport.ts'
import type { TimelineHost } from './timeline-host.ts'

function byLane(bins: readonly DensityBins[]): ReadonlyMap<string, DensityBins> {
  return new Map(bins.map((one) => [one.laneId, one]))
}

interface Question {
  readonly view: Viewport
  readonly count: number
}

export class DensityBinsOnScreen {
  #current = $state.raw<CountedBins | null>(null)
  #asking = false
  #next: Question | null = null
  /** Counts models: an answer about an earlier one is dropped. */
  #era = 0
  #model: TimelineModel | null = null
  readonly #host: () => TimelineHost

  constructor(host: () => TimelineHost) {
    this.#host = host
  }

  /** The last answer; drawn at its own times, so it stays true while a newer one is on its way. */
  get current(): CountedBins | null {
    return this.#current
  }

  /** Counts of another model's logs are forgotten at once. */
  ask(model: TimelineModel, view: Viewport, count: number): void {
    if (model !== this.#model) {
      this.#model = model
      this.#era++
      this.#current = null
    }
    this.#next = { view, count }
    if (!this.#asking) void this.#answer()
  }

  async #answer(): Promise<void> {
    this.#asking = true
    while (this.#next !== null) {
      const { view, count } = this.#next
      this.#next = null
      const era = this.#era
      try {
        const found = await this.#host().engine.bins(view.from, view.to, count)
        if (era === this.#era) {
          this.#current = { view, lanes: byLane(found) }
        }
      } catch {
        // The engine was ended, or is between two bundles: the next viewport asks again.
      }
    }
    this.#asking = false
  }
}
