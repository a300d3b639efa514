/** One record again, out of the file: what the viewer shows beside its line. */
import { messageOfEvent } from '../event-log/meanings.ts'
import type { BinarySource, RecordText } from '../format.ts'
import { CHUNK_SIZE, Chunk } from './chunk.ts'
import { chunkAround, chunkPlaces, firstChunk } from './chunk-places.ts'
import { RecordReader } from './record-reader.ts'
import { xmlOfRecord } from './record-xml.ts'
import { walkRecords } from './walk-records.ts'

/** `start` = offset of the record in the file, `size` = its bytes. Null where its content is damaged. */
export async function readRecord(
  source: BinarySource,
  start: number,
  size: number,
): Promise<RecordText | null> {
  const place = await chunkAround(source, start)
  const at = start - place.base
  if (at < 0 || size < 0 || at + size > Math.min(place.bytes.length, CHUNK_SIZE)) return null
  const chunk = new Chunk()
  chunk.load(place.bytes, place.base)
  let found = xmlOfRecord(chunk, at, size)
  if (found?.isWhole !== true) {
    await learnTemplates(source, chunk)
    chunk.load(place.bytes, place.base)
    found = xmlOfRecord(chunk, at, size)
  }
  if (found === null) return null
  const reader = new RecordReader(chunk)
  const message = reader.read(at, size) ? messageOfEvent(reader.toRecord()) : null
  return { xml: found.xml, message }
}

/** Where the record's own chunk lost a template, another chunk may have it. */
async function learnTemplates(source: BinarySource, chunk: Chunk): Promise<void> {
  const reader = new RecordReader(chunk)
  const visitor = {
    record(at: number, size: number): void {
      // The templates of data are met where the data is.
      if (reader.read(at, size)) reader.toRecord()
    },
    damage: (): void => undefined,
  }
  for await (const place of chunkPlaces(source, await firstChunk(source))) {
    chunk.load(place.bytes, place.base)
    walkRecords(chunk, visitor)
  }
}
