/**
 * The one place that knows zip.js. It reads directories and decrypts; what is only stored or deflated
 * never passes through it. The entry point without writer and wasm is used (62 KB minified, 22 KB gzip),
 * and every call says `useWebWorkers: false`: its workers would be a second pool beside ours.
 */
import {
  ERR_ENCRYPTED_CENTRAL_DIRECTORY,
  ERR_EOCDR_NOT_FOUND,
  ERR_INVALID_PASSWORD,
  ERR_SPLIT_ZIP_FILE,
  ZipReader,
} from '@zip.js/zip.js/lib/zip-core-reader.js'
import type { Entry as ZipEntry } from '@zip.js/zip.js/lib/zip-core-reader.js'
import { BlobReadError, readBytes } from './blob-bytes.ts'
import type { ZipDisks } from './part-sets.ts'

export type { ZipEntry }

export const NO_END_RECORD: string = ERR_EOCDR_NOT_FOUND
export const SPLIT_ZIP: string = ERR_SPLIT_ZIP_FILE
export const ENCRYPTED_DIRECTORY: string = ERR_ENCRYPTED_CENTRAL_DIRECTORY
export const INVALID_PASSWORD: string = ERR_INVALID_PASSWORD

/**
 * A directory of 65,535 entries with long names and fields stays under this; a zip that claims more
 * would have the whole of itself loaded into memory.
 */
const LARGEST_READ = 128 * 1024 * 1024

/** Junk allowed after the end record: a mail footer, padding to a block. zip.js searches it backwards. */
const LARGEST_TAIL = 256 * 1024

const STREAM_CHUNK = 256 * 1024

/** Entries in the directory's order. Throws what zip.js throws, and BlobReadError. `disks`: it was joined from them. */
export async function* readDirectory(
  archive: Blob,
  disks: ZipDisks | null = null,
): AsyncGenerator<ZipEntry> {
  const reader = new ZipReader(
    { ...zipJsReader(archive), ...(disks && diskReader(disks)) },
    {
      useWebWorkers: false,
      strictness: 'tolerant',
      maxAppendedDataSize: LARGEST_TAIL,
      filenameValidation: 'tolerant',
    },
  )
  yield* reader.getEntriesGenerator()
}

/** Writes the entry's bytes to `writable`. Throws what zip.js throws, and what the writable gives. */
export async function decryptEntry(
  entry: ZipEntry,
  password: string,
  writable: WritableStream<Uint8Array>,
): Promise<void> {
  if (entry.directory) return
  // A wrong ZipCrypto password passes its one check byte in 1 of 256 cases; the CRC catches it.
  await entry.getData(writable, { password, useWebWorkers: false, checkCrc32: true })
}

/** What zip.js asks of a reader of several disks. */
function diskReader({ offsets }: ZipDisks): object {
  return {
    lastDiskNumber: offsets.length - 1,
    getDiskOffset: (disk: number) => offsets[disk] ?? 0,
  }
}

/** What zip.js asks of a reader; its own BlobReader is not part of the small entry point. */
function zipJsReader(blob: Blob) {
  const reader = {
    size: blob.size,
    readable: new ReadableStream<Uint8Array>(),
    readUint8Array(offset: number, length: number): Promise<Uint8Array> {
      if (length > LARGEST_READ) throw new Error(`a directory of ${length} bytes`)
      return readBytes(blob, offset, offset + length)
    },
    createReadable({ offset, size }: { offset: number; size: number }): ReadableStream<Uint8Array> {
      const end = offset + size
      let at = offset
      return new ReadableStream<Uint8Array>({
        async pull(controller) {
          const chunk = await readBytes(blob, at, Math.min(at + STREAM_CHUNK, end))
          at += chunk.length
          if (chunk.length > 0) controller.enqueue(chunk)
          if (at >= end || chunk.length === 0) controller.close()
        },
      })
    },
  }
  return reader
}

export function isBlobReadError(error: unknown): error is BlobReadError {
  return error instanceof BlobReadError
}
