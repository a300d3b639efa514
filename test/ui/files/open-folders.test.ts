import { describe, expect, test } from 'vitest'

import { FolderMemory, openAtFirst } from '../../../src/ui/files/open-folders.ts'
import { treeOf } from './small-bundle.ts'

describe('folders stand open at first', () => {
  test('all of them in a small bundle', () => {
    expect([...openAtFirst(treeOf('a/b/1.log', 'a/2.log', 'c.zip!/3.log'))].sort()).toEqual([
      'a/',
      'a/b/',
      'c.zip!/',
    ])
  })

  test('as many levels of a large one as can be overlooked', () => {
    const paths = Array.from({ length: 400 }, (_, at) => `top/part ${at % 4}/${at}.log`)
    expect([...openAtFirst(treeOf('top/0.log', ...paths))]).toEqual(['top/'])
  })
})

describe('what was opened and closed', () => {
  function storage() {
    const values = new Map<string, string>()
    return {
      getItem: (key: string) => values.get(key) ?? null,
      setItem: (key: string, value: string) => void values.set(key, value),
    }
  }

  test('is remembered by bundle, by the next page of the tab too', () => {
    const tab = storage()
    const memory = new FolderMemory(tab)
    memory.keep('one.zip', new Map([['a/', false]]))
    memory.keep('two.zip', new Map([['a/', true]]))
    for (const each of [memory, new FolderMemory(tab)]) {
      expect([...each.recall('one.zip')]).toEqual([['a/', false]])
      expect([...each.recall('two.zip')]).toEqual([['a/', true]])
      expect([...each.recall('three.zip')]).toEqual([])
    }
  })

  test('of the last bundles only', () => {
    const memory = new FolderMemory(storage())
    for (let at = 0; at < 30; at++) memory.keep(`${at}.zip`, new Map([['a/', false]]))
    expect(memory.recall('0.zip').size).toBe(0)
    expect(memory.recall('29.zip').size).toBe(1)
  })

  test('is nothing where storage holds nonsense, or refuses', () => {
    expect(
      new FolderMemory({ getItem: () => '[["a",{"b":1}],3]', setItem: () => undefined }).recall('a')
        .size,
    ).toBe(0)
    const refuses = () => {
      throw new Error('refused')
    }
    const memory = new FolderMemory({ getItem: refuses, setItem: refuses })
    memory.keep('a', new Map([['x/', true]]))
    expect(memory.recall('a').get('x/')).toBe(true)
  })
})
