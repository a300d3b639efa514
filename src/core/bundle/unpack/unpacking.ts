/**
 * Unpacking as a job: what is asked and what comes back are plain data (Blobs go by reference), so that it can be done in
 * another thread.
 */
import type { ProblemCode } from '../../model/problem.ts'

/** 7-Zip's names of the formats that are opened by it. */
export type UnpackKind = '7z' | 'rar' | 'rar5' | 'cab' | 'xz' | 'bzip2' | 'zstd' | 'zip'

export interface VolumeBlob {
  /** By which the next part is asked for; a name of ours where the format does not care. */
  readonly name: string
  readonly blob: Blob
}

export interface UnpackLimits {
  /** Files that are given back. */
  readonly files: number
  /** Bytes of all files together. */
  readonly bytes: number
  /** Unpacked / packed, asked only above `ratioFloorBytes`. */
  readonly ratio: number
  readonly ratioFloorBytes: number
  /** Bytes of memory for the unpacking itself: dictionaries, tables. */
  readonly memoryBytes: number
}

export interface UnpackRequest {
  readonly kind: UnpackKind
  /** All parts, in order; the first one is opened. */
  readonly volumes: readonly VolumeBlob[]
  readonly password: string | null
  readonly limits: UnpackLimits
}

/** What went wrong, with the coordinates of a Problem. */
export interface Failure {
  readonly code: ProblemCode
  readonly at: string | null
  readonly detail: string
  readonly skipped: number | null
}

export interface UnpackedName {
  /** Position among the files of the archive. */
  readonly index: number
  /** Path in the archive, in the archive's own bytes. */
  readonly name: Uint8Array
}

export interface UnpackedFile extends UnpackedName {
  /** What could be had. */
  readonly blob: Blob
  /** null = all of it. */
  readonly failure: Failure | null
}

export interface Unpacked {
  /** In the archive's order; empty ones too. */
  readonly files: readonly UnpackedFile[]
  /** Encrypted files that were not opened: no password, or not the right one. */
  readonly locked: readonly UnpackedName[]
  /** True where the names themselves are encrypted, and were not opened. */
  readonly isListLocked: boolean
  /** Encrypted files that there are, as far as their names can be read. */
  readonly encrypted: number
  /** Failures of the archive as a whole. */
  readonly failures: readonly Failure[]
  /** Names of parts that were asked for and are not there. */
  readonly missing: readonly string[]
}

export interface UnpackWatch {
  readonly signal?: AbortSignal
  /** Packed bytes read so far. */
  readonly onProgress?: (readBytes: number) => void
}

/** Where unpacking is done. */
export interface Unpacker {
  /** Archives that are unpacked side by side. */
  readonly atOnce: number
  /** Bad input never rejects. Aborted, it settles soon, in whatever way. */
  unpack(request: UnpackRequest, watch: UnpackWatch): Promise<Unpacked>
}

/** Nothing came of it but one failure. */
export function failedUnpacking(
  code: ProblemCode,
  detail: string,
  at: string | null = null,
): Unpacked {
  return {
    files: [],
    locked: [],
    isListLocked: false,
    encrypted: 0,
    failures: [{ code, at, detail, skipped: null }],
    missing: [],
  }
}
