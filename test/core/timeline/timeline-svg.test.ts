import { describe, expect, it } from 'vitest'
import { buildTimeline } from '../../../src/core/timeline/build-timeline.ts'
import { escapeXml, wrapText } from '../../../src/core/report/svg-text.ts'
import { timelineSvg, type TimelinePicture } from '../../../src/core/report/timeline-svg.ts'
import { boundsOf } from '../../../src/core/timeline/viewport.ts'
import { updateCase } from './case-stories.ts'

const HOSTILE = '<script>alert(1)</script> & "quoted" \u0000\ud800 ]]>'

function picture(parts: Partial<TimelinePicture> = {}): TimelinePicture {
  const words = new Proxy({}, { get: (_, key) => String(key) }) as TimelinePicture['legend']
  return {
    lang: 'en',
    title: 'Update KB5015811 rolled back.',
    bundleName: 'PC-0231.zip',
    spanText: '2022-10-10 15:21 – 15:36',
    offsetText: 'UTC+08:00 from CSI stamps',
    view: { from: 0, to: 1 },
    laneName: (lane) => lane.kind,
    legend: words,
    chainTitle: 'What happened, in order',
    chain: [],
    width: 1200,
    ...parts,
  }
}

describe('timelineSvg', () => {
  const { story, chain } = updateCase()
  const model = buildTimeline(story, chain)
  const view = boundsOf(model)

  it('says what it shows, in words', () => {
    const svg = timelineSvg(
      model,
      null,
      picture({
        view,
        chain: [{ number: 1, text: 'The hive refused oposdrv.inf.', detail: 'Cause' }],
      }),
    )
    for (const text of [
      'Update KB5015811',
      'PC-0231.zip',
      '15:21',
      'UTC+08:00',
      'The hive refused',
    ]) {
      expect(svg).toContain(text)
    }
    expect(svg).toMatch(/^<svg [^>]*width="1200"/)
    expect(svg).not.toMatch(/NaN|undefined|Infinity/)
  })

  it('lets no text of a log out of its text', () => {
    const hostile = {
      ...model,
      lanes: model.lanes.map((lane) => ({
        ...lane,
        spans: lane.spans.map((span) => ({ ...span, label: HOSTILE })),
        marks: lane.marks.map((mark) => ({ ...mark, label: HOSTILE })),
      })),
    }
    const chained = [{ number: 1, text: HOSTILE, detail: HOSTILE }]
    const svg = timelineSvg(
      hostile,
      null,
      picture({
        view,
        title: HOSTILE,
        bundleName: HOSTILE,
        lang: '"><script>',
        laneName: () => HOSTILE,
        chain: chained,
      }),
    )
    expect(svg).not.toContain('<script')
    expect(svg).not.toContain('\u0000')
    expect(svg).not.toMatch(/[\ud800-\udbff](?![\udc00-\udfff])/)
    expect(svg.match(/</g)?.length).toBe(svg.match(/>/g)?.length)
  })
})

describe('text of an SVG', () => {
  it('escapes, and replaces what XML forbids', () => {
    expect(escapeXml('a<b>&"\'\u0001')).toBe('a&lt;b&gt;&amp;&quot;&#39;\ufffd')
    expect(escapeXml('驱动😀')).toBe('驱动😀')
  })

  it('breaks lines at spaces, path separators and Chinese characters, and cuts what is longer', () => {
    const measure = (text: string) => text.length
    expect(wrapText('one two three', 8, measure)).toEqual(['one two', 'three'])
    expect(wrapText('C:\\DRIVERS\\STORE1', 12, measure)).toEqual(['C:\\DRIVERS\\', 'STORE1'])
    expect(wrapText('驱动程序无法暂存，', 8, measure)).toEqual(['驱动程序无法暂存，'])
    expect(wrapText('abcdefghij', 4, measure)).toEqual(['abcd', 'efgh', 'ij'])
    expect(wrapText('', 4, measure)).toEqual([])
  })
})
