/**
 * Event logs read twice: by the project and by another parser, record by record. It installs nothing. To run it:
 *
 *   npm install --prefix /tmp/other @ts-evtx/core
 *   npx tsx test/support/evtx/compare.ts /tmp/other/node_modules/@ts-evtx/core folder-or-file.evtx …
 *
 * Compared are provider, id, level, time and data of every record that the other parser gives. It reads a Boolean as one byte where
 * its record says four, so that every value behind one is moved by three bytes: such records are told apart.
 */
import { mkdtempSync, readdirSync, readFileSync, statSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { basename, join } from 'node:path'
import { pathToFileURL } from 'node:url'

import { CHUNK_SIZE, Chunk } from '../../../src/core/formats/evtx/chunk.ts'
import { chunkPlaces, firstChunk, isChunk } from '../../../src/core/formats/evtx/chunk-places.ts'
import { Instance } from '../../../src/core/formats/evtx/instance.ts'
import { RecordReader } from '../../../src/core/formats/evtx/record-reader.ts'
import { ValueType } from '../../../src/core/formats/evtx/value-types.ts'
import { walkRecords } from '../../../src/core/formats/evtx/walk-records.ts'
import type { EventRecord } from '../../../src/core/formats/event-log/record.ts'
import { crc32 } from './crc32.ts'
import { sourceOf } from './read-log.ts'

interface OtherParser {
  readonly EvtxFile: {
    open(path: string): Promise<{ records(): Iterable<{ renderXml(): string }> }>
  }
}

interface Ours {
  readonly event: EventRecord
  readonly hasBoolean: boolean
}

/** By record id and event id: an id alone may stand twice in a log that was written over. */
async function readOurs(path: string): Promise<ReadonlyMap<string, Ours>> {
  const source = sourceOf(new Uint8Array(readFileSync(path)))
  const chunk = new Chunk()
  const reader = new RecordReader(chunk)
  const found = new Map<string, Ours>()
  const visitor = {
    record(at: number, size: number): void {
      if (!reader.read(at, size)) return
      const event = reader.toRecord()
      found.set(`${event.recordId} ${event.id}`, {
        event,
        hasBoolean: hasBoolean(chunk, reader.root),
      })
    },
    damage: (): void => undefined,
  }
  for await (const place of chunkPlaces(source, await firstChunk(source))) {
    chunk.load(place.bytes, place.base)
    walkRecords(chunk, visitor)
  }
  return found
}

function hasBoolean(chunk: Chunk, instance: Instance): boolean {
  for (let i = 0; i < instance.count; i++) {
    const [type, size] = [instance.types[i], instance.sizes[i] ?? 0]
    if (type === ValueType.Bool && size === 4) return true
    if (type !== ValueType.BinXml) continue
    const inner = new Instance()
    const at = instance.offsets[i] ?? 0
    if (inner.read(chunk, at, at + size) && hasBoolean(chunk, inner)) return true
  }
  return false
}

const ENTITIES: readonly (readonly [string, string])[] = [
  ['&lt;', '<'],
  ['&gt;', '>'],
  ['&quot;', '"'],
  ['&apos;', "'"],
  ['&#39;', "'"],
  ['&#x27;', "'"],
  ['&amp;', '&'],
]

/** Without markup, and with every run of blanks and line ends as one blank. */
function plain(text: string): string {
  const decoded = ENTITIES.reduce((all, [entity, sign]) => all.replaceAll(entity, sign), text)
  return decoded
    .replaceAll(/[\s\0]+/g, ' ')
    .trim()
    .toLowerCase()
}

function part(xml: string, pattern: RegExp): string {
  return pattern.exec(xml)?.[1] ?? ''
}

/** What differs; [] = nothing. */
function differences({ event }: Ours, xml: string): readonly string[] {
  const found: string[] = []
  const compare = (what: string, ours: string, theirs: string): void => {
    if (plain(ours) !== plain(theirs)) found.push(`${what}: ${ours} <> ${theirs}`)
  }
  compare('provider', event.provider, part(xml, /<Provider Name="([^"]*)"/))
  compare('level', String(event.level), part(xml, /<Level>(\d+)</))
  const time = new Date(event.utc).toISOString()
  compare('time', time.slice(0, 23), part(xml, /SystemTime="([^"]*)"/).slice(0, 23))
  const body = xml.slice(xml.indexOf('</System>'))
  const values = event.data.filter(({ name }) => name !== 'Binary')
  const data = [...body.matchAll(/<Data(?: Name="([^"]*)")?(?:\/>|>([^]*?)<\/Data>)/g)]
  for (const [, name = '', theirs = ''] of data.filter(([, name]) => name !== undefined)) {
    const ours = values.find((one) => one.name === name)
    // It prints FILETIMEs in milliseconds.
    const isTime = /^\d{4}-\d\d-\d\dT/.test(theirs)
    compare(
      name,
      isTime ? (ours?.value ?? '').slice(0, 23) : (ours?.value ?? '(missing)'),
      isTime ? theirs.slice(0, 23) : theirs,
    )
  }
  const places = data.filter(([, name]) => name === undefined)
  if (places.length > 0)
    compare(
      'values',
      values.map(({ value }) => value).join(', '),
      places.map(([, , value = '']) => value).join(', '),
    )
  return found
}

/** A copy whose header counts all chunks: the other parser reads no more than the header says, and logs in use are not closed. */
function closed(path: string): string {
  const bytes = new Uint8Array(readFileSync(path))
  const view = new DataView(bytes.buffer)
  let chunks = 0
  for (let at = 0x1000; at < bytes.length; at += CHUNK_SIZE)
    if (isChunk(bytes, at)) chunks = (at - 0x1000) / CHUNK_SIZE + 1
  if (chunks <= view.getUint16(42, true)) return path
  view.setUint16(42, chunks, true)
  view.setUint32(124, crc32(bytes.subarray(0, 120)), true)
  const copy = join(mkdtempSync(join(tmpdir(), 'event-log-')), basename(path))
  writeFileSync(copy, bytes)
  return copy
}

async function compareFile(parser: OtherParser, path: string): Promise<boolean> {
  const ours = await readOurs(path)
  const counts = { same: 0, boolean: 0, different: 0, missing: 0 }
  const told = new Set<string>()
  for (const record of (await parser.EvtxFile.open(closed(path))).records()) {
    const xml = record.renderXml()
    const id = part(xml, /<EventID[^>]*>(\d+)</)
    const known = ours.get(`${part(xml, /<EventRecordID>(\d+)</)} ${id}`)
    if (known === undefined) {
      counts.missing++
      continue
    }
    const found = differences(known, xml)
    if (found.length === 0) counts.same++
    else if (known.hasBoolean) counts.boolean++
    else {
      counts.different++
      for (const one of found) told.add(`  ${known.event.provider} ${id} ${one.slice(0, 400)}`)
    }
  }
  console.log(
    `${path}: ${ours.size} records here; ${counts.same} the same, ${counts.boolean} with a Boolean, ${counts.different} different, ${counts.missing} not here`,
  )
  for (const line of [...told].slice(0, 20)) console.log(line)
  return counts.different === 0
}

const [parserPath, ...paths] = process.argv.slice(2)
if (parserPath === undefined || paths.length === 0) {
  console.error('compare.ts <folder of the package> <file or folder> …')
  process.exit(2)
}
const folder = parserPath
const { main } = JSON.parse(readFileSync(join(folder, 'package.json'), 'utf8')) as { main: string }
const parser = (await import(pathToFileURL(join(folder, main)).href)) as OtherParser
const files = paths.flatMap((path) =>
  statSync(path).isDirectory()
    ? readdirSync(path)
        .filter((name) => name.endsWith('.evtx'))
        .map((name) => join(path, name))
    : [path],
)
let isSame = true
for (const file of files) isSame = (await compareFile(parser, file)) && isSame
process.exitCode = isSame ? 0 : 1
