import { describe, expect, it } from 'vitest'
import { buildTimeline } from '../../../src/core/timeline/build-timeline.ts'
import { bins, densityIndex } from '../../../src/core/timeline/density.ts'
import { itemsOf, itemId, tellingItems } from '../../../src/core/timeline/items.ts'
import { logNames } from '../../../src/core/timeline/log-names.ts'
import { overviewScale } from '../../../src/core/timeline/overview-scale.ts'
import { packRows } from '../../../src/core/timeline/pack-rows.ts'
import { layScene } from '../../../src/core/timeline/lay-scene.ts'
import { hitAt } from '../../../src/core/timeline/scene.ts'
import { chainBadges } from '../../../src/core/timeline/scene-chain.ts'
import { spreadCentres } from '../../../src/core/timeline/spread-centres.ts'
import { estimateWidth, fitText } from '../../../src/core/timeline/text-width.ts'
import { timeOfRow } from '../../../src/core/derive/materials.ts'
import { densityAt } from '../../../src/core/timeline/density-at.ts'
import { preloadCase, updateCase, upgradeCase } from './case-stories.ts'
import { at } from './story-making.ts'

const measure = estimateWidth(11)

describe('scene', () => {
  it.each([updateCase(), upgradeCase(), preloadCase()])(
    'lays no text over another at any zoom: $name',
    ({ story, chain }) => {
      const model = buildTimeline(story, chain)
      const middle = chain[0]?.at ?? 0
      for (let half = 2000; half < 4e10; half *= 1.7) {
        const view = { from: middle - half * 0.8, to: middle + half * 1.2 }
        const scene = layScene({ lanes: model.lanes, view, width: 720, measure, bins: null })
        const rows = new Map<number, { from: number; to: number; text: string }[]>()
        for (const shape of scene.shapes) {
          if (shape.kind !== 'text') continue
          const row = rows.get(shape.y) ?? []
          row.push({ from: shape.x, to: shape.x + measure(shape.text), text: shape.text })
          rows.set(shape.y, row)
        }
        for (const row of rows.values()) {
          row.sort((a, b) => a.from - b.from)
          row.forEach((label, index) => {
            expect(label.to).toBeLessThanOrEqual(row[index + 1]?.from ?? Infinity)
            expect(label.to).toBeLessThanOrEqual(724)
          })
        }
      }
    },
  )

  it('finds what lies under the pointer, the small before the large', () => {
    const { story, chain } = updateCase()
    const model = buildTimeline(story, chain)
    const view = { from: at('2022-10-10 15:20:00'), to: at('2022-10-10 15:37:00') }
    const scene = layScene({ lanes: model.lanes, view, width: 1020, measure, bins: null })
    const servicing = scene.lanes.find(({ lane }) => lane.kind === 'servicing')
    const y = (servicing?.y ?? 0) + 9
    expect(hitAt(scene, 300, y)?.ids).toEqual(['session-0'])
    expect(hitAt(scene, 831, y)?.ids).toEqual(['session-0/failure'])
    expect(hitAt(scene, 20, y)).toBeNull()
  })

  it('finds the line of the errors that a density shows', () => {
    const { story } = updateCase()
    const model = buildTimeline(story, [])
    const view = { from: at('2022-10-10 15:33:41'), to: at('2022-10-10 15:34:01') }
    const [log] = story.files
    if (log === undefined) throw new Error('no log')
    const index = densityIndex(log, 0, (file, row) => timeOfRow(story, file, row))
    const counted = bins(index, view.from, view.to, 100)
    const found = { view, lanes: new Map([[counted.laneId, counted]]) }
    const scene = layScene({ lanes: model.lanes, view, width: 200, measure, bins: found })
    const placed = scene.lanes.find(({ lane }) => lane.path === 'logs/CBS.log')
    const slice = densityAt(scene, found, view, { x: 101, y: (placed?.y ?? 0) + 5 })
    expect(slice).toMatchObject({ path: 'logs/CBS.log', errors: 1, line: 1202 })
  })

  it('keeps the steps of one second in the order of the chain', () => {
    const { story, chain } = updateCase()
    const model = buildTimeline(story, chain)
    const marks = model.lanes.find((lane) => lane.kind === 'chain')?.marks ?? []
    const view = { from: at('2022-10-10 15:33:00'), to: at('2022-10-10 15:35:00') }
    const xs = chainBadges(marks, view, 720).map((badge) => badge.x)
    expect(xs).toEqual([...xs].sort((a, b) => a - b))
    const steps = itemsOf(model.lanes).filter((item) => item.lane === 'chain')
    expect(steps.map(itemId)).toEqual(['chain-1', 'chain-2', 'chain-3'])
  })

  it('tells the chain and the failures first where not all can be told', () => {
    const { story, chain } = updateCase()
    const told = tellingItems(buildTimeline(story, chain), 12).map(itemId)
    expect(told).toEqual(expect.arrayContaining(['chain-1', 'chain-2', 'chain-3']))
    expect(told.some((id) => /^driver-\d+$/.test(id))).toBe(false)
  })
})

describe('rows, badges and names', () => {
  it('packs what overlaps into rows, and what touches into one', () => {
    const spans = [
      { from: 0, to: 10 },
      { from: 10, to: 20 },
      { from: 5, to: 15 },
      { from: 5, to: 5 },
      { from: 5, to: 5 },
    ]
    const { rows, count } = packRows(spans)
    expect(rows).toEqual([0, 0, 1, 2, 2])
    expect(count).toBe(3)
  })

  it('packs no more rows than asked, and hides least by what is too much', () => {
    const spans = [
      { from: 0, to: 100 },
      { from: 10, to: 20 },
      { from: 15, to: 30 },
    ]
    expect(packRows(spans, 2)).toEqual({ rows: [0, 1, 1], count: 2 })
  })

  it('spreads badges as little as can be, inside the room', () => {
    const room = { from: 10, to: 190 }
    expect(spreadCentres([50, 100], 20, room)).toEqual([50, 100])
    expect(spreadCentres([100, 100, 100], 20, room)).toEqual([80, 100, 120])
    expect(spreadCentres([190, 190], 20, room)).toEqual([170, 190])
    expect(spreadCentres([10, 15, 60], 20, room)).toEqual([10, 30, 60])
  })

  it('adds the folder to a name that two logs share', () => {
    const names = logNames(['Panther/setupact.log', 'Panther/UnattendGC/setupact.log', 'x/CBS.log'])
    expect([...names.values()]).toEqual([
      'setupact.log · Panther',
      'setupact.log · UnattendGC',
      'CBS.log',
    ])
  })

  it('cuts a text to its room, never inside a character', () => {
    expect(fitText('auditSystem', 1000, measure)).toBe('auditSystem')
    const cut = fitText('auditSystem 😀😀😀', 60, measure)
    expect(cut).toMatch(/^aud.*…$/)
    expect(measure(cut)).toBeLessThanOrEqual(60)
    expect(fitText('auditSystem', 8, measure)).toBe('')
  })
})

describe('overview', () => {
  const { story, chain } = updateCase()
  const model = buildTimeline(story, chain)

  it('cuts long silences and gives each stretch room', () => {
    const { parts } = overviewScale(model, 800)
    expect(parts).toHaveLength(2)
    for (const { x0, x1 } of parts) expect(x1 - x0).toBeGreaterThan(24)
    expect(parts.at(-1)?.x1).toBeCloseTo(800)
  })

  it('leads from time to pixels and back', () => {
    const scale = overviewScale(model, 800)
    let last = -1
    for (let time = model.from as number; time <= model.to; time += 60_000 * 431) {
      const x = scale.x(time)
      expect(x).toBeGreaterThanOrEqual(last)
      last = x
      expect(Math.abs(scale.timeAt(x) - time)).toBeLessThan(1000)
    }
  })
})
