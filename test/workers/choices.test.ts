import { afterEach, describe, expect, test } from 'vitest'
import { TextReader, Uint8ArrayReader, Uint8ArrayWriter, ZipWriter } from '@zip.js/zip.js'
import type { DroppedFile, Entry } from '../../src/core/bundle/entry.ts'
import { parseOne } from '../../src/core/pipeline/parse-one.ts'
import type { OpenBundle, OpenResult } from '../../workers/engine-api.ts'
import { encodeIn } from '../support/legacy-bytes.ts'
import { EngineBench, gate } from './engine-bench.ts'
import type { BenchOptions } from './engine-bench.ts'
import { CBS_LINES, logText, looseLog, SETUP_LINES } from './log-bundle.ts'

let bench: EngineBench
const made = (options: BenchOptions = {}): EngineBench => (bench = new EngineBench(options))
afterEach(() => bench.close())

function opened(result: OpenResult): OpenBundle {
  if (result.kind !== 'opened') throw new Error(`not opened: ${JSON.stringify(result)}`)
  return result.bundle
}

/** One letter of Lithuanian, which nobody could tell from one of French. */
const MESSAGE = 'Operacija baigta sėkmingai.'
const MISREAD = 'Operacija baigta sëkmingai.'
const LINE = `2023-05-22 13:15:43, Error                 CBS    Failed: ${MESSAGE} [HRESULT = 0x800f0831 - CBS_E_STORE_CORRUPTION]`
const LOG = logText([...CBS_LINES, LINE])
const LAST = CBS_LINES.length + 1

function baltic(path = 'CBS.log'): DroppedFile {
  return { path, blob: new Blob([encodeIn('windows-1257', LOG)]) }
}

const entryOf = (bundle: OpenBundle, path: string) =>
  bundle.analysis.entries.find((entry) => entry.path === path)

describe('an encoding that the user chooses', () => {
  test('reads that log anew, and no other', async () => {
    const read: string[] = []
    const { engine, listeners, replaced } = made({
      read: (entry, options) => {
        read.push(`${entry.path} ${options.encoding}`)
        return parseOne(entry, options)
      },
    })
    const files = [baltic(), looseLog('setupact.log', SETUP_LINES)]
    const first = opened(await engine.open('x', files, listeners))
    expect(entryOf(first, 'CBS.log')).toMatchObject({
      encoding: 'windows-1252',
      encodingChosen: false,
    })
    expect((await engine.lines('CBS.log', LAST, 1))[0]?.text).toContain(MISREAD)
    read.length = 0
    const bundle = await engine.setEncoding('CBS.log', 'windows-1257')
    expect(read).toEqual(['CBS.log windows-1257'])
    expect(entryOf(bundle, 'CBS.log')).toMatchObject({
      encoding: 'windows-1257',
      encodingConfidence: 1,
      encodingChosen: true,
    })
    expect(bundle.choices.encodings).toEqual({ 'CBS.log': 'windows-1257' })
    expect((await engine.lines('CBS.log', LAST, 1))[0]?.text).toBe(LINE)
    expect((await engine.search(MESSAGE, 9)).hits.map(({ line }) => line)).toEqual([LAST])
    expect(bundle.analysis.findings.flatMap(({ evidence }) => evidence)).not.toContainEqual(
      expect.objectContaining({ text: expect.stringContaining(MISREAD) as string }),
    )
    expect(replaced).toEqual(['session-1'])
  })

  test('and takes back leaves it as it was', async () => {
    const { engine, listeners } = made()
    const first = opened(await engine.open('x', [baltic()], listeners))
    await engine.setEncoding('CBS.log', 'windows-1257')
    const back = await engine.setEncoding('CBS.log', null)
    expect(back.analysis).toEqual(first.analysis)
    expect(back.choices.encodings).toEqual({})
    expect((await engine.lines('CBS.log', LAST, 1))[0]?.text).toContain(MISREAD)
  })

  test('twice is read once', async () => {
    let reads = 0
    const { engine, listeners } = made({
      read: (entry, options) => {
        reads++
        return parseOne(entry, options)
      },
    })
    await engine.open('x', [baltic()], listeners)
    await engine.setEncoding('CBS.log', 'windows-1257')
    await engine.setEncoding('CBS.log', 'windows-1257')
    expect(reads).toBe(2)
  })

  test('holds for a session that is opened again, its text unpacked in it', async () => {
    const { engine, listeners, unpacked } = made()
    await engine.open('x', [baltic()], listeners)
    await engine.setEncoding('CBS.log', 'windows-1257')
    const again = opened(await engine.reopen('session-1'))
    expect(again.choices.encodings).toEqual({ 'CBS.log': 'windows-1257' })
    expect((await engine.lines('CBS.log', LAST, 1))[0]?.text).toBe(LINE)
    expect(unpacked).toEqual(['CBS.log'])
    const changed = await engine.setEncoding('CBS.log', 'windows-1250')
    expect(entryOf(changed, 'CBS.log')).toMatchObject({ encoding: 'windows-1250' })
    expect((await engine.lines('CBS.log', 1, 1))[0]?.text).toBe(CBS_LINES[0])
  })

  test('holds for a session of another version, which is read anew', async () => {
    const { engine, listeners } = made()
    await engine.open('x', [baltic()], listeners)
    await engine.setEncoding('CBS.log', 'windows-1257')
    bench.isOtherVersion = true
    const again = opened(await engine.reopen('session-1'))
    expect(entryOf(again, 'CBS.log')).toMatchObject({ encoding: 'windows-1257' })
    expect((await engine.lines('CBS.log', LAST, 1))[0]?.text).toBe(LINE)
  })

  test('holds when files are added', async () => {
    const { engine, listeners } = made()
    await engine.open('x', [baltic()], listeners)
    await engine.setEncoding('CBS.log', 'windows-1257')
    const more = opened(await engine.add([looseLog('setupact.log', SETUP_LINES)], listeners))
    expect(entryOf(more, 'CBS.log')).toMatchObject({ encoding: 'windows-1257' })
    expect((await engine.lines('CBS.log', LAST, 1))[0]?.text).toBe(LINE)
  })

  test('holds for a log that is still locked, and is read so when the password comes', async () => {
    const writer = new ZipWriter(new Uint8ArrayWriter(), { useWebWorkers: false })
    const bytes = encodeIn('windows-1257', LOG)
    await writer.add('CBS.log', new Uint8ArrayReader(bytes), { password: 'pa55' })
    await writer.add('setupact.log', new TextReader(logText(SETUP_LINES)))
    const zip = { path: 'locked.zip', blob: new Blob([(await writer.close()).slice()]) }
    const { engine, listeners } = made()
    await engine.open('locked.zip', [zip], listeners)
    const unlocked = opened(await engine.unlock('locked.zip', 'pa55', listeners))
    const paths = unlocked.analysis.entries.map((entry) => entry.path)
    const path = paths.find((one) => one.endsWith('CBS.log')) ?? ''
    await engine.setEncoding(path, 'windows-1257')
    // A password is never kept: the log of the kept session waits for it.
    const again = opened(await engine.reopen('session-1'))
    expect(again.locked).toHaveLength(1)
    const waiting = await engine.setEncoding(path, 'windows-1250')
    expect(waiting.choices.encodings).toEqual({ [path]: 'windows-1250' })
    expect(entryOf(waiting, path)).toMatchObject({ encoding: 'windows-1257' })
    const read = opened(await engine.unlock('locked.zip', 'pa55', listeners))
    expect(entryOf(read, path)).toMatchObject({ encoding: 'windows-1250', encodingChosen: true })
  })

  test('that is given up leaves the log as it was', async () => {
    let isHung = false
    const { engine, listeners, pool } = made({
      read: (entry, options) => (isHung ? new Promise(() => undefined) : parseOne(entry, options)),
    })
    const first = opened(await engine.open('x', [baltic()], listeners))
    isHung = true
    const reread = engine.setEncoding('CBS.log', 'windows-1257')
    const queued = engine.setEncoding('CBS.log', 'windows-1250')
    await new Promise((resolve) => setTimeout(resolve, 20))
    await engine.cancel()
    for (const bundle of [await reread, await queued]) {
      expect(bundle.analysis).toEqual(first.analysis)
      expect(bundle.choices.encodings).toEqual({})
    }
    isHung = false
    for (let slot = 0; slot < pool.size; slot++) bench.replace(slot, 'cancelled')
    const bundle = await engine.setEncoding('CBS.log', 'windows-1257')
    expect(entryOf(bundle, 'CBS.log')).toMatchObject({ encodingChosen: true })
  })

  test('while a bundle is being read waits for it', async () => {
    const large = gate()
    const read = async (entry: Entry, options: Parameters<typeof parseOne>[1]) => {
      if (entry.path === 'setupact.log') await large.opened
      return parseOne(entry, options)
    }
    const { engine, listeners, partials } = made({ read })
    const files = [baltic(), looseLog('setupact.log', SETUP_LINES)]
    const whole = engine.open('x', files, listeners)
    await expect.poll(() => partials.length, { timeout: 3000 }).toBeGreaterThan(0)
    const chosen = engine.setEncoding('CBS.log', 'windows-1257')
    large.open()
    expect(entryOf(opened(await whole), 'setupact.log')).toBeDefined()
    expect(entryOf(await chosen, 'CBS.log')).toMatchObject({ encoding: 'windows-1257' })
    expect(entryOf(await chosen, 'setupact.log')).toBeDefined()
  })

  test('whose worker ends costs nothing but the choice', async () => {
    const reached = gate()
    let isHung = false
    const { engine, listeners } = made({
      read: (entry, options) => {
        if (!isHung) return parseOne(entry, options)
        reached.open()
        return new Promise<never>(() => undefined)
      },
    })
    await engine.open('x', [baltic()], listeners)
    isHung = true
    const reread = engine.setEncoding('CBS.log', 'windows-1257')
    await reached.opened
    for (let slot = 0; slot < 2; slot++) bench.replace(slot, 'out of memory')
    const bundle = await reread
    expect(entryOf(bundle, 'CBS.log')).toMatchObject({ encodingChosen: false })
    expect(bundle.choices.encodings).toEqual({})
    expect(bundle.analysis.problems.map(({ code }) => code)).toContain('worker-died')
  })

  test('for a log that is not there is a mistake of the program', async () => {
    const { engine, listeners } = made()
    await engine.open('x', [baltic()], listeners)
    await expect(engine.setEncoding('other.log', 'big5')).rejects.toThrow('no such log')
  })
})

describe('a moment that the user pins a picture to', () => {
  const AT = Date.UTC(2023, 4, 22, 13, 15, 41)
  const PNG = Uint8Array.from([0x89, 0x50, 0x4e, 0x47, 0x0d, 0x0a, 0x1a, 0x0a, 0, 0, 0, 13])
  const picture: DroppedFile = { path: 'photos/blue screen.png', blob: new Blob([PNG]) }

  test('stands on the timeline and in the analysis, and is kept', async () => {
    const { engine, listeners } = made()
    await engine.open('x', [looseLog('CBS.log', CBS_LINES), picture], listeners)
    const bundle = await engine.setPin(picture.path, AT)
    expect(entryOf(bundle, picture.path)?.pinnedAt).toBe('2023-05-22T13:15:41.000Z')
    expect(entryOf(bundle, 'CBS.log')?.pinnedAt).toBeNull()
    const lane = bundle.timeline.lanes.find(({ kind }) => kind === 'pins')
    expect(lane?.marks).toMatchObject([
      { at: AT, label: 'blue screen.png', shape: 'pin', target: { path: picture.path, line: 1 } },
    ])
    const again = opened(await engine.reopen('session-1'))
    expect(again.choices.pins).toEqual({ [picture.path]: AT })
    expect(again.timeline.lanes.map(({ kind }) => kind)).toContain('pins')
    const off = await engine.setPin(picture.path, null)
    expect(off.timeline.lanes.map(({ kind }) => kind)).not.toContain('pins')
    expect(bench.kept.get('session-1')?.choices.pins).toEqual({})
  })

  test('does not disturb clocks and encodings', async () => {
    const { engine, listeners } = made()
    await engine.open('x', [baltic(), picture], listeners)
    await engine.setClocks({ 'CBS.log': 480 })
    await engine.setEncoding('CBS.log', 'windows-1257')
    const { choices } = await engine.setPin(picture.path, AT)
    expect(choices).toEqual({
      clocks: { 'CBS.log': 480 },
      encodings: { 'CBS.log': 'windows-1257' },
      pins: { [picture.path]: AT },
    })
  })

  test('is shown by its bytes, also in a session that is opened again', async () => {
    const { engine, listeners } = made()
    await engine.open('x', [looseLog('CBS.log', CBS_LINES), picture], listeners)
    const bytes = async (path: string) => (await engine.blob(path))?.arrayBuffer()
    expect(new Uint8Array((await bytes(picture.path)) ?? new ArrayBuffer(0))).toEqual(PNG)
    expect(await engine.blob('nothing.png')).toBeNull()
    await engine.reopen('session-1')
    expect(new Uint8Array((await bytes(picture.path)) ?? new ArrayBuffer(0))).toEqual(PNG)
  })
})
