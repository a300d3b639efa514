import { describe, expect, it } from 'vitest'
import { axisTicks, clockTime, spanText, viewDates } from '../../../src/core/timeline/axis-ticks.ts'
import { buildTimeline } from '../../../src/core/timeline/build-timeline.ts'
import { estimateWidth } from '../../../src/core/timeline/text-width.ts'
import {
  aroundFailure,
  between,
  boundsOf,
  clampView,
  LEAST_SPAN_MS,
  panBy,
  reveal,
  spanOf,
  zoomAbout,
} from '../../../src/core/timeline/viewport.ts'
import { updateCase } from './case-stories.ts'
import { at } from './story-making.ts'

const bounds = { from: 0, to: 1000_000 }
const view = { from: 400_000, to: 600_000 }

describe('viewport', () => {
  it('zooms about a point that stays where it is', () => {
    const closer = zoomAbout(view, 450_000, 0.5, bounds)
    expect(closer).toEqual({ from: 425_000, to: 525_000 })
  })

  it('comes no closer than there is something to see, and goes no farther than the bounds', () => {
    expect(spanOf(zoomAbout(view, 500_000, 1e-9, bounds))).toBeCloseTo(LEAST_SPAN_MS)
    expect(zoomAbout(view, 500_000, 1e9, bounds)).toEqual(bounds)
  })

  it('pans up to the edge and keeps its length there', () => {
    expect(panBy(view, 10, bounds)).toEqual({ from: 800_000, to: 1000_000 })
    expect(clampView({ from: -5, to: 95 }, bounds)).toEqual({ from: 0, to: 100 })
  })

  it('moves to an instant only when it is not in view', () => {
    expect(reveal(view, 500_000, bounds)).toBe(view)
    expect(reveal(view, 700_000, bounds)).toEqual({ from: 600_000, to: 800_000 })
  })

  it('goes from one view to another through views of even steps in scale', () => {
    const near = { from: 500_000, to: 500_100 }
    const half = between(bounds, near, 0.5)
    expect(spanOf(half)).toBeCloseTo(Math.sqrt(spanOf(bounds) * spanOf(near)))
    expect(between(bounds, near, 1)).toBe(near)
    expect(between(bounds, near, 0)).toEqual(bounds)
  })

  it('shows the chain with what came just before and after', () => {
    const { story, chain } = updateCase()
    const model = buildTimeline(story, chain)
    const failure = aroundFailure(model)
    expect(failure.from).toBe(at('2022-10-10 15:33:21'))
    expect(spanOf(failure)).toBeGreaterThan(60_000)
    expect(aroundFailure(buildTimeline(story, []))).toEqual(boundsOf(model))
  })
})

describe('axis', () => {
  const measure = estimateWidth(11)

  it('has labels in the log’s clock, none over another, at any zoom', () => {
    const middle = at('2022-10-10 15:33:51')
    for (let step = 0; step < 120; step++) {
      const half = 20 * 1.2 ** step
      if (half > 3e11) break
      const ticks = axisTicks({ from: middle - half, to: middle + half }, 720, 480, measure)
      const labels = ticks.filter((tick) => tick.text !== '')
      expect(labels.length).toBeGreaterThan(1)
      let end = Number.NEGATIVE_INFINITY
      for (const { x, text } of labels) {
        const width = measure(text)
        expect(x - width / 2).toBeGreaterThanOrEqual(end)
        end = x + width / 2
      }
    }
  })

  it('begins days at the midnight of the log’s clock', () => {
    const ticks = axisTicks(
      { from: at('2022-10-10 20:00:00'), to: at('2022-10-11 04:00:00') },
      720,
      480,
      measure,
    )
    const midnight = ticks.find((tick) => tick.isDate)
    expect(midnight).toMatchObject({ text: '10-11', at: at('2022-10-11 00:00:00') })
    expect(ticks[1]?.text).toBe('21:00')
  })

  it('writes times and spans as logs do', () => {
    const from = at('2022-10-10 15:21:04')
    const to = at('2022-10-10 15:36:10')
    expect(spanText({ from, to }, 480)).toBe('2022-10-10 15:21 – 15:36')
    expect(spanText({ from, to: to + 86_400_000 }, 480)).toBe('2022-10-10 15:21 – 2022-10-11 15:36')
    expect(clockTime(from, 480)).toBe('15:21:04')
    expect(clockTime(from + 638, 480)).toBe('15:21:04.638')
    expect(viewDates({ from, to: to + 86_400_000 }, 480)).toBe('2022-10-10 – 10-11')
  })
})
