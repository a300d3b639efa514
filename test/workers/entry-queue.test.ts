import { expect, test } from 'vitest'
import type { Entry } from '../../src/core/bundle/entry.ts'
import { EntryQueue } from '../../workers/read-entries.ts'

const entry = (path: string, bytes: number | null, packedBytes = 1): Entry => {
  return { path, bytes, packedBytes, source: { how: 'blob', blob: new Blob([]) } }
}

function drain(queue: EntryQueue, quickFirst: (turn: number) => boolean): string[] {
  const paths: string[] = []
  for (;;) {
    const next = queue.next(quickFirst(paths.length))
    if (next === undefined) return paths
    paths.push(next.path)
  }
}

const MIB = 1 << 20
const entries = [entry('5', 5 * MIB), entry('tiny', 10), entry('90', 90 * MIB), entry('1', MIB)]

test('the largest first', () => {
  expect(drain(new EntryQueue(entries), () => false)).toEqual(['90', '5', '1', 'tiny'])
})

test('a slot for quick entries takes those first, and then helps with the large ones', () => {
  expect(drain(new EntryQueue(entries), () => true)).toEqual(['tiny', '1', '90', '5'])
})

test('each entry once, whoever takes it', () => {
  expect(drain(new EntryQueue(entries), (turn) => turn % 2 === 0)).toEqual(['tiny', '90', '1', '5'])
})

test('what is quick grows with the bundle', () => {
  const large = [...entries, entry('600', 600 * MIB)]
  expect(drain(new EntryQueue(large), () => true).slice(0, 3)).toEqual(['tiny', '1', '5'])
})

test('an unknown size is guessed from the packed one', () => {
  const unknown = [entry('gzip', null, 20 * MIB), entry('90', 90 * MIB)]
  expect(drain(new EntryQueue(unknown), () => false)).toEqual(['gzip', '90'])
})
