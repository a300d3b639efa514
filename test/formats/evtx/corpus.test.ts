/**
 * Real event logs against what was counted in them by other means. The corpus is not part of the repository: without it, this is
 * skipped.
 */
import { existsSync, readFileSync } from 'node:fs'
import { fileURLToPath } from 'node:url'
import { describe, expect, test } from 'vitest'

import { readLog, recordText, walkLog } from '../../support/evtx/read-log.ts'

const CORPUS =
  process.env['SETUPSCOPE_CORPUS'] ??
  fileURLToPath(new URL('../../../../shared/corpus', import.meta.url))
const MANIFEST = `${CORPUS}/MANIFEST.json`

interface Item {
  readonly path: string
  readonly kind: string
  readonly facts: {
    readonly records_walked_to_free_space_offset: number
    readonly min_record_id: number
    readonly max_record_id: number
    readonly min_time: string
    readonly max_time: string
  }
}

/**
 * Where more can be had than a walk from record to record up to the first that is damaged. Times and ids of the manifest are of
 * that walk, too.
 */
const BEYOND_THE_WALK: Readonly<Record<string, { readonly rows: number; readonly bad: number }>> = {
  // A record of size 0 ends the walk; behind it 113 more stand, and 231 bytes of the one are lost.
  'zero-data-size-event.evtx': { rows: 449, bad: 1 },
  // Blocks of 4 KiB were zeroed: two chunks lost their headers, three end in zeros; records go on behind the gaps.
  'bad-chunk-magic.evtx': { rows: 384, bad: 6 },
  // The chunk's header states 20 records; the last three are zeros.
  'LanguagePackSetup-Operational.evtx': { rows: 17, bad: 1 },
}

const items: readonly Item[] = existsSync(MANIFEST)
  ? (JSON.parse(readFileSync(MANIFEST, 'utf8')) as readonly Item[]).filter(
      ({ kind }) => kind === 'evtx',
    )
  : []

test.skipIf(items.length > 0)('there is no corpus here', ({ skip }) => skip())

/** Whole milliseconds, as the page shows them. */
const ms = (time: string): number => Date.parse(time.replace(/(\.\d{3})\d*Z$/, '$1Z'))

describe.each(items.map((item) => [item.path, item] as const))('%s', (path, { facts }) => {
  const bytes = new Uint8Array(readFileSync(`${CORPUS}/${path}`))
  const beyond = BEYOND_THE_WALK[path.slice(path.lastIndexOf('/') + 1)]

  test('has the records that were counted', async () => {
    const file = await readLog(bytes)
    expect(file.format).toBe('evtx')
    const walked = facts.records_walked_to_free_space_offset
    expect(file.lines).toBeGreaterThanOrEqual(walked)
    expect({ rows: file.lines, bad: file.recordsBad }).toEqual(beyond ?? { rows: walked, bad: 0 })
    expect(file.problems.length > 0).toBe(beyond !== undefined)
  })

  test('has the ids and times that were counted', async () => {
    const records = await walkLog(bytes)
    expect(records.every(({ event }) => event !== null)).toBe(true)
    const ids = records.map(({ event }) => event?.recordId ?? 0)
    const written = records.map(({ writtenMs }) => writtenMs)
    const found = {
      min_record_id: Math.min(...ids),
      max_record_id: Math.max(...ids),
      min_time: Math.min(...written),
      max_time: Math.max(...written),
    }
    const { min_record_id, max_record_id, min_time, max_time } = facts
    const expected = {
      min_record_id,
      max_record_id,
      min_time: ms(min_time),
      max_time: ms(max_time),
    }
    if (beyond === undefined) expect(found).toEqual(expected)
    else {
      expect(found.min_record_id).toBeLessThanOrEqual(expected.min_record_id)
      expect(found.max_record_id).toBeGreaterThanOrEqual(expected.max_record_id)
      expect(found.min_time).toBeLessThanOrEqual(expected.min_time)
      expect(found.max_time).toBeGreaterThanOrEqual(expected.max_time)
    }
  })

  test('gives the XML of every record', async () => {
    const { lines } = await readLog(bytes)
    for (let line = 1; line <= lines; line += 37) {
      const text = await recordText(bytes, line)
      expect(text?.xml, `line ${line}`).toMatch(/^<Event [^]*<\/Event>\n$/)
    }
  })
})
