import { describe, expect, test } from 'vitest'

import { heightOf, rowAt, rowsToDraw, topOf } from '../../../src/ui/files/row-places.ts'

const even = { rows: 100, rowPx: 20, blockAt: -1, blockPx: 0 }
const broken = { rows: 100, rowPx: 20, blockAt: 2, blockPx: 70 }

test('rows stand one below the other, those after the block below it', () => {
  expect(topOf(even, 5)).toBe(100)
  expect([2, 3, 4].map((row) => topOf(broken, row))).toEqual([40, 130, 150])
  expect(heightOf(even)).toBe(2000)
  expect(heightOf(broken)).toBe(2070)
})

test('every height has its row, and the block is its row’s', () => {
  for (const places of [even, broken]) {
    for (let row = 0; row < places.rows; row++) {
      expect(rowAt(places, topOf(places, row))).toBe(row)
      expect(rowAt(places, topOf(places, row) + 19)).toBe(row)
    }
  }
  expect(rowAt(broken, 125)).toBe(2)
  expect(rowAt(broken, -500)).toBe(0)
  expect(rowAt(broken, 1e9)).toBe(99)
})

describe('drawn are', () => {
  test('those in view with some beyond', () => {
    expect(rowsToDraw(even, 200, 260, 2, [])).toEqual([8, 9, 10, 11, 12, 13, 14, 15])
  })

  test('and those that must not go, once each', () => {
    expect(rowsToDraw(even, 0, 20, 0, [50, 0, -1, 50, 100])).toEqual([0, 1, 50])
  })

  test('none of none', () => {
    expect(rowsToDraw({ ...even, rows: 0 }, 0, 100, 5, [0])).toEqual([])
  })
})
