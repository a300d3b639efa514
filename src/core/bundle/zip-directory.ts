/** The directory at the end of a zip, as zip.js reads it: zip64, junk before and behind, wrapped counts. */
import { archiveKindOf } from './archive-kind.ts'
import { readBytes } from './blob-bytes.ts'
import type { Limits } from './limits.ts'
import type { ZipDisks } from './part-sets.ts'
import {
  ENCRYPTED_DIRECTORY,
  isBlobReadError,
  NO_END_RECORD,
  readDirectory,
  SPLIT_ZIP,
} from './zip-library.ts'
import type { ZipEntry } from './zip-library.ts'
import { FLAG_UTF8, LOCAL_HEADER_SIGNATURE } from './zip-member.ts'
import type { ZipMember } from './zip-member.ts'

export type ZipDirectory =
  | {
      readonly state: 'read'
      readonly members: readonly ZipMember[]
      readonly isCutOff: boolean
      /** Files that begin on a disk of the set that was not dropped. */
      readonly elsewhere: number
    }
  | { readonly state: 'split' }
  | { readonly state: 'encrypted' }
  /** No end record: the zip was cut, or it is none. */
  | { readonly state: 'missing' }
  | { readonly state: 'damaged'; readonly detail: string }

/** `isCutOff` says that there are more entries than the limit allows. Throws BlobReadError. */
export async function readZipDirectory(
  archive: Blob,
  limits: Limits,
  disks: ZipDisks | null,
): Promise<ZipDirectory> {
  const members: ZipMember[] = []
  let isCutOff = false
  let elsewhere = 0
  try {
    for await (const entry of readDirectory(archive, disks)) {
      if (members.length === limits.entries) {
        isCutOff = true
        break
      }
      const disk = disks === null ? 0 : disks.offsets[entry.diskNumberStart]
      if (typeof disk === 'number') members.push(memberOf(entry, disk))
      else elsewhere++
    }
  } catch (error) {
    if (isBlobReadError(error)) throw error
    const detail = error instanceof Error ? error.message : String(error)
    if (detail === SPLIT_ZIP) return { state: 'split' }
    if (detail === ENCRYPTED_DIRECTORY) return { state: 'encrypted' }
    return detail === NO_END_RECORD ? { state: 'missing' } : { state: 'damaged', detail }
  }
  if (disks === null && (await isOfInnerZip(archive, members))) return { state: 'missing' }
  return { state: 'read', members, isCutOff, elsewhere }
}

/**
 * A zip that was cut behind a stored zip inside it ends with that one's directory. It gives itself
 * away: there is a local header at 0 that the directory does not know.
 */
async function isOfInnerZip(archive: Blob, members: readonly ZipMember[]): Promise<boolean> {
  if (members.length > 0 && members.every((member) => member.headerOffset !== 0)) {
    const head = await readBytes(archive, 0, 4)
    if (archiveKindOf(head) !== 'zip') return false
    return new DataView(head.buffer).getUint32(0, true) === LOCAL_HEADER_SIGNATURE
  }
  return false
}

/** `disk`: offset of the disk that the entry's own offset is counted from. */
function memberOf(entry: ZipEntry, disk: number): ZipMember {
  const unicodePath = entry.extraFieldUnicodePath
  const flags = entry.rawBitFlag ?? 0
  return {
    name: {
      bytes: entry.rawFilename,
      utf8: (flags & FLAG_UTF8) !== 0,
      unicode: unicodePath?.valid === true ? entry.filename : null,
    },
    isFolder: entry.directory && entry.uncompressedSize === 0,
    flags,
    versionNeeded: entry.version,
    method: entry.extraFieldAES === undefined ? entry.compressionMethod : 99,
    dosTime: Number(entry.rawLastModDate),
    crc: entry.crc32 ?? 0,
    packedBytes: entry.compressedSize,
    bytes: entry.uncompressedSize,
    headerOffset: disk + entry.offset,
    extra: entry.rawExtraField,
  }
}
