/** What the steps of listing share. */
import type { EntrySource } from './entry.ts'
import type { Limits } from './limits.ts'
import type { ListingDraft } from './listing-draft.ts'
import type { NestedBytes } from './nested-bytes.ts'
import type { Unpacked, UnpackKind, Unpacker, VolumeBlob } from './unpack/unpacking.ts'

export interface ListOptions {
  /** Path of an archive, as LockedEntry.archivePath names it -> its password. */
  readonly passwords: ReadonlyMap<string, string>
  /** When aborted, listBundle rejects with the signal's reason. */
  readonly signal?: AbortSignal
  readonly onProgress?: (progress: ListProgress) => void
  /** Smaller ones for tests. */
  readonly limits?: Limits
  /** Opens what has to be unpacked whole (cab, 7z, rar, xz …); absent = such archives are named as unread. */
  readonly unpacker?: Unpacker
  /** Keeps what was unpacked: of the same files listed again, with another password, only what that opens is unpacked. */
  readonly unpacked?: Map<string, Unpacked>
}

export interface ListProgress {
  /** What is being looked at. */
  readonly path: string
  /** Entries found so far. */
  readonly entries: number
  /** Bytes read of the archive that is being unpacked, and in all; null = nothing is. */
  readonly unpacking: { readonly doneBytes: number; readonly totalBytes: number } | null
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

/** An archive that can be read from anywhere. */
export interface ArchiveToList {
  readonly blob: Blob
  /** Key of its password, and its name in Problems. */
  readonly path: string
  /** What stands in front of the paths inside it: '' or `<path>!/`. */
  readonly prefix: string
  /** Archives around its files, itself included. */
  readonly depth: number
}

/** An archive that waits for being unpacked. */
export interface ArchiveToUnpack {
  readonly path: string
  readonly prefix: string
  readonly depth: number
  readonly kind: UnpackKind
  readonly volumes: readonly VolumeBlob[]
  /** Set where only some files of a zip are unpacked: their paths, in its order. */
  readonly paths: readonly string[] | null
  /** Parts of the set that were not dropped, as far as their names tell. */
  readonly missing: readonly string[]
}

/** The draft and all that listing needs beside it. */
export interface ListContext {
  readonly draft: ListingDraft
  readonly limits: Limits
  readonly options: ListOptions
  readonly nested: NestedBytes
  /** Unpacked after the rest is listed, some side by side. */
  readonly waiting: ArchiveToUnpack[]
  /** Adds a file, or opens it where it is an archive. */
  readonly place: (file: FoundFile) => Promise<void>
}
