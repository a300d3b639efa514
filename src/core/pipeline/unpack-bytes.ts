/** The bytes of an entry as they are in the archive: to show a picture, or to save a file that is no text. */
import type { Entry } from '../bundle/entry.ts'
import { openEntry } from '../bundle/open-entry.ts'
import { BlobParts } from '../formats/entry-bytes.ts'

/** A picture is far smaller; more than this has no place in the page's memory. */
export const MOST_SHOWN_BYTES = 64 << 20

/** null where it is larger than 64 MiB or not a byte can be had; fewer bytes where the archive is damaged. */
export async function unpackBytes(entry: Entry): Promise<Blob | null> {
  const { source, path } = entry
  if ((entry.bytes ?? 0) > MOST_SHOWN_BYTES) return null
  if (source.how === 'blob') return source.blob.size > MOST_SHOWN_BYTES ? null : source.blob
  const parts = new BlobParts()
  const opened = openEntry(source, path)
  let bytes = 0
  for await (const chunk of opened.chunks) {
    bytes += chunk.length
    if (bytes > MOST_SHOWN_BYTES) return null
    parts.add(chunk)
  }
  return bytes === 0 && opened.problem !== null ? null : parts.blob()
}
