import { describe, expect, it } from 'vitest'
import { bins, densityIndex } from '../../../src/core/timeline/density.ts'
import { writeLog, type Row } from './story-making.ts'

function indexOf(times: readonly number[], levels = ''): ReturnType<typeof densityIndex> {
  const rows = times.map((_, row): Row => ['2022-10-10 15:00:00', (levels[row] ?? 'I') as 'I'])
  const { file } = writeLog('CBS.log', rows, 0)
  return densityIndex(file, 0, (_, row) => times[row] as number)
}

describe('bins', () => {
  it('counts as a loop over all records would, in any order and at any zoom', () => {
    let seed = 7
    const random = () => (seed = (seed * 16807) % 2147483647) / 2147483647
    const times = Array.from({ length: 3000 }, () => Math.floor(random() * 100_000))
    const index = indexOf(times)
    for (let round = 0; round < 40; round++) {
      const from = random() * 90_000
      const to = from + 1 + random() * 20_000
      const count = 1 + Math.floor(random() * 300)
      const { total } = bins(index, from, to, count)
      const expected = new Uint32Array(count)
      for (const time of times) {
        if (time < from || time > to) continue
        const bin = Math.min(count - 1, Math.floor(((time - from) / (to - from)) * count))
        expected[bin] = (expected[bin] as number) + 1
      }
      expect(sum(total)).toBe(sum(expected))
      // A time on the edge of two slices may fall to either by rounding, and nothing else may differ.
      const differing = total.filter((value, bin) => value !== expected[bin])
      expect(differing.length).toBeLessThanOrEqual(2)
    }
  })

  it('takes the last moment into the last slice', () => {
    expect([...bins(indexOf([0, 10, 10]), 0, 10, 2).total]).toEqual([1, 2])
  })

  it('leads to the first error of a slice, else to its first warning, else to its first record', () => {
    const index = indexOf([1, 2, 3, 11, 12, 21], 'IWEIWI')
    const { lines, errors, warnings } = bins(index, 0, 40, 4)
    expect([...lines]).toEqual([3, 5, 6, 0])
    expect([...errors]).toEqual([1, 0, 0, 0])
    expect([...warnings]).toEqual([1, 1, 0, 0])
  })

  it('leaves out records without a time, and keeps lines with their times when a clock steps back', () => {
    const { lines, total } = bins(indexOf([30, Number.NaN, 10, 20]), 0, 40, 4)
    expect([...total]).toEqual([0, 1, 1, 1])
    expect([...lines]).toEqual([0, 3, 4, 1])
  })
})

function sum(values: Uint32Array): number {
  return values.reduce((a, b) => a + b, 0)
}
