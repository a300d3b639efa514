import { describe, expect, test } from 'vitest'

import { lineOfRow, openedLog, rowOfLine } from '../../src/ui/viewer/opened-log.ts'
import {
  HEIGHT_CAP_PX,
  lastTop,
  scrolledHeight,
  scrollOfTop,
  topOfScroll,
  topToCentre,
  type RowWindow,
} from '../../src/ui/viewer/row-window.ts'
import { clampSizes } from '../../src/ui/shared/pane-sizes.ts'

const view = (rows: number, wrapped = false): RowWindow => ({
  rows,
  rowHeight: 18,
  viewHeight: 360,
  wrapped,
})

describe('a short log', () => {
  test('is as tall as its rows and moves px by px', () => {
    expect(scrolledHeight(view(100))).toBe(1800)
    expect(topOfScroll(view(100), 180)).toBeCloseTo(10)
    expect(scrollOfTop(view(100), 10)).toBeCloseTo(180)
  })

  test('that fits does not scroll', () => {
    expect(lastTop(view(5))).toBe(0)
    expect(scrollOfTop(view(5), 3)).toBe(0)
    expect(topOfScroll(view(5), 50)).toBe(0)
  })
})

describe('a log taller than a browser can be', () => {
  const tall = view(5_000_000)

  test('is cut at the cap', () => {
    expect(scrolledHeight(tall)).toBe(HEIGHT_CAP_PX)
  })

  test('reaches its first and its last row', () => {
    expect(topOfScroll(tall, 0)).toBe(0)
    expect(topOfScroll(tall, HEIGHT_CAP_PX - 360)).toBe(5_000_000 - 20)
  })

  test('comes back to the row it was scrolled to', () => {
    for (const row of [1, 1234, 2_500_000, 4_999_000]) {
      expect(topOfScroll(tall, scrollOfTop(tall, row))).toBeCloseTo(row, 3)
    }
  })
})

test('a row that is asked for stands in the middle, at the ends as near as can be', () => {
  expect(topToCentre(view(1000), 500)).toBe(490.5)
  expect(topToCentre(view(1000), 2)).toBe(0)
  expect(topToCentre(view(1000), 999)).toBe(980)
})

test('wrapped, the last row can be brought to the top', () => {
  expect(lastTop(view(1000, true))).toBe(999)
})

describe('rows and lines', () => {
  const all = openedLog('a.log', 50, null)
  const some = openedLog('a.log', 50, { lines: Uint32Array.of(3, 10, 40), cut: false })

  test('are the same but for the beginning at 1 where nothing is filtered', () => {
    expect(lineOfRow(all, 0)).toBe(1)
    expect(rowOfLine(all, 50)).toBe(49)
    expect(rowOfLine(all, 60)).toBe(49)
  })

  test('a line that is filtered away leads to the one before it', () => {
    expect(lineOfRow(some, 1)).toBe(10)
    expect([2, 3, 12, 99].map((line) => rowOfLine(some, line))).toEqual([-1, 0, 1, 2])
  })
})

test('panes keep a width to work in', () => {
  expect(clampSizes({ left: 20, top: 0.99 }, 1280)).toEqual({ left: 280, top: 0.85 })
  expect(clampSizes({ left: 5000, top: 0 }, 1280)).toEqual({ left: 920, top: 0.15 })
  expect(clampSizes({ left: 900, top: 0.5 }, 500).left).toBe(280)
})
