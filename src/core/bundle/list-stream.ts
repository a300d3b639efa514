/** What a gzip, xz, bzip2 or zstd holds: one file, or a tar, whose files are then listed as the archive's own. */
import { archiveKindOf } from './archive-kind.ts'
import type { EntrySource } from './entry.ts'
import type { ListContext } from './list-context.ts'
import { listTar } from './list-tar.ts'
import { nameInside } from './path-names.ts'
import { unpackNested } from './unpack.ts'

export interface StreamToList {
  readonly path: string
  readonly prefix: string
  /** Archives around what is in it, itself included. */
  readonly depth: number
  /** What is in it. */
  readonly source: EntrySource
  readonly bytes: number | null
  readonly packedBytes: number
  readonly head: Uint8Array
}

/** Throws BlobReadError. */
export async function listStream(context: ListContext, stream: StreamToList): Promise<void> {
  const { path, prefix, depth, source, bytes, packedBytes, head } = stream
  if (archiveKindOf(head) !== 'tar') {
    const inside = `${path}!/${nameInside(path)}`
    await context.place({ path: inside, source, bytes, packedBytes, head, depth })
    return
  }
  const blob = await unpackNested(context, source, path)
  if (blob !== null) await listTar(context, { blob, path, prefix, depth })
}
