import { afterAll, beforeAll, expect, test } from 'vitest'
import { EngineBench } from './engine-bench.ts'
import { CBS_LINES, looseLog, SETUP_LINES } from './log-bundle.ts'

const bench = new EngineBench()
const { engine, listeners } = bench
beforeAll(async () => {
  const files = [looseLog('CBS.log', CBS_LINES), looseLog('setupact.log', SETUP_LINES)]
  await engine.open('x', files, listeners)
})
afterAll(() => bench.close())

test('lines know their record', async () => {
  const lines = await engine.lines('CBS.log', 3, 2)
  expect(lines).toMatchObject([
    { line: 3, text: CBS_LINES[2], level: 2, head: true },
    { line: 4, text: '  a line that goes on', level: 2, head: false },
  ])
  expect(lines[0]?.wall).toBe(Date.UTC(2023, 4, 22, 13, 15, 40))
})

test('lines outside of the log are none', async () => {
  expect(await engine.lines('CBS.log', 7, 5)).toEqual([])
  expect(await engine.lines('CBS.log', -3, 5)).toHaveLength(1)
  expect(await engine.lines('CBS.log', 5, 100)).toHaveLength(2)
})

test('scattered lines come in the order asked for', async () => {
  const lines = await engine.linesAt('CBS.log', Uint32Array.of(1, 5, 6))
  expect(lines.map(({ line, text }) => [line, text])).toEqual([
    [1, CBS_LINES[0]],
    [5, CBS_LINES[4]],
    [6, CBS_LINES[5]],
  ])
})

test('filters by severity', async () => {
  const { lines } = await engine.filter('CBS.log', { level: 2, text: '' })
  expect([...lines]).toEqual([3, 5])
  expect([...(await engine.filter('CBS.log', { level: 3, text: '' })).lines]).toEqual([5])
  expect((await engine.filter('CBS.log', { level: 0, text: '' })).lines).toHaveLength(5)
})

test('filters by words, whatever their case; a continuation line stands for its record', async () => {
  const words = async (text: string, level = 0) => [
    ...(await engine.filter('CBS.log', { level, text })).lines,
  ]
  expect(await words('trustedINSTALLER')).toEqual([1, 6])
  expect(await words('goes ON')).toEqual([3])
  expect(await words('cbs', 3)).toEqual([5])
})

test('the latest filter wins', async () => {
  const [first, second] = await Promise.all([
    engine.filter('CBS.log', { level: 0, text: 'trusted' }),
    engine.filter('CBS.log', { level: 0, text: 'needle' }),
  ])
  expect(first.cut).toBe(true)
  expect([...second.lines]).toEqual([5])
  expect(second.cut).toBe(false)
})

test('seeks errors both ways', async () => {
  expect(await engine.seek('CBS.log', 1, 1, 3)).toBe(5)
  expect(await engine.seek('CBS.log', 5, 1, 3)).toBe(0)
  expect(await engine.seek('CBS.log', 5, -1, 2)).toBe(3)
  expect(await engine.seek('CBS.log', 4, -1, 2)).toBe(3)
  expect(await engine.seek('CBS.log', 1, -1, 0)).toBe(0)
})

test('searches all logs, up to a limit', async () => {
  const found = await engine.search('needle', 10)
  expect(found).toMatchObject({
    hits: [
      { path: 'CBS.log', line: 5, text: CBS_LINES[4] },
      { path: 'setupact.log', line: 2, text: SETUP_LINES[1] },
    ],
    cut: false,
  })
  expect(await engine.search('needle', 1)).toMatchObject({ hits: [{ line: 5 }], cut: true })
  expect((await engine.search('', 10)).hits).toEqual([])
})

test('bins count the records of every log', async () => {
  const from = Date.UTC(2023, 4, 22, 0)
  const bins = await engine.bins(from, from + 86_400_000, 24)
  const sum = (counts: Uint32Array): number => counts.reduce((all, one) => all + one, 0)
  expect(bins.map(({ total }) => sum(total))).toEqual([5, 3])
  expect(bins.map(({ errors }) => sum(errors))).toEqual([1, 1])
})
