/** What a bundle is made of: entries that any worker can open, and the problems met while listing. */
import type { Problem } from '../model/problem.ts'

/** A thing that the user dropped: a file with its path relative to the dropped folder ('' parts never occur). */
export interface DroppedFile {
  readonly path: string
  readonly blob: Blob
}

/** How to get an entry's bytes. Plain data (Blobs are cloned by reference), so that it can be sent to a worker. */
export type EntrySource =
  | { readonly how: 'blob'; readonly blob: Blob }
  /** `size` = unpacked bytes as the archive claims; null = not known (salvaged from a cut zip). */
  | { readonly how: 'deflate'; readonly blob: Blob; readonly size: number | null }
  /** What Explorer writes for large files. */
  | { readonly how: 'deflate64'; readonly blob: Blob; readonly size: number | null }
  | { readonly how: 'gzip'; readonly blob: Blob }
  /** An encrypted entry: read through the zip library from `archive`, a zip of this entry alone. */
  | {
      readonly how: 'zip'
      readonly archive: Blob
      readonly index: number
      readonly password: string | null
    }

export interface Entry {
  /** Path in the bundle, `/` separated, `!/` after a nested archive; unique in the bundle. */
  readonly path: string
  /** Unpacked size in bytes as the directory claims; null = not known before unpacking (gzip, salvaged). */
  readonly bytes: number | null
  /** Bytes to read from the archive, for progress. */
  readonly packedBytes: number
  readonly source: EntrySource
}

/** An encrypted entry that waits for the password. */
export interface LockedEntry {
  readonly path: string
  readonly archivePath: string
}

export interface Listing {
  readonly name: string
  /** Size of what was dropped, in bytes. */
  readonly bytes: number
  readonly entries: readonly Entry[]
  readonly locked: readonly LockedEntry[]
  readonly problems: readonly Problem[]
}
