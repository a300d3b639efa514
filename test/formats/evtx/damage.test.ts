/** Logs that were not closed, cut, zeroed or written over: every record that is there, and the number of the others. */
import { describe, expect, test } from 'vitest'

import { RowFlag } from '../../../src/core/model/event-table.ts'
import type { LogFile } from '../../../src/core/model/log-file.ts'
import { makeEventLog, type LogRecord } from '../../support/evtx/event-log.ts'
import { readLog, recordText } from '../../support/evtx/read-log.ts'

const HEADER = 0x1000
const CHUNK = 0x10000
const PER_CHUNK = 10

function records(count: number): readonly LogRecord[] {
  return Array.from({ length: count }, (_, i) => ({
    provider: 'Sample',
    id: 100 + i,
    time: new Date(Date.UTC(2024, 2, 5, 10, 0, i)).toISOString(),
    data: { Text: `value ${i}` },
  }))
}

/** Two chunks of ten records. */
const whole = makeEventLog(records(2 * PER_CHUNK), { perChunk: PER_CHUNK })

function changed(change: (bytes: Uint8Array, view: DataView) => void, from = whole): Uint8Array {
  const bytes = from.slice()
  change(bytes, new DataView(bytes.buffer))
  return bytes
}

/** Ids of the events, `?` for a record whose content is damaged. */
function idsOf({ rendered }: LogFile): readonly string[] {
  return (rendered ?? []).map((line) => / (\d+): /.exec(line)?.[1] ?? '?')
}

function ids(from: number, count: number): readonly string[] {
  return Array.from({ length: count }, (_, i) => String(100 + from + i))
}

function problemsOf({ problems }: LogFile): readonly string[] {
  return problems.map(({ code, at }) => `${code} ${at}`)
}

/** Where the record with this number begins. */
async function placeOf(row: number): Promise<number> {
  const { table } = await readLog(whole)
  return table.start[row] ?? 0
}

test('a sound log has no problems', async () => {
  const file = await readLog(whole)
  expect(idsOf(file)).toEqual(ids(0, 20))
  expect(file).toMatchObject({ format: 'evtx', records: 20, recordsBad: 0, problems: [] })
})

test('a log that was not closed: the header counts too few chunks and records', async () => {
  const file = await readLog(makeEventLog(records(20), { perChunk: 10, flags: 1, statedChunks: 1 }))
  expect(idsOf(file)).toEqual(ids(0, 20))
  expect(file.problems).toEqual([])
})

describe('free space', () => {
  test('stated too small: records that go on counting are read', async () => {
    const file = await readLog(changed((_, view) => view.setUint32(HEADER + 48, 0x200, true)))
    expect(idsOf(file)).toEqual(ids(0, 20))
  })

  test('what stands behind it and was written over is not read', async () => {
    const stale = await placeOf(15)
    const file = await readLog(
      changed((bytes, view) => {
        // The second chunk begins anew behind its fifth record; the sixth is of another time.
        view.setUint32(HEADER + CHUNK + 48, stale - HEADER - CHUNK, true)
        bytes[stale + 8] = 1
      }),
    )
    expect(idsOf(file)).toEqual(ids(0, 15))
    expect(file.problems).toEqual([])
  })

  test('stated too large: zeros are no records', async () => {
    const file = await readLog(changed((_, view) => view.setUint32(HEADER + 48, 0x10000, true)))
    expect(idsOf(file)).toEqual(ids(0, 20))
    expect(file.problems).toEqual([])
  })
})

describe('records', () => {
  test.each([
    ['of size 0', 0],
    ['of a size beyond the chunk', 0xfffffff0],
    ['of a size that ends inside', 40],
  ])('%s are left out, and those behind them read', async (_, size) => {
    const at = await placeOf(4)
    const file = await readLog(changed((_bytes, view) => view.setUint32(at + 4, size, true)))
    expect(idsOf(file).filter((id) => id !== '?')).toEqual([...ids(0, 4), ...ids(5, 15)])
    expect(file.recordsBad).toBe(1)
    expect(problemsOf(file)).toContain(`damaged ${at}`)
  })

  test('a record without its magic', async () => {
    const at = await placeOf(4)
    const file = await readLog(changed((bytes) => bytes.fill(0, at, at + 4)))
    expect(idsOf(file)).toEqual([...ids(0, 4), ...ids(5, 15)])
    expect(file.recordsBad).toBe(1)
  })

  test('a record whose end is damaged is read, and told of', async () => {
    const end = await placeOf(5)
    const file = await readLog(changed((bytes) => bytes.fill(0xee, end - 4, end)))
    expect(idsOf(file)).toEqual(ids(0, 20))
    expect(problemsOf(file)).toEqual([`damaged ${await placeOf(4)}`])
  })

  test('a record whose content is damaged has a row with its time', async () => {
    const at = await placeOf(4)
    const bytes = changed((all) => all.fill(0xee, at + 24, at + 40))
    const file = await readLog(bytes)
    expect(idsOf(file)).toEqual([...ids(0, 4), '?', ...ids(5, 15)])
    expect(file.rendered?.[4]).toMatch(/^2024-03-05 10:00:04\.000 /)
    expect(file.table.flags[4]).toBe(RowFlag.Unparsed)
    expect(file.unparsed).toEqual([{ fromLine: 5, toLine: 5, lines: 1, reason: 'damaged' }])
    expect(file).toMatchObject({ records: 19, recordsBad: 1 })
    expect(await recordText(bytes, 5)).toBeNull()
  })

  test('records of zeros in the middle of a chunk', async () => {
    const from = await placeOf(3)
    const to = await placeOf(6)
    const file = await readLog(changed((bytes) => bytes.fill(0, from, to)))
    expect(idsOf(file)).toEqual([...ids(0, 3), ...ids(6, 14)])
    expect(problemsOf(file)).toEqual([`damaged ${from}`])
  })

  test('records of zeros at the end of a chunk that states more', async () => {
    const from = await placeOf(7)
    const file = await readLog(changed((bytes) => bytes.fill(0, from, HEADER + CHUNK)))
    expect(idsOf(file)).toEqual([...ids(0, 7), ...ids(10, 10)])
    expect(problemsOf(file)).toEqual([`damaged ${from}`])
  })
})

describe('chunks', () => {
  test('a chunk of zeros is empty room', async () => {
    const file = await readLog(changed((bytes) => bytes.fill(0, HEADER, HEADER + CHUNK)))
    expect(idsOf(file)).toEqual(ids(10, 10))
    expect(file.problems).toEqual([])
  })

  test('a chunk without its magic is read all the same', async () => {
    const file = await readLog(changed((bytes) => bytes.fill(0x55, HEADER, HEADER + 8)))
    expect(idsOf(file)).toEqual(ids(0, 20))
    expect(problemsOf(file)).toEqual([`damaged ${HEADER}`])
  })

  test('a chunk that lost its template takes it from another', async () => {
    const same = records(20).map((record) => ({ ...record, id: 7 }))
    const log = makeEventLog(same, { perChunk: PER_CHUNK })
    const second = (await readLog(log)).table.start[11] ?? 0
    const bytes = changed((all) => all.fill(0, HEADER + CHUNK, second), log)
    const file = await readLog(bytes)
    expect(file.lines).toBe(19)
    expect(file.rendered?.[10]).toContain('Sample 7: Text=value 11')
    expect((await recordText(bytes, 11))?.xml).toContain('<Data Name="Text">value 11</Data>')
  })

  test('data whose template no chunk has: the record says so', async () => {
    const bytes = changed(
      (all, view) => {
        // The second template that the chunk holds is that of the data; the token before it names its place.
        const tables = new Uint32Array(all.slice(HEADER + 384, HEADER + 512).buffer)
        const place = tables.reduce((last, one) => Math.max(last, one), 0)
        view.setUint32(HEADER + place - 4, 0xfff0, true)
      },
      makeEventLog(records(1)),
    )
    const file = await readLog(bytes)
    expect(file.rendered).toEqual([
      '2024-03-05 10:00:00.000 Information Sample 100:  (its data is damaged)',
    ])
    expect(problemsOf(file)).toEqual([`damaged ${HEADER + 512}`])
    expect((await recordText(bytes, 1))?.xml).toMatch(
      /<!-- \d+ bytes of XML that cannot be read -->/,
    )
  })

  test('bytes that were added move the chunks behind them', async () => {
    const moved = new Uint8Array(whole.length + 300)
    moved.set(whole.subarray(0, HEADER + CHUNK))
    moved.fill(0x77, HEADER + CHUNK, HEADER + CHUNK + 300)
    moved.set(whole.subarray(HEADER + CHUNK), HEADER + CHUNK + 300)
    const file = await readLog(moved)
    expect(idsOf(file)).toEqual(ids(0, 20))
    expect(problemsOf(file)).toEqual([`damaged ${HEADER + CHUNK}`])
    expect((await recordText(moved, 15))?.xml).toContain('value 14')
  })

  test('a file that ends inside a chunk', async () => {
    const end = await placeOf(14)
    const file = await readLog(whole.slice(0, end + 100))
    expect(idsOf(file)).toEqual(ids(0, 14))
    expect(problemsOf(file)).toEqual([`damaged ${end}`, `truncated ${end + 100}`])
  })

  test('a chunk alone, cut out of a disk', async () => {
    const file = await readLog(whole.slice(HEADER))
    expect(file.format).toBe('evtx')
    expect(idsOf(file)).toEqual(ids(0, 20))
  })

  test('a log whose header is lost', async () => {
    const file = await readLog(changed((bytes) => bytes.fill(0, 0, HEADER)))
    expect(file.format).toBe('evtx')
    expect(idsOf(file)).toEqual(ids(0, 20))
    expect(problemsOf(file)).toEqual(['damaged 0'])
  })

  test('a header and nothing else', async () => {
    const file = await readLog(whole.slice(0, HEADER))
    expect(file).toMatchObject({ format: 'evtx', records: 0, recordsBad: 0, problems: [] })
  })
})

test('more damaged places than anybody reads are counted', async () => {
  const many = makeEventLog(records(200), { perChunk: 100 })
  const { table } = await readLog(many)
  const file = await readLog(
    changed((bytes) => {
      for (let row = 1; row < 200; row += 3) bytes[(table.start[row] ?? 0) + 24] = 0xee
    }, many),
  )
  expect(file.recordsBad).toBe(67)
  expect(file.problems).toHaveLength(33)
  expect(file.problems.at(-1)?.detail).toBe('35 more damaged places')
})
