/** Bytes of an archive as 7-Zip reads them: at once, from anywhere. */

export interface SyncBytes {
  readonly size: number
  /** Bytes from `at`, at most `length`; fewer at the end, or as many as suit. Throws BlobReadError. */
  read(at: number, length: number): Uint8Array
}

/** One file of an archive; sets of parts have several. */
export interface Volume {
  /** By which 7-Zip asks for it: it makes the next part's name from the one before. */
  readonly name: string
  readonly bytes: SyncBytes
}
