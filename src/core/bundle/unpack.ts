/** A nested archive has to be a Blob before it can be listed: unpacks it into one, within a limit. */
import type { Problem } from '../model/problem.ts'
import type { EntrySource } from './entry.ts'
import type { Limits } from './limits.ts'
import { openEntry } from './open-entry.ts'

/** Bytes that are gathered before they become a Blob, which a browser can keep outside of our memory. */
const PART_BYTES = 16 * 1024 * 1024

export interface Unpacked {
  /** What could be had. */
  readonly blob: Blob
  readonly problem: Problem | null
}

export async function unpackToBlob(
  source: EntrySource,
  path: string,
  limits: Limits,
  signal?: AbortSignal,
): Promise<Unpacked> {
  // Stored in its parent: a slice of that, nothing to unpack.
  if (source.how === 'blob') return { blob: source.blob, problem: null }
  const opened = openEntry(source, path, { ...limits, entryBytes: limits.nestedBytes })
  const parts: Blob[] = []
  let chunks: Uint8Array<ArrayBuffer>[] = []
  let gathered = 0
  for await (const chunk of opened.chunks) {
    signal?.throwIfAborted()
    chunks.push(chunk)
    gathered += chunk.length
    if (gathered < PART_BYTES) continue
    parts.push(new Blob(chunks))
    chunks = []
    gathered = 0
  }
  return { blob: new Blob([...parts, ...chunks]), problem: opened.problem }
}
