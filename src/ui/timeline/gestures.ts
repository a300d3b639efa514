/** Pointer gestures of the lanes: wheel and drag by d3-zoom, sideways wheel, and shift-drag to mark a slice. */
import { select } from 'd3-selection'
import { type D3ZoomEvent, zoom, zoomIdentity, type ZoomTransform } from 'd3-zoom'
import { LEAST_SPAN_MS, panBy, spanOf, type Viewport } from '../../core/timeline/viewport.ts'

export interface GestureTarget {
  readonly bounds: Viewport
  readonly current: Viewport
  set(view: Viewport): void
  /** A slice being marked, in px; null = done or given up. */
  mark(slice: { readonly from: number; readonly to: number } | null): void
  /** The marked slice is wanted, in px. */
  take(slice: { readonly from: number; readonly to: number }): void
}

export interface Gestures {
  /** Tells d3-zoom where the view is, when something else has moved it. */
  follow(view: Viewport): void
  resize(width: number): void
  end(): void
}

/** A drag shorter than this is a click with an unsteady hand. */
const CLICK_SLACK_PX = 4

export function attachGestures(element: HTMLElement, target: GestureTarget): Gestures {
  let width = Math.max(1, element.clientWidth)
  let isInGesture = false

  const behaviour = zoom<HTMLElement, unknown>()
    .clickDistance(CLICK_SLACK_PX)
    .filter((event: MouseEvent | WheelEvent) => {
      if (event.target instanceof Element && event.target.closest('button') !== null) return false
      if (event instanceof WheelEvent) return !isSideways(event)
      return !event.shiftKey && event.button === 0
    })
    .on('start', () => {
      isInGesture = true
    })
    .on('zoom', (event: D3ZoomEvent<HTMLElement, unknown>) => {
      if (event.sourceEvent !== null) target.set(viewOf(event.transform))
    })
    .on('end', () => {
      isInGesture = false
      follow(target.current)
    })

  const selection = select(element).call(behaviour).on('dblclick.zoom', null)

  function viewOf({ x, k }: ZoomTransform): Viewport {
    const { bounds } = target
    const length = spanOf(bounds) / k
    const from = bounds.from - (x / k / width) * spanOf(bounds)
    return { from, to: from + length }
  }

  function follow(view: Viewport): void {
    if (isInGesture) return
    const { bounds } = target
    const k = spanOf(bounds) / spanOf(view)
    const x = ((bounds.from - view.from) / spanOf(bounds)) * width * k
    // d3-zoom keeps its state in this property of the element; setting it moves no one.
    selection.property('__zoom', zoomIdentity.translate(x, 0).scale(k))
  }

  function resize(now: number): void {
    width = Math.max(1, now)
    behaviour
      .extent([
        [0, 0],
        [width, 1],
      ])
      .translateExtent([
        [0, Number.NEGATIVE_INFINITY],
        [width, Number.POSITIVE_INFINITY],
      ])
      .scaleExtent([1, Math.max(1, spanOf(target.bounds) / LEAST_SPAN_MS)])
    follow(target.current)
  }

  const onWheel = (event: WheelEvent) => {
    if (!isSideways(event)) return
    event.preventDefault()
    const pixels = event.deltaX !== 0 ? event.deltaX : event.deltaY
    target.set(panBy(target.current, pixels / width, target.bounds))
  }
  element.addEventListener('wheel', onWheel, { passive: false })
  const stopMarking = attachMarking(element, target)

  resize(width)
  return {
    follow,
    resize,
    end: () => {
      selection.on('.zoom', null)
      element.removeEventListener('wheel', onWheel)
      stopMarking()
    },
  }
}

/** A trackpad's sideways swipe, or shift with a wheel. */
function isSideways(event: WheelEvent): boolean {
  return event.shiftKey || Math.abs(event.deltaX) > Math.abs(event.deltaY)
}

function attachMarking(element: HTMLElement, target: GestureTarget): () => void {
  let begin: number | null = null
  const xOf = (event: PointerEvent) => {
    const box = element.getBoundingClientRect()
    return Math.max(0, Math.min(box.width, event.clientX - box.left))
  }
  const slice = (event: PointerEvent, from: number) => {
    const x = xOf(event)
    return { from: Math.min(from, x), to: Math.max(from, x) }
  }
  const giveUp = () => {
    begin = null
    target.mark(null)
  }
  const onDown = (event: PointerEvent) => {
    if (!event.shiftKey || event.button !== 0) return
    begin = xOf(event)
    element.setPointerCapture(event.pointerId)
    event.preventDefault()
  }
  const onMove = (event: PointerEvent) => {
    if (begin !== null) target.mark(slice(event, begin))
  }
  const onUp = (event: PointerEvent) => {
    if (begin === null) return
    const taken = slice(event, begin)
    giveUp()
    if (taken.to - taken.from <= CLICK_SLACK_PX) return
    // The release is followed by a click, which nobody meant.
    element.addEventListener('click', (click) => click.stopImmediatePropagation(), {
      capture: true,
      once: true,
    })
    target.take(taken)
  }
  const onKey = (event: KeyboardEvent) => {
    if (event.key === 'Escape' && begin !== null) giveUp()
  }
  element.addEventListener('pointerdown', onDown)
  element.addEventListener('pointermove', onMove)
  element.addEventListener('pointerup', onUp)
  element.addEventListener('pointercancel', giveUp)
  addEventListener('keydown', onKey)
  return () => {
    element.removeEventListener('pointerdown', onDown)
    element.removeEventListener('pointermove', onMove)
    element.removeEventListener('pointerup', onUp)
    element.removeEventListener('pointercancel', giveUp)
    removeEventListener('keydown', onKey)
  }
}
