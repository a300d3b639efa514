import { afterEach, describe, expect, test } from 'vitest'
import type { Entry } from '../../src/core/bundle/entry.ts'
import { listBundle } from '../../src/core/bundle/list-bundle.ts'
import { parseOne } from '../../src/core/pipeline/parse-one.ts'
import type { OpenBundle, OpenResult } from '../../workers/engine-api.ts'
import { EngineBench, gate } from './engine-bench.ts'
import type { BenchOptions } from './engine-bench.ts'
import { CBS_LINES, logText, looseLog, SETUP_LINES, twoLogs, zipOf } from './log-bundle.ts'

let bench: EngineBench
const made = (options: BenchOptions = {}): EngineBench => (bench = new EngineBench(options))
afterEach(() => bench.close())

const CBS = 'Windows/Logs/CBS/CBS.log'
const SETUP = 'Windows/Panther/setupact.log'

function opened(result: OpenResult): OpenBundle {
  if (result.kind !== 'opened') throw new Error(`not opened: ${JSON.stringify(result)}`)
  return result.bundle
}

const pathsOf = (bundle: OpenBundle): string[] => bundle.analysis.entries.map(({ path }) => path)

describe('open', () => {
  test('reads a bundle and keeps it', async () => {
    const { engine, listeners, progress } = made()
    const bundle = opened(await engine.open('PC-0231.zip', [twoLogs()], listeners))
    expect(pathsOf(bundle)).toEqual([CBS, SETUP])
    expect(bundle).toMatchObject({ sessionId: 'session-1', notKept: null, complete: true })
    expect(bundle.analysis.bundle).toMatchObject({ name: 'PC-0231.zip', entries: 2 })
    expect(bundle.timeline.lanes.length).toBeGreaterThan(0)
    expect(progress.at(-1)).toMatchObject({ stage: 'keeping', doneEntries: 2, totalEntries: 2 })
    expect(progress.map(({ stage }) => stage)).toEqual(
      expect.arrayContaining(['listing', 'reading', 'story', 'keeping']),
    )
  })

  test('lists files in the order of the archive, whichever is read first', async () => {
    const read = async (entry: Entry) => {
      if (entry.path === 'a.log') await new Promise((resolve) => setTimeout(resolve, 30))
      return parseOne(entry)
    }
    const { engine, listeners } = made({ read })
    const files = { 'a.log': logText(CBS_LINES), 'b.log': logText(SETUP_LINES) }
    const bundle = opened(
      await engine.open('x', [{ path: 'x.zip', blob: zipOf(files) }], listeners),
    )
    expect(pathsOf(bundle)).toEqual(['a.log', 'b.log'])
  })

  test('a bundle without a log is an analysis that says so', async () => {
    const { engine, listeners } = made()
    const file = { path: 'notes.txt', blob: new Blob(['nothing to see here\n']) }
    const bundle = opened(await engine.open('notes.txt', [file], listeners))
    expect(bundle.analysis.problems.map(({ code }) => code)).toContain('no-logs')
  })

  test('nothing to open is refused, with the reason', async () => {
    const { engine, listeners } = made()
    const file = { path: 'broken.zip', blob: new Blob(['this is no zip at all']) }
    const result = await engine.open('broken.zip', [file], listeners)
    if (result.kind !== 'refused') throw new Error(result.kind)
    expect(result.refusal.problems.map(({ code }) => code)).toContain('not-an-archive')
    await expect(engine.lines('x', 1, 1)).rejects.toThrow('no bundle is open')
  })

  test('storage that refuses does not stop the analysis', async () => {
    const keep = () => Promise.resolve({ kept: false, why: 'full' } as const)
    const { engine, listeners } = made({ keep })
    const bundle = opened(await engine.open('x', [twoLogs()], listeners))
    expect(bundle).toMatchObject({ sessionId: null, notKept: 'full' })
  })
})

test('findings of small files show before the large ones are in', async () => {
  const large = gate()
  const read = async (entry: Entry) => {
    if (entry.path === CBS) await large.opened
    return parseOne(entry)
  }
  const { engine, listeners, partials } = made({ read })
  const result = engine.open('x', [twoLogs()], listeners)
  await expect.poll(() => partials.length, { timeout: 3000 }).toBeGreaterThan(0)
  const first = partials[0] as OpenBundle
  expect(first.complete).toBe(false)
  expect(pathsOf(first)).toEqual([SETUP])
  expect((await engine.lines(SETUP, 2, 1))[0]?.text).toBe(SETUP_LINES[1])
  large.open()
  expect(pathsOf(opened(await result))).toEqual([CBS, SETUP])
})

describe('giving up', () => {
  test('settles at once, whatever the workers do', async () => {
    const { engine, listeners, pool, partials } = made({ read: () => new Promise(() => undefined) })
    const result = engine.open('x', [twoLogs()], listeners)
    await new Promise((resolve) => setTimeout(resolve, 50))
    const started = performance.now()
    await engine.cancel()
    expect(await result).toEqual({ kind: 'cancelled' })
    expect(performance.now() - started).toBeLessThan(5_000)
    for (let slot = 0; slot < pool.size; slot++) bench.replace(slot, 'cancelled')
    expect(partials).toEqual([])
    await expect(engine.lines(CBS, 1, 1)).rejects.toThrow('no bundle is open')
  })

  test('the next bundle opens on new workers', async () => {
    let isHung = true
    const { engine, listeners, pool } = made({
      read: (entry) => (isHung ? new Promise(() => undefined) : parseOne(entry)),
    })
    const result = engine.open('x', [twoLogs()], listeners)
    await new Promise((resolve) => setTimeout(resolve, 20))
    await engine.cancel()
    isHung = false
    for (let slot = 0; slot < pool.size; slot++) bench.replace(slot, 'cancelled')
    expect((await result).kind).toBe('cancelled')
    expect((await engine.open('y', [twoLogs()], listeners)).kind).toBe('opened')
  })

  test('an addition that is given up leaves what was open', async () => {
    let isHung = false
    const { engine, listeners } = made({
      read: (entry) => (isHung ? new Promise(() => undefined) : parseOne(entry)),
    })
    await engine.open('x', [looseLog('CBS.log', CBS_LINES)], listeners)
    isHung = true
    const result = engine.add([looseLog('setupact.log', SETUP_LINES)], listeners)
    await new Promise((resolve) => setTimeout(resolve, 20))
    await engine.cancel()
    expect((await result).kind).toBe('cancelled')
    expect(await engine.lines('CBS.log', 1, 1)).toHaveLength(1)
    await expect(engine.lines('setupact.log', 1, 1)).rejects.toThrow('no such log')
  })
})

test('a large bundle that is still being kept can be added to, and stays one session', async () => {
  const storage = gate()
  const ids: (string | null)[] = []
  const keep = async (id: string | null) => {
    ids.push(id)
    await storage.opened
    return { kept: true, id: id ?? 'session-1' } as const
  }
  const { engine, listeners, partials } = made({ keep })
  const many = Array.from({ length: 100_001 }, () => CBS_LINES[0] ?? '')
  const result = engine.open('x', [looseLog('CBS.log', many)], listeners)
  await expect.poll(() => partials.at(-1)?.complete, { timeout: 20_000 }).toBe(true)
  await engine.cancel()
  expect((await result).kind).toBe('opened')
  const added = engine.add([looseLog('setupact.log', SETUP_LINES)], listeners)
  await expect.poll(() => partials.at(-1)?.analysis.entries.length, { timeout: 20_000 }).toBe(2)
  storage.open()
  expect(opened(await added).sessionId).toBe('session-1')
  expect(ids).toEqual([null, 'session-1'])
})

describe('a worker that ends', () => {
  test('costs its entry, which is named; the rest goes on', async () => {
    const reached = gate()
    const read = async (entry: Entry) => {
      if (entry.path !== CBS) return parseOne(entry)
      reached.open()
      return new Promise<never>(() => undefined)
    }
    const { engine, listeners } = made({ read })
    const result = engine.open('x', [twoLogs()], listeners)
    await reached.opened
    bench.replace(0, 'out of memory')
    const bundle = opened(await result)
    expect(pathsOf(bundle)).toEqual([SETUP])
    expect(bundle.analysis.problems).toContainEqual(
      expect.objectContaining({
        code: 'worker-died',
        path: CBS,
        detail: expect.stringContaining('out of memory') as string,
      }),
    )
  })

  test('one that gives no sign of life is replaced', async () => {
    const read = (entry: Entry) =>
      entry.path === CBS ? new Promise<never>(() => undefined) : parseOne(entry)
    const { engine, listeners, restarts } = made({ read, stallMs: 100, workers: 1 })
    const bundle = opened(await engine.open('x', [twoLogs()], listeners))
    expect(restarts).toEqual([0])
    expect(pathsOf(bundle)).toEqual([SETUP])
    expect(bundle.analysis.problems.map(({ code }) => code)).toContain('worker-died')
  })

  test("a mistake of the program's own costs its entry, too", async () => {
    const read = (entry: Entry) =>
      entry.path === CBS ? Promise.reject(new Error('broken')) : parseOne(entry)
    const { engine, listeners } = made({ read })
    const bundle = opened(await engine.open('x', [twoLogs()], listeners))
    expect(bundle.analysis.problems).toContainEqual(
      expect.objectContaining({ code: 'unreadable', path: CBS }),
    )
  })
})

describe('add', () => {
  test('reads only what was added and tells what it changed', async () => {
    const read: string[] = []
    const { engine, listeners } = made({
      read: (entry, options) => {
        read.push(entry.path)
        return parseOne(entry, options)
      },
    })
    const first = opened(await engine.open('x', [looseLog('setupact.log', SETUP_LINES)], listeners))
    expect(first.changes).toBeNull()
    const second = opened(await engine.add([looseLog('CBS.log', CBS_LINES)], listeners))
    expect(read).toEqual(['setupact.log', 'CBS.log'])
    expect(pathsOf(second)).toEqual(['setupact.log', 'CBS.log'])
    expect(second.changes).toMatchObject({ addedEntries: ['CBS.log'] })
    expect(second.sessionId).toBe(first.sessionId)
    expect(bench.kept.get('session-1')?.batches).toHaveLength(2)
    expect(await engine.lines('setupact.log', 1, 1)).toHaveLength(1)
  })

  test('the same file twice is named, and nothing else happens', async () => {
    const { engine, listeners } = made()
    await engine.open('x', [looseLog('CBS.log', CBS_LINES)], listeners)
    const result = await engine.add([looseLog('CBS.log', CBS_LINES)], listeners)
    if (result.kind !== 'refused') throw new Error(result.kind)
    expect(result.refusal.problems.map(({ code }) => code)).toContain('duplicate-path')
    expect(await engine.lines('CBS.log', 1, 1)).toHaveLength(1)
  })

  test('another file of the same name gets a name of its own', async () => {
    const { engine, listeners } = made()
    await engine.open('x', [looseLog('CBS.log', CBS_LINES)], listeners)
    const bundle = opened(await engine.add([looseLog('CBS.log', SETUP_LINES)], listeners))
    expect(pathsOf(bundle)).toEqual(['CBS.log', 'CBS.log!/CBS.log'])
    const [line] = await engine.lines('CBS.log!/CBS.log', 1, 1)
    expect(line?.text).toBe(SETUP_LINES[0])
  })
})

describe('a kept session', () => {
  test('opens without parsing; texts are unpacked when a line is asked for', async () => {
    const read: string[] = []
    const { engine, listeners, unpacked } = made({
      read: (entry) => {
        read.push(entry.path)
        return parseOne(entry)
      },
    })
    const first = opened(await engine.open('PC-0231.zip', [twoLogs()], listeners))
    read.length = 0
    const again = opened(await engine.reopen('session-1'))
    expect(again.analysis).toEqual(first.analysis)
    expect(again.sessionId).toBe('session-1')
    expect(read).toEqual([])
    expect(unpacked).toEqual([])
    const lines = await engine.lines(CBS, 3, 3)
    expect(lines.map(({ text }) => text)).toEqual(CBS_LINES.slice(2, 5))
    expect(await engine.lines(CBS, 1, 1)).toHaveLength(1)
    expect(unpacked).toEqual([CBS])
    expect(read).toEqual([])
  })

  test('takes additions', async () => {
    const { engine, listeners } = made()
    await engine.open('PC-0231.zip', [twoLogs()], listeners)
    await engine.reopen('session-1')
    const bundle = opened(
      await engine.add([looseLog('more.log', CBS_LINES.slice(0, 2))], listeners),
    )
    expect(pathsOf(bundle)).toEqual([CBS, SETUP, 'more.log'])
    expect(bundle.sessionId).toBe('session-1')
  })

  test('with added files shows all its logs, though another log is asked for first', async () => {
    const hold = gate()
    let isHeld = false
    const { engine, listeners } = made({
      list: async (files, options) => {
        if (isHeld && files.some(({ path }) => path === 'more.log')) await hold.opened
        return listBundle(files, options)
      },
    })
    await engine.open('PC-0231.zip', [twoLogs()], listeners)
    await engine.add([looseLog('more.log', CBS_LINES.slice(0, 2))], listeners)
    await engine.reopen('session-1')
    isHeld = true
    const first = engine.lines(CBS, 1, 1)
    // Long enough for the first batch to be listed; the second waits at the gate.
    await new Promise((resolve) => setTimeout(resolve, 100))
    const added = engine.lines('more.log', 1, 1)
    await new Promise((resolve) => setTimeout(resolve, 20))
    hold.open()
    expect([await first, await added].map((lines) => lines.length)).toEqual([1, 1])
  })

  test('found too late does not take the place of a newer bundle', async () => {
    const slow = gate()
    const { engine, listeners } = made({ beforeFind: () => slow.opened })
    await engine.open('x', [looseLog('CBS.log', CBS_LINES)], listeners)
    const late = engine.reopen('session-1')
    await engine.open('y', [looseLog('setupact.log', SETUP_LINES)], listeners)
    slow.open()
    expect(await late).toEqual({ kind: 'cancelled' })
    expect(await engine.lines('setupact.log', 1, 1)).toHaveLength(1)
  })

  test('that is gone is refused', async () => {
    const { engine } = made()
    const result = await engine.reopen('nothing')
    expect(result).toMatchObject({ kind: 'refused', refusal: { problems: [{ code: 'vanished' }] } })
  })
})

test('clocks that the user sets move the times and are kept', async () => {
  const { engine, listeners } = made()
  await engine.open('x', [looseLog('CBS.log', CBS_LINES)], listeners)
  const bundle = await engine.setClocks({ 'CBS.log': 480 })
  expect(bundle.analysis.entries[0]?.clock).toMatchObject([{ offsetMinutes: 480, source: 'user' }])
  expect(bundle.analysis.entries[0]?.firstTime).toBe('2023-05-22T05:15:37.000Z')
  const [line] = await engine.lines('CBS.log', 1, 1)
  expect(line?.utc).toBe(Date.UTC(2023, 4, 22, 5, 15, 37))
  expect(bench.kept.get('session-1')?.choices.clocks).toEqual({ 'CBS.log': 480 })
})
