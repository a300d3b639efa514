/**
 * An entry's bytes. The browser's own inflater goes first; where it fails, the entry is inflated again
 * by ours, which gives all that can be had and says where it ended.
 *
 * The CRC of an entry is not checked: it would cost a third of the speed, damage nearly always breaks
 * the deflate stream or the size as well, and a log with one wrong bit is still worth reading.
 */
import { unreachable } from '../base/assert.ts'
import type { Problem } from '../model/problem.ts'
import { BlobReadError, readBytes, readFailure } from './blob-bytes.ts'
import type { EntrySource } from './entry.ts'
import { GzipInflater } from './gzip.ts'
import { Inflater } from './inflate.ts'
import type { DeflateVariant } from './inflate.ts'
import { isBomb, LIMITS } from './limits.ts'
import type { Limits } from './limits.ts'
import { nativeChunks, WRITE_BYTES } from './native-inflate.ts'
import { decryptEntry, INVALID_PASSWORD, readDirectory } from './zip-library.ts'

export interface OpenedEntry {
  /** The bytes, once. Chunks belong to the caller; their size is as the platform cuts them. */
  readonly chunks: AsyncIterable<Uint8Array<ArrayBuffer>>
  /** Bytes read from the archive so far, for progress; up to Entry.packedBytes. */
  readonly packedRead: number
  /** What went wrong; complete only after the last chunk. null = all is there. */
  readonly problem: Problem | null
}

/** One read from a Blob: large enough that its latency does not count. */
const READ_BYTES = 1024 * 1024

/** What a reading tells while it goes on. */
interface Reading {
  readonly path: string
  readonly limits: Limits
  packedRead: number
  problem: Problem | null
}

type Chunks = AsyncGenerator<Uint8Array<ArrayBuffer>, void, undefined>

/** Never throws on bad input: what can be had comes as chunks, what cannot is `problem`. */
export function openEntry(source: EntrySource, path: string, limits: Limits = LIMITS): OpenedEntry {
  const reading: Reading = { path, limits, packedRead: 0, problem: null }
  return {
    chunks: guarded(source, reading),
    get packedRead() {
      return reading.packedRead
    },
    get problem() {
      return reading.problem
    },
  }
}

/** The first `length` bytes, fewer where the entry is shorter or broken; and what broke it. */
export async function readHead(
  source: EntrySource,
  path: string,
  length: number,
): Promise<{ readonly bytes: Uint8Array<ArrayBuffer>; readonly problem: Problem | null }> {
  const opened = openEntry(source, path)
  const bytes = new Uint8Array(length)
  let filled = 0
  for await (const chunk of opened.chunks) {
    const part = chunk.subarray(0, length - filled)
    bytes.set(part, filled)
    filled += part.length
    if (filled === length) break
  }
  return { bytes: bytes.subarray(0, filled), problem: opened.problem }
}

/** Holds the limits and turns a Blob that went away into a Problem, for every kind of source. */
async function* guarded(source: EntrySource, reading: Reading): Chunks {
  const packedBytes = packedSize(source)
  const { limits } = reading
  let produced = 0
  try {
    for await (const chunk of chunksOf(source, reading)) {
      produced += chunk.length
      if (produced > limits.entryBytes || isBomb(produced, packedBytes, limits)) {
        report(reading, 'over-limit', `stopped at ${produced} bytes from ${packedBytes} packed`)
        return
      }
      yield chunk
    }
  } catch (error) {
    if (!(error instanceof BlobReadError)) throw error
    reading.problem = readFailure(reading.path, error)
  }
}

function packedSize(source: EntrySource): number {
  return source.how === 'zip' ? source.archive.size : source.blob.size
}

function chunksOf(source: EntrySource, reading: Reading): Chunks {
  switch (source.how) {
    case 'blob':
      return blobChunks(source.blob, reading)
    case 'deflate':
      return inflateChunks(source.blob, 'deflate-raw', source.size, reading)
    case 'gzip':
      return inflateChunks(source.blob, 'gzip', null, reading)
    case 'deflate64':
      return salvageChunks(source.blob, 'deflate64', source.size, 0, reading)
    case 'zip':
      return decryptChunks(source, reading)
    default:
      return unreachable(source)
  }
}

async function* blobChunks(blob: Blob, reading: Reading): Chunks {
  for (let at = 0; at < blob.size; at += READ_BYTES) {
    const chunk = await readBytes(blob, at, Math.min(at + READ_BYTES, blob.size))
    reading.packedRead += chunk.length
    yield chunk
  }
}

/** The native inflater, then ours for what it did not give. */
async function* inflateChunks(
  blob: Blob,
  format: 'deflate-raw' | 'gzip',
  size: number | null,
  reading: Reading,
): Chunks {
  let delivered = 0
  // A cut stream of unknown size is known to fail: ours at once.
  const canNative =
    typeof DecompressionStream !== 'undefined' && !(format !== 'gzip' && size === null)
  if (canNative) {
    const outcome = { isWhole: false }
    for await (const chunk of nativeChunks(blob, format, reading, outcome)) {
      delivered += chunk.length
      yield chunk
    }
    // It also fails on bytes behind the end, when all has been delivered.
    if (delivered === size) return
    if (outcome.isWhole) {
      if (size !== null) reportSize(reading, size, delivered)
      return
    }
  }
  yield* salvageChunks(
    blob,
    format === 'gzip' ? 'gzip' : 'deflate',
    size,
    delivered,
    reading,
    canNative,
  )
}

/**
 * Our own inflater over the whole entry, giving what lies behind the first `delivered` bytes.
 * `wasRefused` = the native one found something wrong with it.
 */
async function* salvageChunks(
  blob: Blob,
  variant: DeflateVariant | 'gzip',
  size: number | null,
  delivered: number,
  reading: Reading,
  wasRefused = false,
): Chunks {
  const inflater = variant === 'gzip' ? new GzipInflater() : new Inflater(variant)
  let produced = 0
  reading.packedRead = 0
  for (let at = 0; at < blob.size && !inflater.isDone && inflater.damage === null;) {
    // Small steps: 64 KiB can become 66 MiB.
    const end = Math.min(at + WRITE_BYTES, blob.size)
    const bytes = await readBytes(blob, at, end)
    at = end
    reading.packedRead += bytes.length
    for (const chunk of inflater.push(bytes, at === blob.size)) {
      const from = Math.max(0, delivered - produced)
      produced += chunk.length
      if (from < chunk.length) yield chunk.subarray(from)
    }
  }
  const at = `byte ${produced}`
  const left = blob.size - inflater.consumed
  if (inflater.damage !== null) {
    const detail = `${inflater.damage}, at byte ${inflater.consumed} of ${blob.size} packed ones`
    report(reading, 'damaged', detail, at, left)
  } else if (!inflater.isDone) {
    report(reading, 'truncated', `it ends after ${produced} bytes${claimed(size)}`, at)
  } else if (size !== null && produced !== size) {
    reportSize(reading, size, produced)
  } else if (
    wasRefused &&
    inflater instanceof GzipInflater &&
    inflater.members === 1 &&
    left === 0
  ) {
    // All blocks are sound and nothing follows: only the trailer can be wrong.
    report(reading, 'damaged', 'its checksum or size does not match')
  }
}

async function* decryptChunks(
  source: EntrySource & { readonly how: 'zip' },
  reading: Reading,
): Chunks {
  const { archive, index, password } = source
  if (password === null) {
    report(reading, 'encrypted', 'no password given')
    return
  }
  const { readable, writable } = new TransformStream<Uint8Array, Uint8Array<ArrayBuffer>>()
  const work = async (): Promise<void> => {
    let position = 0
    for await (const entry of readDirectory(archive)) {
      if (position++ === index) return decryptEntry(entry, password, writable)
    }
    throw new Error('the entry is not in its archive')
  }
  let failure: unknown = null
  const working = work().catch(async (error: unknown) => {
    failure = error
    await writable.abort(error).catch(() => undefined)
  })
  const reader = readable.getReader()
  reader.closed.catch(() => undefined)
  try {
    for (;;) {
      const { done, value } = await reader.read()
      if (done) break
      reading.packedRead = Math.min(archive.size, reading.packedRead + value.length)
      yield value
    }
  } catch {
    // The same error is in `failure`.
  } finally {
    await reader.cancel().catch(() => undefined)
    await working
  }
  // Not reached where the caller left early, whose leaving is an error to zip.js.
  if (failure !== null) reportDecryption(reading, failure)
}

function reportDecryption(reading: Reading, failure: unknown): void {
  if (failure instanceof BlobReadError) throw failure
  const detail = failure instanceof Error ? failure.message : 'it cannot be decrypted'
  if (detail === INVALID_PASSWORD)
    report(reading, 'wrong-password', 'the password does not open it')
  else report(reading, 'damaged', detail)
}

function reportSize(reading: Reading, size: number | null, produced: number): void {
  report(reading, 'damaged', `it has ${produced} bytes${claimed(size)}`)
}

function claimed(size: number | null): string {
  return size === null ? '' : `, the archive says ${size}`
}

function report(
  reading: Reading,
  code: Problem['code'],
  detail: string,
  at: string | null = null,
  skipped: number | null = null,
): void {
  reading.problem = { code, path: reading.path, at, detail, skipped }
}
