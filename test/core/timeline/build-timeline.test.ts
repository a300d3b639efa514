import { describe, expect, it } from 'vitest'
import { buildTimeline } from '../../../src/core/timeline/build-timeline.ts'
import type { Lane, TimelineModel } from '../../../src/core/timeline/lanes.ts'
import { aroundFailure } from '../../../src/core/timeline/viewport.ts'
import { preloadCase, updateCase, upgradeCase } from './case-stories.ts'
import { drawTimeline } from './draw-timeline.ts'
import {
  at,
  attempt,
  boot,
  driver,
  finding,
  makeStory,
  phase,
  place,
  section,
  session,
  writeLog,
} from './story-making.ts'

const lane = (model: TimelineModel, kind: Lane['kind']) =>
  model.lanes.find((one) => one.kind === kind)

describe('the three cases, drawn', () => {
  it.each([
    ['update', updateCase(), at('2022-10-10 15:20:00'), at('2022-10-10 15:37:00')],
    ['upgrade', upgradeCase(), at('2021-05-18 03:10:00'), at('2021-05-18 04:50:00')],
    ['preload', preloadCase(), at('2023-06-26 08:02:00'), at('2023-06-26 08:09:00')],
  ] as const)('%s', async (name, { story, chain }, from, to) => {
    const drawn = drawTimeline(buildTimeline(story, chain), { from, to })
    await expect(drawn).toMatchFileSnapshot(`./goldens/${name}.txt`)
  })

  it('draws the failure close up', async () => {
    const { story, chain } = updateCase()
    const model = buildTimeline(story, chain)
    const drawn = drawTimeline(model, aroundFailure(model))
    await expect(drawn).toMatchFileSnapshot('./goldens/update-failure.txt')
  })
})

describe('buildTimeline', () => {
  it('makes no lane for what is not there', () => {
    const model = buildTimeline(makeStory([]), [])
    expect(model.lanes).toEqual([])
    expect(model.from).toBeNaN()
    expect(model.clockSource).toBeNull()
  })

  it('shows entries that a person pinned, and stretches to them', () => {
    const log = writeLog('logs/CBS.log', [['2021-05-18 03:00:00', 'I']], 480)
    const picture = writeLog('photos/screen.png', [], 480)
    const pinned = at('2021-05-18 04:30:00')
    const pins = { 'photos/screen.png': pinned, 'gone.png': pinned, 'logs/CBS.log': NaN }
    const model = buildTimeline(makeStory([log, picture]), [], pins)
    expect(lane(model, 'pins')).toMatchObject({
      marks: [{ at: pinned, label: 'screen.png', shape: 'pin', assumed: false }],
      spans: [],
      depths: 1,
    })
    expect(model.to).toBe(pinned)
    expect(lane(buildTimeline(makeStory([log, picture]), []), 'pins')).toBeUndefined()
  })

  it('ends what has no end where the next of its kind begins, else where its attempt ends', () => {
    const log = writeLog('setupact.log', [['2021-05-18 03:00:00', 'I']], 480)
    const story = makeStory([log], {
      attempts: [
        attempt({
          id: 'attempt-1',
          kind: 'upgrade',
          from: at('2021-05-18 03:00:00'),
          to: at('2021-05-18 04:00:00'),
          outcome: 'unfinished',
          phases: [
            phase('one', 'setup', '2021-05-18 03:00:00', '', 'unfinished'),
            phase('two', 'setup', '2021-05-18 03:20:00', '', 'unfinished'),
            phase('never', 'setup', '', '', 'never-reached'),
          ],
        }),
      ],
    })
    const spans = lane(buildTimeline(story, []), 'phases')?.spans ?? []
    expect(spans.map(({ label, to, openEnd }) => [label, to, openEnd])).toEqual([
      ['one', at('2021-05-18 03:20:00'), true],
      ['two', at('2021-05-18 04:00:00'), true],
    ])
  })

  it('lets nothing without an end last over a crash or a boot', () => {
    const passes = lane(buildTimeline(preloadCase().story, []), 'passes')?.spans ?? []
    const open = passes.find((span) => span.openEnd)
    expect(open?.to).toBe(at('2023-06-26 08:07:55.743'))
  })

  it('leaves broken stamps out, so that they do not stretch the axis', () => {
    const log = writeLog(
      'cbs.log',
      [
        ['1601-01-01 00:00:00', 'I'],
        ['2022-10-10 15:00:00', 'I'],
      ],
      0,
    )
    const story = makeStory([log], {
      boots: [
        boot('1601-01-01 00:00:00', place(0, 1)),
        boot('2022-10-10 15:00:00', place(0, 2), 0),
      ],
    })
    const model = buildTimeline(story, [])
    expect(model.from).toBe(at('2022-10-10 15:00:00', 0))
    expect(lane(model, 'boots')?.marks).toHaveLength(1)
  })

  it('tells one failure of a driver once, though two logs print it', () => {
    const marks = lane(buildTimeline(updateCase().story, []), 'drivers')?.marks ?? []
    expect(marks.filter((mark) => mark.shape === 'failed')).toHaveLength(1)
  })

  it('keeps bars for failing and long sections, and ticks for the hundreds beside them', () => {
    const log = writeLog('setupapi.dev.log', [['2022-10-10 15:00:00', 'I']], 480)
    const sections = Array.from({ length: 200 }, (_, index) => {
      const minute = `2022-10-10 15:${String(index % 60).padStart(2, '0')}`
      const isLong = index === 7
      return section(
        'Device Install',
        `${minute}:01`,
        `${minute}:${isLong ? '40' : '03'}`,
        index === 5 ? 'failed' : 'succeeded',
        place(0, index + 1),
      )
    })
    const found = lane(buildTimeline(makeStory([log], { sections }), []), 'sections')
    expect(found?.spans.map((span) => span.id)).toEqual(['section-5', 'section-7'])
    expect(found?.marks).toHaveLength(198)
  })

  it('marks what stands on the lines of the chain with its number', () => {
    const { story, chain } = updateCase()
    const model = buildTimeline(story, chain)
    expect(lane(model, 'chain')?.marks.map((mark) => mark.chainNumber)).toEqual([1, 2, 3])
    expect(lane(model, 'sections')?.spans.map((span) => span.chainNumber)).toEqual([0, 1])
    expect(lane(model, 'rollback')?.spans[0]?.chainNumber).toBe(3)
  })

  it('numbers a line that two findings quote by the one that quotes it sooner', () => {
    const { story } = upgradeCase()
    const crashed = finding('crash', 'cause', '2021-05-18 04:31:52', '', [
      place(3, 1),
      place(2, 1604),
    ])
    const failed = finding('driver', 'cause', '2021-05-18 04:28:12', '', [place(2, 1604)])
    const marks = lane(buildTimeline(story, [crashed, failed]), 'drivers')?.marks ?? []
    expect(marks.find((mark) => mark.shape === 'failed')?.chainNumber).toBe(2)
  })

  it('shows states and queues of a session only where no attempt tells them', () => {
    const log = writeLog('CBS.log', [['2022-10-10 15:00:00', 'I']], 480)
    const alone = session({
      id: 'run-1',
      client: 'DISM',
      from: at('2022-10-10 15:00:00'),
      to: at('2022-10-10 15:10:00'),
      outcome: 'succeeded',
      executeStates: [
        { state: 'CbsExecuteStateStage', at: at('2022-10-10 15:02:00'), place: place(0, 1) },
      ],
    })
    const spans = lane(
      buildTimeline(makeStory([log], { sessions: [alone] }), []),
      'servicing',
    )?.spans
    expect(spans?.map(({ label, depth }) => [label, depth])).toEqual([
      ['DISM', 0],
      ['Stage', 1],
    ])
  })

  it('puts logs of the chain first, then those of its attempt', () => {
    const old = writeLog(
      'old.log',
      [
        ['2020-01-01 00:00:00', 'E'],
        ['2020-01-01 00:00:01', 'E'],
      ],
      480,
    )
    const near = writeLog('near.log', [['2022-10-10 15:00:30', 'E']], 480)
    const quoted = writeLog('quoted.log', [['2022-10-10 15:00:00', 'I']], 480)
    const story = makeStory([old, near, quoted], {
      attempts: [
        attempt({
          id: 'attempt-1',
          kind: 'update',
          from: at('2022-10-10 15:00:00'),
          to: at('2022-10-10 15:01:00'),
          outcome: 'failed',
        }),
      ],
    })
    const chain = [finding('cause', 'cause', '2022-10-10 15:00:00', '', [place(2, 1)])]
    const logs = buildTimeline(story, chain).lanes.filter((one) => one.kind === 'density')
    expect(logs.map((one) => one.path)).toEqual(['quoted.log', 'near.log', 'old.log'])
  })

  it('gives no lane to a log that repeats another', () => {
    const log = writeLog('setupact.log', [['2022-10-10 15:00:00', 'E']], 480)
    const twin = writeLog('setuperr.log', [['2022-10-10 15:00:00', 'E']], 480)
    const model = buildTimeline(makeStory([log, twin], { twinOf: [-1, 0] }), [])
    expect(model.lanes.map((one) => one.path)).toEqual(['setupact.log'])
  })

  it('speaks in the clock of the line that the chain begins on', () => {
    const utah = writeLog('a.log', [['2022-10-10 15:00:00', 'E']], -420, 'boot-time')
    const china = writeLog('b.log', [['2022-10-10 15:00:00', 'E']], 480, 'csi-stamp')
    const story = makeStory([utah, china])
    const chain = [finding('cause', 'cause', '2022-10-10 15:00:00', '', [place(0, 1)])]
    expect(buildTimeline(story, chain).offsetMinutes).toBe(-420)
    expect(buildTimeline(story, [])).toMatchObject({ offsetMinutes: 480, clockSource: 'csi-stamp' })
  })

  it('says where a time stands on an assumed clock', () => {
    const log = writeLog('setupapi.dev.log', [['2022-10-10 15:00:00', 'E']], 0, 'assumed')
    const failed = driver('lwfmgr.inf', '2022-10-10 15:00:00', 'failed', {
      failures: [{ at: at('2022-10-10 15:00:00'), place: place(0, 1), code: 5 }],
    })
    const [mark] =
      lane(buildTimeline(makeStory([log], { drivers: [failed] }), []), 'drivers')?.marks ?? []
    expect(mark?.assumed).toBe(true)
  })
})
