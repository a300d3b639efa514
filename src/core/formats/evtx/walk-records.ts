/**
 * Where the records of a chunk stand. Headers are not trusted: a log that was not closed (dirty) has records behind the free
 * space that its header states, a log that was written over has old ones there, and tools write offsets that point into
 * zeros. So every record is checked by its own magic and by its size, which stands at both its ends.
 */
import { CHUNK_HEADER, type Chunk } from './chunk.ts'
import { RECORD_HEADER } from './record-reader.ts'

/** `**` and two zeros. */
const RECORD_MAGIC = 0x00002a2a
const SMALLEST = RECORD_HEADER + 4
/** In the chunk's header. */
const LAST_ID = 32
const FREE_SPACE = 48
/** In a record. */
const ID = 8

export interface ChunkVisitor {
  /** A record of `size` bytes at `at` of the chunk. Where `isWhole` is false its end is damaged. */
  record(at: number, size: number, isWhole: boolean): void
  /** Bytes that hold no record, where one must stand. */
  damage(at: number, size: number): void
}

export function walkRecords(chunk: Chunk, visitor: ChunkVisitor): void {
  const end = chunk.length
  const free = freeSpaceOf(chunk)
  let at = CHUNK_HEADER
  let lastId = Number.NaN
  while (at + SMALLEST <= end) {
    const id = idAt(chunk, at)
    const size = recordSize(chunk, at, id === lastId + 1)
    if (size > 0) {
      // Behind the free space only what goes on counting is of this log; the rest was written over.
      if (at >= free && at > CHUNK_HEADER && id !== lastId + 1) return
      visitor.record(at, size, endsWith(chunk, at, size))
      lastId = id
      at += size
      continue
    }
    if (at >= free) return
    const stated = Math.min(free, end)
    const next = nextRecord(chunk, at + 4, stated)
    // Nothing but zeros, and no record is missing: the header's offset is too large.
    if (next < 0 && !(lastIdOf(chunk) > lastId) && isZero(chunk, at, stated)) return
    const to = next < 0 ? stated : next
    visitor.damage(at, to - at)
    at = to
  }
  if (at < Math.min(free, end) && !isZero(chunk, at, end)) visitor.damage(at, end - at)
}

function freeSpaceOf(chunk: Chunk): number {
  const free = chunk.view.getUint32(FREE_SPACE, true)
  return free >= CHUNK_HEADER && free <= chunk.bytes.length ? free : chunk.bytes.length
}

function idAt(chunk: Chunk, at: number): number {
  return chunk.view.getUint32(at + ID + 4, true) * 0x100000000 + chunk.view.getUint32(at + ID, true)
}

/** Of the chunk's last record, as its header states it. */
function lastIdOf(chunk: Chunk): number {
  return idAt(chunk, LAST_ID - ID)
}

/** Size of the record at `at`; 0 where none stands there. The end of one that goes on counting may be lost in zeros. */
function recordSize(chunk: Chunk, at: number, goesOn: boolean): number {
  const { view, length } = chunk
  if (view.getUint32(at, true) !== RECORD_MAGIC) return 0
  const size = view.getUint32(at + 4, true)
  if (size < SMALLEST || at + size > length) return 0
  if (endsWith(chunk, at, size)) return size
  if (goesOn && view.getUint32(at + size - 4, true) === 0) return size
  // Its end is damaged; where the next record begins just there, the size is right.
  const next = at + size
  return next + 4 <= length && view.getUint32(next, true) === RECORD_MAGIC ? size : 0
}

/** The size stands at the record's end again. */
function endsWith({ view }: Chunk, at: number, size: number): boolean {
  return view.getUint32(at + size - 4, true) === size
}

function nextRecord(chunk: Chunk, from: number, end: number): number {
  for (let at = chunk.bytes.indexOf(0x2a, from); at >= 0; at = chunk.bytes.indexOf(0x2a, at + 1)) {
    if (at + SMALLEST > end) return -1
    if (recordSize(chunk, at, false) > 0) return at
  }
  return -1
}

function isZero({ bytes }: Chunk, from: number, end: number): boolean {
  for (let at = from; at < end; at++) if (bytes[at] !== 0) return false
  return true
}
