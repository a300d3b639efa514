/** Process Monitor logs of the corpus against what another parser counted, and one against Process Monitor's own export. */
import { existsSync, readFileSync } from 'node:fs'
import { fileURLToPath } from 'node:url'
import { inflateSync } from 'node:zlib'
import { describe, expect, test } from 'vitest'

import { HEADER_SIZE, readHeader } from '../../../src/core/formats/pml/header.ts'
import { readTables } from '../../../src/core/formats/pml/tables.ts'
import { sourceOf } from '../../support/evtx/read-log.ts'
import { parseBytes } from '../../support/parse-bytes.ts'
import { readColumns, type EventColumns } from '../../support/pml/read-log.ts'

const CORPUS =
  process.env['SETUPSCOPE_CORPUS'] ??
  fileURLToPath(new URL('../../../../shared/corpus', import.meta.url))
const MANIFEST = `${CORPUS}/MANIFEST.json`
const EXPORTED = 'pml/procmon-parser-process64.PML.zlib'
const EXPORT = `${CORPUS}/other/procmon-parser-process64.csv.zlib`

interface Item {
  readonly path: string
  readonly kind: string
  readonly facts: {
    readonly version: number
    readonly is64: number
    readonly computer: string
    readonly system_root: string
    readonly events: number
    readonly events_read: number
    readonly processes: number
    readonly min_time: string
    readonly max_time: string
    readonly top_operations: Readonly<Record<string, number>>
    readonly top_results: Readonly<Record<string, number>>
  }
}

const items = (
  existsSync(MANIFEST) ? (JSON.parse(readFileSync(MANIFEST, 'utf8')) as readonly Item[]) : []
).filter(({ kind }) => kind === 'pml')

test.skipIf(items.length > 0)('there is no corpus here', ({ skip }) => skip())

describe.each(items.map((item) => [item.path, item] as const))('%s', (path, { facts }) => {
  const bytes = bytesOf(`${CORPUS}/${path}`)

  test('has the machine, processes and events that were counted', async () => {
    const header = readHeader(bytes.subarray(0, HEADER_SIZE))
    if (header === null) throw new Error('no header')
    const tables = await readTables(sourceOf(bytes), header)
    expect({
      version: header.version,
      is64: header.is64 ? 1 : 0,
      computer: header.computer,
      system_root: header.systemRoot,
      events: header.events,
      processes: tables.processes.length,
    }).toEqual({
      version: facts.version,
      is64: facts.is64,
      computer: facts.computer,
      system_root: facts.system_root,
      events: facts.events,
      processes: facts.processes,
    })
    const { file } = await parseBytes(bytes, { name: 'Logfile.PML' })
    expect([file.format, file.records, file.recordsBad]).toEqual(['pml', facts.events, 0])
    expect(file.table.length).toBe(facts.events)
    expect(file.problems).toEqual([])
    expect(file.unparsed).toEqual([])
    expect(file.rendered).toHaveLength(1 + facts.processes + facts.events)
  })

  test('has the times, operations and results that were counted', async () => {
    const events = (await readColumns(bytes)).slice(0, facts.events_read)
    const times = events.map(isoTime).sort()
    expect([times[0], times.at(-1)]).toEqual([facts.min_time, facts.max_time])
    expect(tally(events, ({ operation }) => operation)).toMatchObject(
      Object.fromEntries(
        Object.entries(facts.top_operations).map(([name, n]) => [name.replaceAll('_', ' '), n]),
      ),
    )
    expect(tally(events, ({ code }) => `0x${code.toString(16)}`)).toMatchObject(facts.top_results)
  })
})

/**
 * All 27 columns. Two tell nothing of the log: `Sequence` is `n/a` in every export, and `Category` is empty for events of processes.
 * Times were printed by a machine whose clock ran on UTC.
 */
test.skipIf(items.length === 0)(
  'reads what Process Monitor exported, column by column',
  async () => {
    const [names = [], ...rows] = parseCsv(new TextDecoder().decode(bytesOf(EXPORT)))
    const events = await readColumns(bytesOf(`${CORPUS}/${EXPORTED}`))
    expect(rows).toHaveLength(events.length)
    const first = events[0] as EventColumns
    const own = events.map((event) => columnsOf(event, first))
    const exported = rows.map((row) =>
      Object.fromEntries(names.map((name, i) => [name, unixLines(row[i] ?? '')])),
    )
    for (const [i, row] of exported.entries()) expect(own[i], `row ${i}`).toEqual(row)
  },
)

/** An environment is printed with a carriage return before each variable; ours has line feeds. */
function unixLines(value: string): string {
  return value.replaceAll(/\r\n?/g, '\n')
}

function columnsOf(event: EventColumns, first: EventColumns): Record<string, string> {
  const { process } = event
  const since =
    BigInt(event.secondMs - first.secondMs) * 10_000n + BigInt(event.ticks - first.ticks)
  return {
    'Time of Day': clockTime(event, event.ticks),
    'Process Name': process.name,
    PID: String(process.pid),
    Operation: event.operation,
    Path: event.path,
    Result: event.result,
    Detail: event.detail,
    'Date & Time': `${dayOf(event)} ${clockTime(event, null)}`,
    'Relative Time': relative(since),
    Duration: fraction(event.duration),
    'Completion Time': clockTime(event, event.ticks + event.duration),
    'Event Class': 'Process',
    Sequence: 'n/a',
    'Image Path': process.imagePath,
    Company: process.company,
    Description: process.description,
    Version: process.version,
    User: process.user,
    'Authentication ID': process.authenticationId,
    Session: String(process.session),
    'Command Line': process.commandLine,
    TID: String(event.thread),
    Virtualized: ['False', 'True'][process.virtualized] ?? 'n/a',
    Integrity: process.integrity,
    Category: '',
    'Parent PID': String(process.parentPid),
    Architecture: process.is64 ? '64-bit' : '32-bit',
  }
}

function isoTime({ secondMs, ticks }: EventColumns): string {
  const micro = String(Math.floor(ticks / 10)).padStart(6, '0')
  return `${new Date(secondMs).toISOString().slice(0, 19)}.${micro}Z`
}

function dayOf({ secondMs }: EventColumns): string {
  const date = new Date(secondMs)
  return `${date.getUTCMonth() + 1}/${date.getUTCDate()}/${date.getUTCFullYear()}`
}

function clockTime({ secondMs }: EventColumns, ticks: number | null): string {
  const date = new Date(secondMs)
  const two = (value: number): string => String(value).padStart(2, '0')
  const hour = date.getUTCHours()
  const rest = ticks === null ? '' : `.${String(ticks).padStart(7, '0')}`
  return `${hour % 12 || 12}:${two(date.getUTCMinutes())}:${two(date.getUTCSeconds())}${rest} ${hour < 12 ? 'AM' : 'PM'}`
}

function relative(ticks: bigint): string {
  const two = (value: bigint): string => String(value).padStart(2, '0')
  const seconds = ticks / 10_000_000n
  const rest = String(ticks % 10_000_000n).padStart(7, '0')
  return `${two(seconds / 3600n)}:${two((seconds / 60n) % 60n)}:${two(seconds % 60n)}.${rest}`
}

function fraction(ticks: number): string {
  return `${Math.floor(ticks / 1e7)}.${String(ticks % 1e7).padStart(7, '0')}`
}

function tally<T>(all: readonly T[], of: (one: T) => string): Record<string, number> {
  const counts: Record<string, number> = {}
  for (const one of all) counts[of(one)] = (counts[of(one)] ?? 0) + 1
  return counts
}

function bytesOf(path: string): Uint8Array {
  const bytes = readFileSync(path)
  return new Uint8Array(path.endsWith('.zlib') ? inflateSync(bytes) : bytes)
}

/** RFC 4180; line ends inside of quotes are part of the value. */
function parseCsv(text: string): readonly (readonly string[])[] {
  const rows: string[][] = []
  let row: string[] = []
  for (let at = 0; at < text.length;) {
    let value = ''
    if (text[at] === '"') {
      for (at++; at < text.length; at++) {
        if (text[at] !== '"') value += text[at]
        else if (text[++at] === '"') value += '"'
        else break
      }
    }
    row.push(value)
    if (text[at] === ',') at++
    else {
      rows.push(row)
      row = []
      while (text[at] === '\r' || text[at] === '\n') at++
    }
  }
  return rows
}
