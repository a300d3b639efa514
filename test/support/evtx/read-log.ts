/** An event log through the pass, and records in full, as tests want them. */
import { CHUNK_SIZE, Chunk } from '../../../src/core/formats/evtx/chunk.ts'
import { chunkPlaces, firstChunk } from '../../../src/core/formats/evtx/chunk-places.ts'
import { readRecord } from '../../../src/core/formats/evtx/read-record.ts'
import { RecordReader } from '../../../src/core/formats/evtx/record-reader.ts'
import { fileTimeMs } from '../../../src/core/formats/evtx/value-types.ts'
import { walkRecords } from '../../../src/core/formats/evtx/walk-records.ts'
import type { EventRecord } from '../../../src/core/formats/event-log/record.ts'
import type { BinarySource, RecordText } from '../../../src/core/formats/format.ts'
import type { LogFile } from '../../../src/core/model/log-file.ts'
import { parseBytes } from '../parse-bytes.ts'

export async function readLog(bytes: Uint8Array): Promise<LogFile> {
  return (await parseBytes(bytes, { name: 'System.evtx' })).file
}

export function sourceOf(bytes: Uint8Array): BinarySource {
  return {
    size: bytes.length,
    read: (offset, length) => Promise.resolve(bytes.slice(offset, offset + length)),
  }
}

/** The record on a 1-based line. */
export async function recordText(bytes: Uint8Array, line: number): Promise<RecordText | null> {
  const { table } = await readLog(bytes)
  const row = line - 1
  return readRecord(sourceOf(bytes), table.start[row] ?? 0, table.size[row] ?? 0)
}

/** A record with what its header says: when it was written, which may be later than when it was logged. */
export interface WalkedRecord {
  readonly start: number
  readonly writtenMs: number
  /** Null = its content is damaged. */
  readonly event: EventRecord | null
}

export async function walkLog(bytes: Uint8Array): Promise<readonly WalkedRecord[]> {
  const source = sourceOf(bytes)
  const chunk = new Chunk()
  const reader = new RecordReader(chunk)
  const records: WalkedRecord[] = []
  const visitor = {
    record(at: number, size: number): void {
      records.push({
        start: chunk.base + at,
        writtenMs: fileTimeMs(chunk.view, at + 16),
        event: reader.read(at, size) ? reader.toRecord() : null,
      })
    },
    damage: (): void => undefined,
  }
  for await (const place of chunkPlaces(source, await firstChunk(source))) {
    chunk.load(place.bytes.subarray(0, CHUNK_SIZE), place.base)
    walkRecords(chunk, visitor)
  }
  return records
}
