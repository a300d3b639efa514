/** A nested archive has to be a Blob before it can be listed: unpacks it into one, within the limits. */
import type { EntrySource } from './entry.ts'
import type { ListContext } from './list-context.ts'
import { openEntry } from './open-entry.ts'

/** Bytes that are gathered before they become a Blob, which a browser can keep outside of our memory. */
const PART_BYTES = 16 * 1024 * 1024

/** What could be had; null = more than a limit allows, which was reported. */
export async function unpackNested(
  context: ListContext,
  source: EntrySource,
  path: string,
): Promise<Blob | null> {
  // Stored in its parent: a slice of that, nothing to unpack.
  if (source.how === 'blob') return source.blob
  const { draft, limits, nested, options } = context
  const reserved = nested.reserve()
  const opened = openEntry(source, path, { ...limits, entryBytes: reserved })
  const parts: Blob[] = []
  let chunks: Uint8Array<ArrayBuffer>[] = []
  let gathered = 0
  for await (const chunk of opened.chunks) {
    options.signal?.throwIfAborted()
    chunks.push(chunk)
    gathered += chunk.length
    if (gathered < PART_BYTES) continue
    parts.push(new Blob(chunks))
    chunks = []
    gathered = 0
  }
  const { problem } = opened
  if (problem !== null) draft.problems.push(problem)
  const isOver = problem?.code === 'over-limit'
  const blob = new Blob(isOver ? [] : [...parts, ...chunks])
  nested.settle(reserved, blob.size)
  return isOver ? null : blob
}
