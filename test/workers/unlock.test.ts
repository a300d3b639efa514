import { afterEach, describe, expect, test } from 'vitest'
import { TextReader, Uint8ArrayWriter, ZipWriter } from '@zip.js/zip.js'
import type { DroppedFile } from '../../src/core/bundle/entry.ts'
import { EngineBench } from './engine-bench.ts'
import { CBS_LINES, logText, looseLog, SETUP_LINES } from './log-bundle.ts'

async function lockedZip(plain: Readonly<Record<string, string>> = {}): Promise<DroppedFile> {
  const writer = new ZipWriter(new Uint8ArrayWriter(), { useWebWorkers: false })
  await writer.add('CBS.log', new TextReader(logText(CBS_LINES)), { password: 'pa55' })
  for (const [name, text] of Object.entries(plain)) await writer.add(name, new TextReader(text))
  return { path: 'case.zip', blob: new Blob([Uint8Array.from(await writer.close())]) }
}

let bench: EngineBench
afterEach(() => bench.close())

const codesOf = (problems: readonly { readonly code: string }[]): string[] =>
  problems.map(({ code }) => code)

describe('a bundle of locked files alone', () => {
  test('is refused, named, and opened by its password', async () => {
    bench = new EngineBench()
    const { engine, listeners } = bench
    const first = await engine.open('case.zip', [await lockedZip()], listeners)
    expect(first).toMatchObject({
      kind: 'refused',
      refusal: {
        locked: [{ path: 'CBS.log', archivePath: 'case.zip' }],
        problems: [{ code: 'encrypted', path: 'CBS.log' }],
      },
    })
    const wrong = await engine.unlock('case.zip', 'wrong', listeners)
    expect(wrong).toMatchObject({
      kind: 'refused',
      refusal: {
        locked: [{ path: 'CBS.log' }],
        problems: [{ code: 'wrong-password' }, { code: 'encrypted' }],
      },
    })
    const right = await engine.unlock('case.zip', 'pa55', listeners)
    if (right.kind !== 'opened') throw new Error(right.kind)
    expect(right.bundle.analysis.entries.map(({ path }) => path)).toEqual(['CBS.log'])
    expect(right.bundle).toMatchObject({ locked: [], changes: null })
    expect(codesOf(right.bundle.analysis.problems)).toEqual([])
    expect((await engine.lines('CBS.log', 1, 1))[0]?.text).toBe(CBS_LINES[0])
  })
})

test('a password reads the rest of an open bundle; a wrong one leaves it as it is', async () => {
  bench = new EngineBench()
  const { engine, listeners } = bench
  const zip = await lockedZip({ 'setupact.log': logText(SETUP_LINES) })
  const first = await engine.open('case.zip', [zip], listeners)
  if (first.kind !== 'opened') throw new Error(first.kind)
  expect(codesOf(first.bundle.analysis.problems)).toEqual(['encrypted'])
  expect(first.bundle.analysis.bundle.entries).toBe(2)

  expect((await engine.unlock('case.zip', 'wrong', listeners)).kind).toBe('refused')
  expect(await engine.lines('setupact.log', 1, 1)).toHaveLength(1)

  const right = await engine.unlock('case.zip', 'pa55', listeners)
  if (right.kind !== 'opened') throw new Error(right.kind)
  expect(right.bundle.changes).toMatchObject({ addedEntries: ['CBS.log'] })
  expect(right.bundle.locked).toEqual([])
})

test('a kept session has what was read, but no text without the password', async () => {
  bench = new EngineBench()
  const { engine, listeners } = bench
  await engine.open('case.zip', [await lockedZip()], listeners)
  await engine.unlock('case.zip', 'pa55', listeners)
  const kept = JSON.stringify([...bench.kept.values()].map(({ story: _, ...rest }) => rest))
  expect(kept).not.toContain('pa55')

  const again = await engine.reopen('session-1')
  if (again.kind !== 'opened') throw new Error(again.kind)
  expect(again.bundle.analysis.entries).toHaveLength(1)
  expect(again.bundle.locked).toEqual([{ path: 'CBS.log', archivePath: 'case.zip' }])
  expect(await engine.lines('CBS.log', 1, 1)).toEqual([])
  expect((await engine.unlock('case.zip', 'wrong', listeners)).kind).toBe('refused')
  expect((await engine.unlock('case.zip', 'pa55', listeners)).kind).toBe('opened')
  expect((await engine.lines('CBS.log', 1, 1))[0]?.text).toBe(CBS_LINES[0])
})

test('a locked archive can be added to an open bundle and unlocked there', async () => {
  bench = new EngineBench()
  const { engine, listeners } = bench
  await engine.open('x', [looseLog('setupact.log', SETUP_LINES)], listeners)
  const added = await engine.add([await lockedZip()], listeners)
  if (added.kind !== 'opened') throw new Error(added.kind)
  expect(added.bundle.locked).toHaveLength(1)
  expect((await engine.unlock('case.zip', 'pa55', listeners)).kind).toBe('opened')
})

test('what a password had read stays in a kept session that is added to', async () => {
  bench = new EngineBench()
  const { engine, listeners } = bench
  const zip = await lockedZip({ 'setupact.log': logText(SETUP_LINES) })
  await engine.open('case.zip', [zip], listeners)
  await engine.unlock('case.zip', 'pa55', listeners)
  await engine.reopen('session-1')
  const added = await engine.add([looseLog('more.log', SETUP_LINES.slice(0, 2))], listeners)
  if (added.kind !== 'opened') throw new Error(added.kind)
  const paths = added.bundle.analysis.entries.map(({ path }) => path)
  expect(paths.toSorted()).toEqual(['CBS.log', 'more.log', 'setupact.log'])
})
