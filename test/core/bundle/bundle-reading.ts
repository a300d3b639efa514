/** Short ways to list and read in tests. */
import type { DroppedFile, Entry, Listing } from '../../../src/core/bundle/entry.ts'
import { LIMITS } from '../../../src/core/bundle/limits.ts'
import type { Limits } from '../../../src/core/bundle/limits.ts'
import { nodeUnpacker } from '../../../src/cli/unpack-program.ts'
import { listBundle } from '../../../src/core/bundle/list-bundle.ts'
import { openEntry } from '../../../src/core/bundle/open-entry.ts'
import type { Problem } from '../../../src/core/model/problem.ts'
import { join } from '../../support/zip-bytes.ts'

type Content = Uint8Array<ArrayBuffer> | Blob | string

export function dropped(files: Readonly<Record<string, Content>>): DroppedFile[] {
  return Object.entries(files).map(([path, content]) => ({
    path,
    blob: content instanceof Blob ? content : new Blob([content]),
  }))
}

export function list(
  files: Readonly<Record<string, Content>>,
  options: {
    readonly passwords?: Readonly<Record<string, string>>
    readonly limits?: Partial<Limits>
    /** Nobody is there to unpack what is no zip. */
    readonly withoutUnpacker?: boolean
  } = {},
): Promise<Listing> {
  return listBundle(dropped(files), {
    ...(options.withoutUnpacker !== true && { unpacker: nodeUnpacker() }),
    passwords: new Map(Object.entries(options.passwords ?? {})),
    limits: { ...LIMITS, ...options.limits },
  })
}

export interface ReadResult {
  readonly bytes: Uint8Array
  readonly text: string
  readonly problem: Problem | null
}

export async function read(entry: Entry, limits: Limits = LIMITS): Promise<ReadResult> {
  const opened = openEntry(entry.source, entry.path, limits)
  const chunks: Uint8Array[] = []
  for await (const chunk of opened.chunks) chunks.push(chunk)
  const bytes = join(...chunks)
  return { bytes, text: new TextDecoder().decode(bytes), problem: opened.problem }
}

/** Path -> text of every entry. */
export async function readAll(listing: Listing): Promise<Record<string, string>> {
  const texts: Record<string, string> = {}
  for (const entry of listing.entries) texts[entry.path] = (await read(entry)).text
  return texts
}

export function paths(listing: Listing): string[] {
  return listing.entries.map(({ path }) => path)
}

export function codes(listing: Listing): string[] {
  return listing.problems.map(({ code, path }) => `${code} ${path}`)
}
