/** Unpacking in a worker, which may read a file at once and in pieces: an archive is never in memory whole. */
import { BlobReadError } from '../src/core/bundle/blob-bytes.ts'
import { unpackWith } from '../src/core/bundle/unpack/inline-unpacker.ts'
import type { Unpacked, VolumeBlob } from '../src/core/bundle/unpack/unpacking.ts'
import type { Volume } from '../src/core/bundle/unpack/volume.ts'
import type { ArchiveRequest } from './pool-messages.ts'

/** https://w3c.github.io/FileAPI/#FileReaderSync: there in workers alone, and in no library of types for pages. */
declare const FileReaderSync: new () => { readAsArrayBuffer(blob: Blob): ArrayBuffer }

/** One read from a Blob: large enough that its latency does not count. */
const READ_BYTES = 1024 * 1024

/** Compiled once for the life of the worker. */
let compiled: Promise<WebAssembly.Module> | null = null

export async function unpackHere(
  { archive, program }: ArchiveRequest,
  onProgress: (readBytes: number) => void,
): Promise<Unpacked> {
  compiled ??= WebAssembly.compile(program)
  return unpackWith(await compiled, archive, openInPieces, { onProgress })
}

function openInPieces({ name, blob }: VolumeBlob): Promise<Volume> {
  const reader = new FileReaderSync()
  let window = new Uint8Array(0)
  let offset = 0
  const read = (at: number, length: number): Uint8Array => {
    if (at < offset || at >= offset + window.length) {
      try {
        window = new Uint8Array(reader.readAsArrayBuffer(blob.slice(at, at + READ_BYTES)))
      } catch (cause) {
        throw new BlobReadError(cause)
      }
      offset = at
    }
    return window.subarray(at - offset, at - offset + length)
  }
  return Promise.resolve({ name, bytes: { size: blob.size, read } })
}
