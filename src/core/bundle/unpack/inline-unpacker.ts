/** Unpacking in the thread that asks, with each part of the archive in memory whole: Node, tests. */
import { BlobReadError } from '../blob-bytes.ts'
import { LARGEST_IN_MEMORY } from '../limits.ts'
import { unpackArchive } from './unpack-archive.ts'
import { failedUnpacking } from './unpacking.ts'
import type { Unpacked, UnpackRequest, Unpacker, UnpackWatch, VolumeBlob } from './unpacking.ts'
import type { Volume } from './volume.ts'

/** Makes a part readable at once. Throws BlobReadError. */
export type OpenVolume = (volume: VolumeBlob) => Promise<Volume>

async function openInMemory({ name, blob }: VolumeBlob): Promise<Volume> {
  let bytes: Uint8Array
  try {
    bytes = new Uint8Array(await blob.arrayBuffer())
  } catch (cause) {
    throw new BlobReadError(cause)
  }
  const read = (at: number, length: number): Uint8Array => bytes.subarray(at, at + length)
  return { name, bytes: { size: bytes.length, read } }
}

export function inlineUnpacker(loadProgram: () => Promise<WebAssembly.Module>): Unpacker {
  return {
    atOnce: 1,
    async unpack(request, watch) {
      const size = request.volumes.reduce((sum, { blob }) => sum + blob.size, 0)
      if (size > LARGEST_IN_MEMORY) {
        const detail = `${size} bytes; an archive of this kind may have ${LARGEST_IN_MEMORY}`
        return failedUnpacking('over-limit', detail)
      }
      return unpackWith(await loadProgram(), request, openInMemory, watch)
    },
  }
}

/** Throws nothing for what an archive holds. */
export async function unpackWith(
  program: WebAssembly.Module,
  request: UnpackRequest,
  open: OpenVolume,
  { onProgress }: UnpackWatch,
): Promise<Unpacked> {
  try {
    const volumes = await Promise.all(request.volumes.map(open))
    return await unpackArchive({ program, request, volumes, ...(onProgress && { onProgress }) })
  } catch (error) {
    if (!(error instanceof BlobReadError)) throw error
    const code = error.gone ? 'vanished' : 'unreadable'
    return failedUnpacking(code, `the file cannot be read (${error.message})`)
  }
}
