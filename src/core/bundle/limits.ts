/**
 * How much a bundle may hold. Whatever is over a limit becomes a Problem 'over-limit' and the rest
 * goes on: a limit protects the tab, it does not judge the bundle.
 */

const MIB = 1024 * 1024
const GIB = 1024 * MIB

export interface Limits {
  /** Entries in the whole bundle, nested archives included. */
  readonly entries: number
  /** Archives within archives: 1 = only what was dropped is opened. */
  readonly depth: number
  /** Unpacked bytes of one entry. */
  readonly entryBytes: number
  /** Unpacked bytes of all entries together. */
  readonly totalBytes: number
  /** Unpacked bytes of one nested archive that has to be unpacked before it can be listed. */
  readonly nestedBytes: number
  /** Unpacked bytes of all such archives of a bundle together. */
  readonly nestedTotalBytes: number
  /** Memory that unpacking one archive may take beside its input and output: dictionaries, tables. */
  readonly unpackMemoryBytes: number
  /** Unpacked / packed, asked only of entries over `ratioFloorBytes`. */
  readonly ratio: number
  readonly ratioFloorBytes: number
}

export const LIMITS: Limits = {
  // What a zip without zip64 can count. Collected bundles have tens to some thousands of files; a
  // list of more would be useless to a person and slow to show.
  entries: 65_535,
  // A case folder zipped from a collector's zip that holds a zip of zips is four; nobody goes on.
  depth: 4,
  // Event tables keep byte offsets in Uint32 columns.
  entryBytes: 4 * GIB - 1,
  // Four full kernel dumps, or some hundred times the logs of the largest bundle seen.
  totalBytes: 64 * GIB,
  // It becomes one Blob, which a browser holds in memory or in a temporary file.
  nestedBytes: 2 * GIB,
  // Four of the largest; beyond, a browser's store for Blobs (a tenth of the disk, or less) may be at its end.
  nestedTotalBytes: 8 * GIB,
  // A 7z with a dictionary of 512 MiB and its tables; 7-Zip's own "ultra" takes 64.
  unpackMemoryBytes: GIB,
  // Deflate cannot do better than 1032:1. Logs reach 10 to 50; zeros at the end of preallocated
  // .etl and .evtx files reach the maximum, but such files stay far below the floor.
  ratio: 300,
  ratioFloorBytes: 512 * MIB,
}

/**
 * Largest archive, in bytes, that is taken into memory whole to be unpacked: in Node, where a file cannot be read at once
 * and in pieces (in a browser's worker it can). What comes out of it is held there as well.
 */
export const LARGEST_IN_MEMORY = GIB

/** True where an inflated size is out of proportion to what it was inflated from. */
export function isBomb(bytes: number, packedBytes: number, limits: Limits): boolean {
  return bytes > limits.ratioFloorBytes && bytes > packedBytes * limits.ratio
}
