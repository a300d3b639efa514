/** Where the chunks of a log stand in its file, found by their magic: the header's count is wrong in every log that was not closed. */
import type { BinarySource } from '../format.ts'
import { CHUNK_SIZE } from './chunk.ts'

/** `ElfFile` and `ElfChnk`, each with a NUL. */
const FILE_MAGIC = [0x45, 0x6c, 0x66, 0x46, 0x69, 0x6c, 0x65, 0]
const CHUNK_MAGIC = [0x45, 0x6c, 0x66, 0x43, 0x68, 0x6e, 0x6b, 0]

/** Bytes before the first chunk. */
export const FILE_HEADER = 0x1000

/** Chunks that are read at once: one wait for 1 MiB. */
const AT_ONCE = 16

export function isFileHeader(bytes: Uint8Array): boolean {
  return startsWith(bytes, 0, FILE_MAGIC)
}

/** A chunk without its file: cut out of a disk or a memory dump. */
export function isChunk(bytes: Uint8Array, at = 0): boolean {
  return startsWith(bytes, at, CHUNK_MAGIC)
}

function startsWith(bytes: Uint8Array, at: number, magic: readonly number[]): boolean {
  return magic.every((byte, i) => bytes[at + i] === byte)
}

/** Where the chunks begin: behind the file's header, or at once where a file is made of chunks alone. */
export async function firstChunk(source: BinarySource): Promise<number> {
  return isChunk(await source.read(0, CHUNK_MAGIC.length)) ? 0 : FILE_HEADER
}

export interface ChunkPlace {
  /** Offset in the file. */
  readonly base: number
  /** At most CHUNK_SIZE, fewer at the end of a cut file. Only good until the next place is asked for. */
  readonly bytes: Uint8Array
  /** False where no chunk begins and the bytes are not zero either. */
  readonly isChunk: boolean
}

/** All chunks in file order; ranges of zeros (room for records to come) are left out. */
export async function* chunkPlaces(source: BinarySource, from: number): AsyncGenerator<ChunkPlace> {
  let at = from
  while (at < source.size) {
    const bytes = await source.read(at, AT_ONCE * CHUNK_SIZE)
    if (bytes.length === 0) return
    const isLast = at + bytes.length >= source.size
    let offset = 0
    while (offset < bytes.length) {
      const rest = bytes.length - offset
      // A chunk that the slice cuts is read with the next one.
      if (rest < CHUNK_SIZE && !isLast) break
      const piece = bytes.subarray(offset, offset + CHUNK_SIZE)
      const base = at + offset
      if (isChunk(piece)) {
        yield { base, bytes: piece, isChunk: true }
        offset += piece.length
        continue
      }
      // Where bytes were lost or added, the chunks that follow stand elsewhere.
      const next = nextChunk(piece)
      const size = next < 0 ? piece.length : next
      const gap = piece.subarray(0, size)
      if (gap.some((byte) => byte !== 0)) yield { base, bytes: gap, isChunk: false }
      offset += size
    }
    if (offset === 0) return
    at += offset
  }
}

function nextChunk(bytes: Uint8Array): number {
  const first = CHUNK_MAGIC[0] as number
  for (let at = bytes.indexOf(first, 1); at >= 0; at = bytes.indexOf(first, at + 1))
    if (isChunk(bytes, at)) return at
  return -1
}

/** Base of the chunk that holds the record at `start` of the file, and its bytes. */
export async function chunkAround(source: BinarySource, start: number): Promise<ChunkPlace> {
  const from = Math.max(0, start - CHUNK_SIZE)
  const bytes = await source.read(from, 2 * CHUNK_SIZE)
  for (let at = Math.min(start - from, bytes.length); at >= 0; at--)
    if (isChunk(bytes, at) && at + CHUNK_SIZE > start - from)
      return { base: from + at, bytes: bytes.subarray(at, at + CHUNK_SIZE), isChunk: true }
  // A chunk whose magic is damaged stands where the others let expect it.
  const base = Math.max(0, start - ((start - FILE_HEADER) % CHUNK_SIZE))
  return { base, bytes: bytes.subarray(base - from, base - from + CHUNK_SIZE), isChunk: false }
}
