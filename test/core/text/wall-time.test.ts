import { expect, test } from 'vitest'

import { wallMs } from '../../../src/core/model/units.ts'
import {
  formatWall,
  readClock,
  wallFromParts,
  WallReader,
} from '../../../src/core/text/wall-time.ts'

const bytes = (text: string): Uint8Array => new TextEncoder().encode(text)
const read = (text: string): number => new WallReader().read(bytes(text), 0)

test.each([
  ['1970-01-01 00:00:00', 0],
  ['2024-02-29 23:59:59', Date.UTC(2024, 1, 29, 23, 59, 59)],
  ['2000/12/31 01:02:03', Date.UTC(2000, 11, 31, 1, 2, 3)],
  ['1601-01-01 00:00:00', Date.UTC(1601, 0, 1)],
])('%s', (text, expected) => expect(read(text)).toBe(expected))

test.each([
  '2023-02-29 00:00:00',
  '2023-13-01 00:00:00',
  '2023-01-00 00:00:00',
  '2023-01-01 24:00:00',
  '2023-01-01 00:60:00',
  '2023-01-01 00:00:60',
  '2023-01-01 00:00:0',
  '20x3-01-01 00:00:00',
  '',
])('%s is no time', (text) => expect(read(text)).toBeNaN())

test('one reader reads many dates', () => {
  const reader = new WallReader()
  const dates = [
    '2023-05-23 00:00:01',
    '2023-05-23 10:00:00',
    '2023-99-23 10:00:00',
    '2023-05-24 00:00:00',
  ]
  expect(dates.map((date) => formatWall(reader.read(bytes(date), 0)))).toEqual([
    '2023-05-23 00:00:01',
    '2023-05-23 10:00:00',
    '',
    '2023-05-24 00:00:00',
  ])
})

test('formatWall prints milliseconds where there are some', () => {
  expect(formatWall(wallFromParts(2022, 10, 10, 15, 33, 51, 638))).toBe('2022-10-10 15:33:51.638')
  expect(formatWall(wallMs(NaN))).toBe('')
})

test('readClock reads times of day', () => {
  expect(readClock(bytes('15:33:51.638'), 0)).toBe(56_031_638)
  expect(readClock(bytes('00:00:01'), 0)).toBe(1000)
  expect(readClock(bytes('24:00:01'), 0)).toBeNaN()
})
