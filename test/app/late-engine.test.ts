import { describe, expect, test } from 'vitest'

import { sessionShelf } from '../../src/app/kept-sessions.ts'
import { lateEngine } from '../../src/app/late-engine.ts'
import { FakeEngine } from './fake-engine.ts'

function counted(fails = 0) {
  const calls: string[] = []
  let loads = 0
  const real = Object.assign(new FakeEngine(), {
    prepare: () => void calls.push('prepare'),
    cancel: () => Promise.resolve(void calls.push('cancel')),
    search: (text: string) => {
      calls.push(`search ${text}`)
      return Promise.resolve({ hits: [], cut: false })
    },
    listSessions: () => {
      calls.push('list')
      return Promise.resolve([])
    },
    renameSession: () => Promise.resolve(),
    deleteSession: () => Promise.resolve(),
    deleteAllSessions: () => Promise.resolve(),
  })
  const late = lateEngine(() => {
    loads++
    return loads <= fails ? Promise.reject(new Error('no network')) : Promise.resolve(real)
  })
  return { ...late, calls, loads: () => loads }
}

describe('the engine before its script is there', () => {
  test('is loaded once, by the first call, and calls keep their order', async () => {
    const { engine, calls, loads } = counted()
    expect(loads()).toBe(0)
    const searched = engine.search('a', 1)
    await Promise.all([searched, engine.cancel(), engine.search('b', 1)])
    expect(await searched).toEqual({ hits: [], cut: false })
    expect(calls).toEqual(['search a', 'cancel', 'search b'])
    expect(loads()).toBe(1)
  })

  test('a script that cannot be had is said so, and asked for again by the next call', async () => {
    const { engine, prepare, calls, loads } = counted(2)
    await expect(prepare()).resolves.toBeUndefined()
    await expect(engine.cancel()).rejects.toThrow('no network')
    await engine.cancel()
    expect(calls).toEqual(['cancel'])
    expect(loads()).toBe(3)
  })
})

describe('the list of kept sessions', () => {
  test('is empty without the engine where nothing is kept', async () => {
    const { engine, loads } = counted()
    expect(await sessionShelf(engine, () => Promise.resolve(false)).listSessions()).toEqual([])
    expect(loads()).toBe(0)
  })

  test('is the engine’s where something is', async () => {
    const { engine, calls } = counted()
    await sessionShelf(engine, () => Promise.resolve(true)).listSessions()
    expect(calls).toEqual(['list'])
  })
})
