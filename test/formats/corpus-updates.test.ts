/** Logs of update clients and scripts of the corpus against what was counted in them by other means; see corpus.test.ts. */
import { existsSync, readFileSync } from 'node:fs'
import { fileURLToPath } from 'node:url'
import { describe, expect, test } from 'vitest'

import { deriveClocks } from '../../src/core/derive/clocks.ts'
import { Level, RowFlag } from '../../src/core/model/event-table.ts'
import type { LogFile } from '../../src/core/model/log-file.ts'
import { parseBytes } from '../support/parse-bytes.ts'

const CORPUS =
  process.env['SETUPSCOPE_CORPUS'] ??
  fileURLToPath(new URL('../../../shared/corpus', import.meta.url))
const MANIFEST = `${CORPUS}/MANIFEST.json`

interface Facts {
  readonly lines: number
  readonly timestamped_lines?: number
  readonly clock_backward_steps?: number
  readonly min_timestamp?: string
  readonly max_timestamp?: string
}

interface Item {
  readonly path: string
  readonly kind: string
  readonly first_timestamp: string | null
  readonly last_timestamp: string | null
  readonly facts: Facts
}

const items: readonly Item[] = existsSync(MANIFEST)
  ? (JSON.parse(readFileSync(MANIFEST, 'utf8')) as readonly Item[])
  : []
const updates = items.filter(({ kind }) => kind === 'windowsupdate')
const clients = items.filter(({ path }) => path.includes('sccm-WUAHandler'))
const scripts = items.filter(({ path }) => path.includes('unattend-schneegans'))

test.skipIf(items.length > 0)('there is no corpus here', ({ skip }) => skip())

describe.each(updates.map((item) => [item.path, item] as const))('%s', (path, item) => {
  test('has the lines, times and steps back that were counted', async () => {
    const file = await read(item)
    const isClassic = path.includes('tab-separated')
    expect(file.format).toBe(isClassic ? 'windows-update-classic' : 'windows-update')
    expect(file.lines).toBe(item.facts.lines)
    const times = ownTimes(file)
    expect({
      stamped: times.length,
      back: times.filter((time, i) => time < (times[i - 1] ?? -Infinity)).length,
      first: times[0],
      last: times.at(-1),
      min: Math.min(...times),
      max: Math.max(...times),
    }).toEqual({
      stamped: item.facts.timestamped_lines,
      back: item.facts.clock_backward_steps,
      first: printed(item.first_timestamp),
      last: printed(item.last_timestamp),
      min: printed(item.facts.min_timestamp),
      max: printed(item.facts.max_timestamp),
    })
  })

  test('holds every line in a record and calls nothing an error', async () => {
    const file = await read(item)
    expect(file.unparsed).toEqual([])
    expect(file.problems).toEqual([])
    expect(file.table.level.filter((level) => level >= Level.Error)).toHaveLength(0)
  })

  test('begins as many searches as it ends, but for those that the file cuts', async () => {
    const scans = (await read(item)).signals.filter(
      (signal) => signal.kind === 'update.step' && signal.step === 'scan',
    )
    const begun = scans.filter((signal) => 'state' in signal && signal.state === 'begin').length
    expect(scans.length).toBeGreaterThan(0)
    expect(Math.abs(scans.length - 2 * begun)).toBeLessThanOrEqual(2)
  })
})

test.skipIf(updates.length === 0)(
  'the old grammar tells its zone, the new one does not',
  async () => {
    const files = await Promise.all(updates.map(read))
    const clocks = files.map((file) =>
      deriveClocks([file])[0]?.segments.map(({ source }) => source),
    )
    expect(clocks).toEqual(
      files.map(({ format }) => [format === 'windows-update-classic' ? 'zone-in-line' : 'assumed']),
    )
  },
)

describe.each(clients.map((item) => [item.path, item] as const))('%s', (_, item) => {
  test('is a record per line, in the zone that it prints', async () => {
    const file = await read(item)
    expect([file.format, file.lines, file.table.length]).toEqual([
      'cmtrace',
      item.facts.lines,
      item.facts.lines,
    ])
    expect(ownTimes(file)).toHaveLength(item.facts.lines)
    expect(file.unparsed).toEqual([])
    const [clock] = deriveClocks([file])
    expect(clock?.segments.map(({ offsetMinutes }) => offsetMinutes)).toEqual([-240])
  })
})

describe.each(scripts.map((item) => [item.path, item] as const))('%s', (_, item) => {
  test('is read as the log of a script, without a line left over', async () => {
    const file = await read(item)
    expect([file.format, file.lines]).toEqual(['script-log', item.facts.lines])
    expect(file.unparsed).toEqual([])
    expect(file.table.length).toBeGreaterThan(0)
    expect(file.table.level.filter((level) => level >= Level.Error)).toHaveLength(0)
  })
})

async function read({ path }: Item): Promise<LogFile> {
  return (await parseBytes(new Uint8Array(readFileSync(`${CORPUS}/${path}`)))).file
}

function ownTimes({ table }: LogFile): readonly number[] {
  return Array.from(table.time).filter(
    (_, row) => ((table.flags[row] ?? 0) & RowFlag.TimeCarried) === 0,
  )
}

/** `2021/07/13 10:22:58.9553434` and `2021-08-28<TAB>03:07:48:216`, to the millisecond. */
function printed(stamp: string | null | undefined): number {
  const digits = /^(\d{4})\D(\d\d)\D(\d\d)\s(\d\d):(\d\d):(\d\d)[.:](\d{3})/.exec(stamp ?? '')
  const [year = NaN, month = NaN, ...rest] = (digits ?? []).slice(1).map(Number)
  const [day = NaN, hour, minute, second, ms] = rest
  return Date.UTC(year, month - 1, day, hour, minute, second, ms)
}
