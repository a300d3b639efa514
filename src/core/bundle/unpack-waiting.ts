/**
 * Unpacks the archives that listing has met, some side by side, and places what is in them in the order in which they
 * were met, so that a bundle is listed alike however fast each one was.
 */
import type { ArchiveToUnpack, ListContext } from './list-context.ts'
import { placeUnpacked } from './list-unpacked.ts'
import type { Unpacked, Unpacker } from './unpack/unpacking.ts'

interface Running {
  readonly archive: ArchiveToUnpack
  readonly result: Promise<Unpacked>
  /** Bytes that were set aside for it. */
  readonly reserved: number
}

/** Rejects only with the signal's reason. */
export async function unpackWaiting(context: ListContext, unpacker: Unpacker): Promise<void> {
  const { draft, limits, nested, options, waiting } = context
  const running: Running[] = []
  for (;;) {
    options.signal?.throwIfAborted()
    while (running.length < unpacker.atOnce && waiting.length > 0) {
      const reserved = nested.reserve()
      // What is in work gives back what it does not need.
      if (reserved === 0 && running.length > 0) break
      const archive = waiting.shift()
      if (archive === undefined) break
      if (reserved === 0) {
        const detail = `nested archives come to ${limits.nestedTotalBytes} bytes unpacked already`
        draft.report('over-limit', archive.path, detail, sizeOf(archive))
        continue
      }
      const result = unpackOne(context, unpacker, archive, reserved)
      // Awaited in its turn; an earlier one may end the listing before.
      result.catch(() => undefined)
      running.push({ archive, result, reserved })
    }
    const oldest = running.shift()
    if (oldest === undefined) return
    const unpacked = await oldest.result
    const used = unpacked.files.reduce((sum, { blob }) => sum + blob.size, 0)
    nested.settle(oldest.reserved, used)
    options.signal?.throwIfAborted()
    await placeUnpacked(context, oldest.archive, unpacked)
  }
}

async function unpackOne(
  context: ListContext,
  unpacker: Unpacker,
  archive: ArchiveToUnpack,
  reserved: number,
): Promise<Unpacked> {
  const { draft, limits, options } = context
  const { path, kind, volumes } = archive
  const password = options.passwords.get(path) ?? null
  const key = JSON.stringify([path, password])
  const known = options.unpacked?.get(key)
  if (known !== undefined) return known
  const totalBytes = sizeOf(archive)
  const tell = (readBytes: number): void => {
    const doneBytes = Math.min(readBytes, totalBytes)
    const unpacking = { doneBytes, totalBytes }
    options.onProgress?.({ path, entries: draft.entries.length, unpacking })
  }
  tell(0)
  const unpacked = await unpacker.unpack(
    {
      kind,
      volumes,
      password,
      limits: {
        files: limits.entries,
        bytes: reserved,
        ratio: limits.ratio,
        ratioFloorBytes: limits.ratioFloorBytes,
        memoryBytes: limits.unpackMemoryBytes,
      },
    },
    { onProgress: tell, ...(options.signal && { signal: options.signal }) },
  )
  if (options.signal?.aborted !== true) options.unpacked?.set(key, unpacked)
  return unpacked
}

function sizeOf({ volumes }: ArchiveToUnpack): number {
  return volumes.reduce((sum, { blob }) => sum + blob.size, 0)
}
