import { expect, test } from 'vitest'

import { BLOCK_ROWS, LineBlocks } from '../../src/ui/viewer/line-blocks.ts'
import type { LogLine } from '../../workers/engine-api.ts'

function lines(first: number, count: number): readonly LogLine[] {
  return Array.from({ length: count }, (_, at) => ({
    line: first + at + 1,
    text: `line ${first + at + 1}`,
    level: 0,
    utc: NaN,
    wall: NaN,
    head: true,
  }))
}

const settled = () => new Promise((resolve) => setTimeout(resolve, 0))

test('asks once for what is wanted, and no further than the last row', async () => {
  const asked: (readonly [number, number])[] = []
  const blocks = new LineBlocks(
    BLOCK_ROWS + 10,
    (first, count) => {
      asked.push([first, count])
      return Promise.resolve(lines(first, count))
    },
    () => undefined,
  )
  blocks.want(-20, 9999)
  blocks.want(0, 30)
  await settled()
  expect(asked).toEqual([
    [0, BLOCK_ROWS],
    [BLOCK_ROWS, 10],
  ])
  expect(blocks.row(BLOCK_ROWS + 9)?.line).toBe(BLOCK_ROWS + 10)
  expect(blocks.row(BLOCK_ROWS + 10)).toBeUndefined()
})

test('an answer that comes after closing changes nothing', async () => {
  let changes = 0
  const blocks = new LineBlocks(
    10,
    (first, count) => Promise.resolve(lines(first, count)),
    () => changes++,
  )
  blocks.want(0, 10)
  blocks.close()
  await settled()
  expect(changes).toBe(0)
})

test('what failed is asked for again', async () => {
  let fails = true
  const blocks = new LineBlocks(
    10,
    (first, count) =>
      fails ? Promise.reject(new Error('gone')) : Promise.resolve(lines(first, count)),
    () => undefined,
  )
  blocks.want(0, 10)
  await settled()
  expect(blocks.row(0)).toBeUndefined()
  fails = false
  blocks.want(0, 10)
  await settled()
  expect(blocks.row(0)?.text).toBe('line 1')
})

test('blocks far from the reader are forgotten', async () => {
  const blocks = new LineBlocks(
    BLOCK_ROWS * 1000,
    (first, count) => Promise.resolve(lines(first, count)),
    () => undefined,
  )
  for (let block = 0; block < 200; block++) {
    blocks.want(block * BLOCK_ROWS, block * BLOCK_ROWS + 1)
    await settled()
  }
  expect(blocks.row(0)).toBeUndefined()
  expect(blocks.row(199 * BLOCK_ROWS)).toBeDefined()
})
