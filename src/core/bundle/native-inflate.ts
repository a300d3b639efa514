/** The browser's own inflater: the fastest, but it tells neither where data ended nor what was wrong. */
import { BlobReadError, readBytes } from './blob-bytes.ts'

/** One read from a Blob: large enough that its latency does not count. */
const READ_BYTES = 1024 * 1024

/**
 * One write to the browser's inflater, which unpacks all of it before it looks whether anybody takes the result: 64 KiB can
 * become 66 MiB, and more would be held before a limit sees it.
 */
export const WRITE_BYTES = 64 * 1024

/** Ends without a word where the stream is damaged; `outcome` says so. Throws BlobReadError. */
export async function* nativeChunks(
  blob: Blob,
  format: 'deflate-raw' | 'gzip',
  reading: { packedRead: number },
  outcome: { isWhole: boolean },
): AsyncGenerator<Uint8Array<ArrayBuffer>, void, undefined> {
  const stream = new DecompressionStream(format)
  const writer = stream.writable.getWriter()
  const reader = stream.readable.getReader()
  let readError: BlobReadError | null = null
  let isLeft = false
  const feed = async (): Promise<void> => {
    try {
      for (let at = 0; at < blob.size && !isLeft; at += READ_BYTES) {
        const bytes = await readBytes(blob, at, Math.min(at + READ_BYTES, blob.size))
        for (let from = 0; from < bytes.length && !isLeft; from += WRITE_BYTES) {
          const piece = bytes.subarray(from, from + WRITE_BYTES)
          await writer.write(piece)
          reading.packedRead += piece.length
        }
      }
      await writer.close()
    } catch (error) {
      if (error instanceof BlobReadError) readError = error
      await writer.abort(error).catch(() => undefined)
    }
  }
  // Its errors come out again at the reader, or are kept above.
  const feeding = feed()
  writer.closed.catch(() => undefined)
  reader.closed.catch(() => undefined)
  try {
    for (;;) {
      const { done, value } = await reader.read()
      if (done) break
      yield value
    }
    outcome.isWhole = true
  } catch {
    outcome.isWhole = false
  } finally {
    // Run dry instead of cancelled: Node's inflater goes on giving after a cancel, which is an error that nobody can catch.
    isLeft = true
    await drain(reader)
    await feeding
  }
  if (readError !== null) throw readError as BlobReadError
}

/** What comes of one piece at most, once nothing more is written. */
async function drain(reader: ReadableStreamDefaultReader<unknown>): Promise<void> {
  try {
    while (!(await reader.read()).done);
  } catch {
    // It ended as streams do that are cut.
  }
}
