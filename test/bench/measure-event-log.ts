/**
 * An event log of 64 MiB: written here, read in Node, and, where another parser is at hand, read by that as well.
 * EVTX_PARSER names the folder of an installed package with the interface of @ts-evtx/core; nothing is installed from here.
 */
import { closeSync, openAsBlob, openSync, readFileSync, statSync, writeSync } from 'node:fs'
import { join } from 'node:path'
import { pathToFileURL } from 'node:url'
import { evtx } from '../../src/core/formats/evtx.ts'
import { parseEntry } from '../../src/core/formats/parse-entry.ts'
import { CHUNK_SIZE } from '../support/evtx/chunk-writer.ts'
import { makeEventLog } from '../support/evtx/event-log.ts'
import { SeededRandom } from '../support/sample-lines/seeded-random.ts'
import { systemRecords } from './event-log-records.ts'

const SIZE = 64 << 20
const HEADER = 0x1000
const BATCH = 4000
const ROUNDS = 3

export interface EventLogFigures {
  readonly bytes: number
  readonly records: number
  /** The first reading, while the loops are being compiled, and the best of three. */
  readonly firstMs: number
  readonly bestMs: number
  /** The other parser: to the provider, id, time and data of every record; null = none is at hand. */
  readonly otherMs: number | null
}

export async function measureEventLog(path: string): Promise<EventLogFigures> {
  writeLog(path)
  const blob = await openAsBlob(path)
  const rounds: number[] = []
  let records = 0
  for (let round = 0; round < ROUNDS; round++) {
    const started = performance.now()
    const { file } = await parseEntry({
      path: 'System.evtx',
      bytes: null,
      chunks: blob.stream(),
      blob,
      signatures: [],
      formats: [evtx],
    })
    rounds.push(performance.now() - started)
    records = file.records ?? 0
  }
  return {
    bytes: statSync(path).size,
    records,
    firstMs: rounds[0] ?? Number.NaN,
    bestMs: Math.min(...rounds),
    otherMs: await measureOther(path),
  }
}

/** In batches, since the description of a record is ten times the record. */
function writeLog(path: string): void {
  const random = new SeededRandom(20240102)
  const file = openSync(path, 'w')
  let size = 0
  for (let firstId = 1; size < SIZE; firstId += BATCH) {
    const bytes = makeEventLog(systemRecords(random, BATCH), { firstId })
    const from = size === 0 ? 0 : HEADER
    size += writeSync(file, bytes, from, bytes.length - from)
  }
  // The other parser reads as many chunks as the header says.
  const statedChunks = (size - HEADER) / CHUNK_SIZE
  const header = makeEventLog(systemRecords(random, 1), { statedChunks }).subarray(0, HEADER)
  writeSync(file, header, 0, HEADER, 0)
  closeSync(file)
}

interface OtherParser {
  readonly EvtxFile: {
    open(path: string): Promise<{ records(): Iterable<{ renderXml(): string }> }>
  }
}

async function measureOther(path: string): Promise<number | null> {
  const folder = process.env['EVTX_PARSER']
  if (folder === undefined) return null
  const { main } = JSON.parse(readFileSync(join(folder, 'package.json'), 'utf8')) as {
    main: string
  }
  const parser = (await import(pathToFileURL(join(folder, main)).href)) as OtherParser
  const started = performance.now()
  let length = 0
  for (const record of (await parser.EvtxFile.open(path)).records())
    length += record.renderXml().length
  return length === 0 ? null : performance.now() - started
}
