/** What the steps of listing share. */
import type { EntrySource } from './entry.ts'
import type { Limits } from './limits.ts'
import type { ListingDraft } from './listing-draft.ts'

export interface ListOptions {
  /** Path of an archive, as LockedEntry.archivePath names it -> its password. */
  readonly passwords: ReadonlyMap<string, string>
  /** When aborted, listBundle rejects with the signal's reason. */
  readonly signal?: AbortSignal
  readonly onProgress?: (progress: ListProgress) => void
  /** Smaller ones for tests. */
  readonly limits?: Limits
}

export interface ListProgress {
  /** What is being looked at. */
  readonly path: string
  /** Entries found so far. */
  readonly entries: number
}

/** A file of the bundle, wherever it came from. */
export interface FoundFile {
  /** Not claimed yet. */
  readonly path: string
  readonly source: EntrySource
  readonly bytes: number | null
  readonly packedBytes: number
  /** Its first HEAD_BYTES, unpacked: they decide what it is. */
  readonly head: Uint8Array
  /** Archives around it. */
  readonly depth: number
}

/** The draft and all that listing needs beside it. */
export interface ListContext {
  readonly draft: ListingDraft
  readonly limits: Limits
  readonly options: ListOptions
  /** Adds a file, or opens it where it is an archive. */
  readonly place: (file: FoundFile) => Promise<void>
}
