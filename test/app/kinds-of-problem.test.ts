import { expect, test } from 'vitest'

import { groupProblems } from '../../src/app/kinds-of-problem.ts'
import { failed } from '../ui/files/small-bundle.ts'

test('problems of one kind in one file are one group, in the order of the first', () => {
  const problems = [
    failed('a', 'damaged'),
    failed('b', 'empty'),
    failed('a', 'damaged'),
    failed('a', 'truncated'),
    failed('b', 'damaged'),
  ]
  expect(
    groupProblems(problems).map(([{ path, code }, ...others]) => [path, code, others.length]),
  ).toEqual([
    ['a', 'damaged', 1],
    ['b', 'empty', 0],
    ['a', 'truncated', 0],
    ['b', 'damaged', 0],
  ])
})
