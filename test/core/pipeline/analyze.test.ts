import { describe, expect, test } from 'vitest'
import { analyzeBundle } from '../../../src/core/pipeline/analyze.ts'
import type { AnalyzeProgress } from '../../../src/core/pipeline/analyze.ts'
import { CBS_LINES, looseLog, SETUP_LINES, twoLogs, zipOf } from '../../workers/log-bundle.ts'

describe('an entry', () => {
  const STEPPING = [
    'a line above the log',
    '2023-05-22 13:15:37, Info                  CBS    first in the file',
    '2023-05-22 13:15:30, Error                 CBS    a clock that steps back, the least',
    '2023-05-22 23:00:00, Warning               CBS    the greatest',
    '2023-05-22 14:00:00, Info                  CBS    last in the file',
    '  and goes on',
  ]

  test('tells its first and last times in file order, and the least and the greatest', async () => {
    const { analysis } = await analyzeBundle([looseLog('CBS.log', STEPPING)])
    expect(analysis.entries[0]).toMatchObject({
      path: 'CBS.log',
      format: 'cbs',
      lines: 6,
      events: 5,
      levels: { error: 1, warning: 1, info: 3 },
      firstWallTime: '2023-05-22 13:15:37',
      lastWallTime: '2023-05-22 14:00:00',
      earliestWallTime: '2023-05-22 13:15:30',
      latestWallTime: '2023-05-22 23:00:00',
      firstTime: '2023-05-22T13:15:37.000Z',
      clock: [{ fromLine: 1, offsetMinutes: 0, source: 'assumed', errorSeconds: null }],
      records: null,
    })
  })

  test('without a time has none', async () => {
    const { analysis } = await analyzeBundle([looseLog('notes.txt', ['some words'])])
    expect(analysis.entries[0]).toMatchObject({
      format: 'text',
      firstTime: null,
      firstWallTime: null,
      latestWallTime: null,
    })
  })

  test("moves with the user's clock", async () => {
    const choices = { clocks: { 'CBS.log': -300 } }
    const { analysis } = await analyzeBundle([looseLog('CBS.log', STEPPING)], { choices })
    expect(analysis.entries[0]).toMatchObject({
      firstTime: '2023-05-22T18:15:37.000Z',
      firstWallTime: '2023-05-22 13:15:37',
      clock: [{ offsetMinutes: -300, source: 'user' }],
    })
  })
})

test('every value is data: JSON gives the same object back', async () => {
  const { analysis } = await analyzeBundle([twoLogs()])
  expect(JSON.parse(JSON.stringify(analysis))).toEqual(analysis)
})

test('same bytes in, same analysis out', async () => {
  const [first, second] = await Promise.all([
    analyzeBundle([twoLogs()]),
    analyzeBundle([twoLogs()]),
  ])
  expect(second.analysis).toEqual(first.analysis)
})

test('evidence quotes its line as it stands in the log', async () => {
  const { analysis } = await analyzeBundle([twoLogs()])
  const lines = {
    'Windows/Logs/CBS/CBS.log': CBS_LINES,
    'Windows/Panther/setupact.log': SETUP_LINES,
  } as const
  const evidence = analysis.findings.flatMap((finding) => finding.evidence)
  for (const { path, line, text } of evidence) {
    expect(text).toBe(lines[path as keyof typeof lines][line - 1])
  }
})

describe('problems', () => {
  test('of a file that is not there come along', async () => {
    const gone = { code: 'vanished', path: 'x', at: null, detail: '', skipped: null } as const
    const { analysis, isOpened } = await analyzeBundle([], { problems: [gone] })
    expect(analysis.problems.map(({ code }) => code)).toEqual(['vanished', 'no-logs'])
    expect(isOpened).toBe(false)
    expect(analysis.verdict.failed).toBeNull()
  })

  test('of one entry leave the others', async () => {
    const whole = new Uint8Array(await zipOf({ 'a.log': 'x'.repeat(1e5) }).arrayBuffer())
    const cut = { path: 'cut.zip', blob: new Blob([whole.slice(0, 60)]) }
    const { analysis } = await analyzeBundle([cut, looseLog('CBS.log', CBS_LINES)])
    expect(analysis.entries.map(({ path }) => path)).toContain('CBS.log')
    expect(analysis.problems.length).toBeGreaterThan(0)
  })
})

test('progress ends where the bundle ends', async () => {
  const seen: AnalyzeProgress[] = []
  await analyzeBundle([twoLogs()], { onProgress: (progress) => seen.push(progress) })
  const last = seen.at(-1)
  expect(last?.doneBytes).toBe(last?.totalBytes)
  expect(last?.totalEntries).toBe(2)
})

test('an aborted signal ends it', async () => {
  const signal = AbortSignal.abort(new Error('enough'))
  await expect(analyzeBundle([twoLogs()], { signal })).rejects.toThrow('enough')
})
