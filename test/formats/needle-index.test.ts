import { expect, test } from 'vitest'

import { NeedleIndex } from '../../src/core/formats/needle-index.ts'
import { seeded } from '../support/parse-bytes.ts'

const bytes = (text: string): Uint8Array => new TextEncoder().encode(text)

function found(needles: readonly (readonly string[])[], text: string): number[] {
  const targets: number[] = []
  new NeedleIndex(needles).scan(bytes(text), (_, hit) => targets.push(...hit))
  return targets.sort((a, b) => a - b)
}

test('needles in one another, over one another and twice', () => {
  const needles = [
    ['Operation'],
    ['Operation failed'],
    ['ration fail'],
    ['x'],
    ['@20'],
    ['failed', 'x'],
  ]
  expect(found(needles, 'Operation failed')).toEqual([0, 1, 2, 5])
  expect(found(needles, 'x@20@20')).toEqual([3, 4, 4, 5])
  expect(found(needles, '')).toEqual([])
  expect(found([], 'Operation')).toEqual([])
})

test('finds what indexOf finds', () => {
  const random = seeded(7)
  const letters = 'ab |c'
  const word = (length: number): string =>
    Array.from({ length }, () => letters[Math.floor(random() * letters.length)]).join('')
  for (let round = 0; round < 200; round++) {
    const needles = Array.from({ length: 8 }, () => [word(1 + Math.floor(random() * 9))])
    const text = word(120)
    const expected = needles.flatMap(([needle = ''], target) => {
      const hits: number[] = []
      for (let at = text.indexOf(needle); at >= 0; at = text.indexOf(needle, at + 1))
        hits.push(target)
      return hits
    })
    expect(found(needles, text)).toEqual(expected)
  }
})

test('calls in ascending order', () => {
  const offsets: number[] = []
  const index = new NeedleIndex([['@20'], ['Executing operation'], ['|']])
  index.scan(bytes('| Executing operation @20 | Executing operation |'), (at) => offsets.push(at))
  expect(offsets).toEqual(offsets.toSorted((a, b) => a - b))
  expect(offsets.length).toBe(6)
})
