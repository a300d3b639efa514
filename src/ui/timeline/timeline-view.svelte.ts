/** Where the timeline looks, and how it gets there. The host holds the viewport; this moves it. */
import type { TimelineModel } from '../../core/timeline/lanes.ts'
import type { Viewport } from '../../core/timeline/viewport.ts'
import {
  aroundFailure,
  between,
  boundsOf,
  clampView,
  hasFailure,
  panBy,
  reveal,
  spanOf,
  withMargin,
  zoomAbout,
} from '../../core/timeline/viewport.ts'
import type { TimelineHost } from './timeline-host.ts'

/** Long enough to see what became of what was there, short enough not to wait. */
const MOVE_MS = 150
/** An attempt is shown with at least this much around it. */
const ATTEMPT_LEAST_MS = 10_000

export class TimelineView {
  readonly #host: () => TimelineHost
  #frame = 0

  readonly model: TimelineModel | null = $derived.by(() => this.#host().bundle?.timeline ?? null)
  readonly bounds: Viewport = $derived(
    this.model === null ? { from: 0, to: 60_000 } : boundsOf(this.model),
  )
  /** What is on screen now. */
  readonly current: Viewport = $derived.by(() => {
    const { viewport } = this.#host()
    return viewport === null ? this.bounds : clampView(viewport, this.bounds)
  })
  readonly attempt: Viewport | null = $derived.by(() => this.#attemptSpan())
  /** What a reader wants to see first; null = the whole span. */
  readonly home: Viewport | null = $derived.by(() => {
    if (this.attempt !== null || this.model === null) return this.attempt
    return hasFailure(this.model) ? aroundFailure(this.model) : null
  })
  readonly canShowFailure: boolean = $derived(this.model !== null && hasFailure(this.model))

  constructor(host: () => TimelineHost) {
    this.#host = host
  }

  /** At once: for gestures, which are their own animation. */
  set(view: Viewport): void {
    cancelAnimationFrame(this.#frame)
    this.#host().viewport = clampView(view, this.bounds)
  }

  /** Over 150 ms, or at once where the reader wants no motion. */
  moveTo(target: Viewport): void {
    cancelAnimationFrame(this.#frame)
    const end = clampView(target, this.bounds)
    if (matchMedia('(prefers-reduced-motion: reduce)').matches) {
      this.#host().viewport = end
      return
    }
    const start = this.current
    const begun = performance.now()
    const step = (now: number) => {
      const part = Math.min(1, Math.max(0, (now - begun) / MOVE_MS))
      this.#host().viewport = between(start, end, 1 - (1 - part) ** 3)
      if (part < 1) this.#frame = requestAnimationFrame(step)
    }
    this.#frame = requestAnimationFrame(step)
  }

  stop(): void {
    cancelAnimationFrame(this.#frame)
  }

  fit(): void {
    this.moveTo(this.bounds)
  }

  toAttempt(): void {
    if (this.attempt !== null) this.moveTo(this.attempt)
  }

  toFailure(): void {
    if (this.model !== null) this.moveTo(aroundFailure(this.model))
  }

  zoom(factor: number, at = (this.current.from + this.current.to) / 2): void {
    this.moveTo(zoomAbout(this.current, at, factor, this.bounds))
  }

  pan(share: number): void {
    this.set(panBy(this.current, share, this.bounds))
  }

  reveal(at: number): void {
    const target = reveal(this.current, at, this.bounds)
    if (target !== this.current) this.moveTo(target)
  }

  /** A span with room around it. */
  frame(span: Viewport): void {
    this.moveTo(withMargin({ from: span.from, to: span.to }, Math.max(1000, spanOf(span))))
  }

  /** The attempt that the page is at, with those steps of the chain that lie beyond its ends. */
  #attemptSpan(): Viewport | null {
    const { bundle, attempt } = this.#host()
    const found = bundle?.analysis.attempts.find((one) => one.id === attempt)
    const from = Date.parse(found?.from ?? '')
    const to = Date.parse(found?.to ?? '')
    const known = [from, to].filter((time) => !Number.isNaN(time))
    if (bundle === undefined || bundle === null || known.length === 0) return null
    const isVerdicts = bundle.analysis.verdict.attempt === attempt
    const chain = bundle.timeline.lanes.find((lane) => lane.kind === 'chain')?.marks ?? []
    const steps = isVerdicts ? chain.map((mark) => mark.at as number) : []
    const span = { from: Math.min(...known, ...steps), to: Math.max(...known, ...steps) }
    return clampView(withMargin(span, ATTEMPT_LEAST_MS), boundsOf(bundle.timeline))
  }
}
