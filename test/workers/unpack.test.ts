/** Archives that are unpacked in the pool: side by side, once, stopped at will, and again for a kept session. */
import { readFileSync } from 'node:fs'
import { afterEach, describe, expect, test } from 'vitest'
import { failedUnpacking } from '../../src/core/bundle/unpack/unpacking.ts'
import { nodeUnpacker } from '../../src/cli/unpack-program.ts'
import type { DroppedFile } from '../../src/core/bundle/entry.ts'
import type { OpenResult } from '../../workers/engine-api.ts'
import type { UnpackHere } from '../../workers/serve-entries.ts'
import { ARCHIVE_PASSWORD, ARCHIVE_TEXTS } from '../support/archive-texts.ts'
import { zipBytes } from '../support/zip-bytes.ts'
import { EngineBench, gate } from './engine-bench.ts'
import { looseLog, SETUP_LINES } from './log-bundle.ts'

let bench: EngineBench
afterEach(() => bench.close())

const PATHS = Object.keys(ARCHIVE_TEXTS)

function made(name: string): Uint8Array<ArrayBuffer> {
  return Uint8Array.from(readFileSync(new URL(`../fixtures/archives/${name}`, import.meta.url)))
}

function archive(name: string): DroppedFile {
  return { path: name, blob: new Blob([made(name)]) }
}

/** Several archives in one zip. */
function zipOf(...names: readonly string[]): DroppedFile {
  const zip = zipBytes(names.map((name) => ({ name, content: made(name) })))
  return { path: 'case.zip', blob: new Blob([zip]) }
}

function opened(result: OpenResult) {
  if (result.kind !== 'opened') throw new Error(result.kind)
  return result.bundle
}

const pathsOf = (result: OpenResult): string[] =>
  opened(result)
    .analysis.entries.map(({ path }) => path)
    .toSorted()

const unpack: UnpackHere = ({ archive: request }, onProgress) =>
  nodeUnpacker().unpack(request, { onProgress })

describe('an archive', () => {
  test('is told of while it is unpacked, and read', async () => {
    bench = new EngineBench()
    const { engine, listeners } = bench
    const result = await engine.open('logs.7z', [archive('lzma2.7z')], listeners)
    expect(pathsOf(result)).toEqual(PATHS.toSorted())
    const told = bench.progress.find(({ stage }) => stage === 'unpacking')
    expect(told).toMatchObject({ entry: 'lzma2.7z', doneBytes: 0 })
    expect(told?.totalBytes).toBe(made('lzma2.7z').length)
    expect((await engine.lines('CBS.log', 1, 1))[0]?.text).toBe(
      ARCHIVE_TEXTS['CBS.log']?.split('\r\n')[0],
    )
  })

  test('is unpacked beside another', async () => {
    let running = 0
    let most = 0
    const both = gate()
    bench = new EngineBench({
      unpackArchive: async (asked, onProgress) => {
        running++
        most = Math.max(most, running)
        if (running === 2) both.open()
        await both.opened
        const unpacked = await unpack(asked, onProgress)
        running--
        return unpacked
      },
    })
    const { engine, listeners } = bench
    const result = await engine.open('case.zip', [zipOf('lzma2.7z', 'mszip.cab')], listeners)
    expect(pathsOf(result)).toHaveLength(2 * PATHS.length)
    expect(most).toBe(2)
  })

  test('costs itself alone where its worker dies', async () => {
    bench = new EngineBench({
      unpackArchive: (asked, onProgress) => {
        if (asked.archive.kind !== 'cab') return unpack(asked, onProgress)
        bench.replace(0, 'out of memory')
        bench.replace(1, 'out of memory')
        return new Promise(() => undefined)
      },
    })
    const { engine, listeners } = bench
    const zip = zipOf('mszip.cab')
    const files = [zip, looseLog('setupact.log', SETUP_LINES)]
    const { analysis } = opened(await engine.open('case', files, listeners))
    expect(analysis.entries.map(({ path }) => path)).toEqual(['setupact.log'])
    const [problem] = analysis.problems
    expect(problem).toMatchObject({ code: 'worker-died', path: 'case.zip!/mszip.cab' })
    expect(problem?.detail).toContain('out of memory')
  })

  test('is named where the program cannot be had, or fails', async () => {
    bench = new EngineBench({
      unpackArchive: ({ archive: { kind } }) => {
        if (kind === 'cab') throw new Error('a mistake')
        return Promise.resolve(failedUnpacking('unsupported', 'not today'))
      },
    })
    const { engine, listeners } = bench
    const result = await engine.open('case.zip', [zipOf('mszip.cab', 'lzma2.7z')], listeners)
    if (result.kind !== 'refused') throw new Error(result.kind)
    expect(result.refusal.problems).toMatchObject([
      { code: 'unreadable', path: 'mszip.cab', detail: 'the program failed at it: a mistake' },
      { code: 'unsupported', path: 'lzma2.7z', detail: 'not today' },
    ])
  })
})

test('unpacking is given up at once, and the next bundle is read', async () => {
  const begun = gate()
  let isStuck = true
  bench = new EngineBench({
    unpackArchive: (asked, onProgress) => {
      begun.open()
      return isStuck ? new Promise(() => undefined) : unpack(asked, onProgress)
    },
  })
  const { engine, listeners } = bench
  const reading = engine.open('logs.7z', [archive('lzma2.7z')], listeners)
  await begun.opened
  await engine.cancel()
  // What the page does then.
  bench.replace(0, 'cancelled')
  bench.replace(1, 'cancelled')
  expect(await reading).toEqual({ kind: 'cancelled' })
  isStuck = false
  expect(pathsOf(await engine.open('a.cab', [archive('mszip.cab')], listeners))).toHaveLength(3)
})

describe('a password', () => {
  test('opens an archive whose names are hidden, which was one lock', async () => {
    bench = new EngineBench()
    const { engine, listeners } = bench
    const name = 'secret-names.7z'
    const first = await engine.open(name, [archive(name)], listeners)
    const lock = { path: name, archivePath: name }
    expect(first).toMatchObject({
      kind: 'refused',
      refusal: { locked: [lock], problems: [{ code: 'encrypted', path: name }] },
    })
    expect(await engine.unlock(name, 'wrong', listeners)).toMatchObject({
      kind: 'refused',
      refusal: { locked: [lock], problems: [{ code: 'wrong-password' }, { code: 'encrypted' }] },
    })
    const right = await engine.unlock(name, ARCHIVE_PASSWORD, listeners)
    expect(pathsOf(right)).toEqual(PATHS.toSorted())
    expect(opened(right).locked).toEqual([])
    expect(opened(right).analysis.problems.filter(({ code }) => code === 'encrypted')).toEqual([])

    // A kept session has what was read, and asks for the password again where a text is wanted.
    const again = opened(await engine.reopen('session-1'))
    expect(again.analysis.entries).toHaveLength(PATHS.length)
    expect(again.locked).toEqual([lock])
    expect(await engine.lines('CBS.log', 1, 1)).toEqual([])
    const later = await engine.setClocks({})
    expect(later.analysis.problems.filter(({ code }) => code === 'encrypted')).toEqual([])
    expect((await engine.unlock(name, 'wrong', listeners)).kind).toBe('refused')
    expect((await engine.unlock(name, ARCHIVE_PASSWORD, listeners)).kind).toBe('opened')
    expect(await engine.lines('CBS.log', 1, 1)).toHaveLength(1)
  })

  test('is no reason to unpack the other archives again', async () => {
    const kinds: string[] = []
    bench = new EngineBench({
      unpackArchive: (asked, onProgress) => {
        kinds.push(asked.archive.kind)
        return unpack(asked, onProgress)
      },
    })
    const { engine, listeners } = bench
    await engine.open('case.zip', [zipOf('mszip.cab', 'secret.7z', 'logs.tar.xz')], listeners)
    expect(kinds.toSorted()).toEqual(['7z', 'cab', 'xz'])
    kinds.length = 0
    const right = await engine.unlock('secret.7z', ARCHIVE_PASSWORD, listeners)
    expect(kinds).toEqual(['7z'])
    expect(pathsOf(right)).toHaveLength(3 * PATHS.length)
  })
})

test('a kept session unpacks again where a text is asked for', async () => {
  bench = new EngineBench()
  const { engine, listeners } = bench
  await engine.open('case.zip', [zipOf('mszip.cab')], listeners)
  await engine.reopen('session-1')
  const path = 'mszip.cab!/Panther/setupact.log'
  const lines = await Promise.all([engine.lines(path, 1, 2), engine.lines(path, 3, 1)])
  expect(lines.flat().map(({ text }) => text)).toEqual(
    ARCHIVE_TEXTS['Panther/setupact.log']?.split('\r\n').slice(0, 3),
  )
})
