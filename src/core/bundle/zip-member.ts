/**
 * One file of a zip, whether its directory or its local header told of it.
 * The format: https://pkware.cachefly.net/webdocs/casestudies/APPNOTE.TXT
 */
import { readBytes } from './blob-bytes.ts'
import type { EntrySource } from './entry.ts'
import type { RawName } from './name-encoding.ts'

export const LOCAL_HEADER_BYTES = 30
export const LOCAL_HEADER_SIGNATURE = 0x04034b50
const CENTRAL_HEADER_BYTES = 46
const CENTRAL_HEADER_SIGNATURE = 0x02014b50
const END_RECORD_BYTES = 22
const END_RECORD_SIGNATURE = 0x06054b50

export const FLAG_ENCRYPTED = 1
export const FLAG_DESCRIPTOR = 1 << 3
const FLAG_STRONG_ENCRYPTION = 1 << 6
export const FLAG_UTF8 = 1 << 11

/** A size of 4 GiB - 1 means "see the zip64 field". */
export const ZIP64_MARK = 0xffffffff
export const EXTRA_ZIP64 = 0x0001
const EXTRA_AES = 0x9901
const METHOD_AES = 99

const METHOD_NAMES: Readonly<Record<number, string>> = {
  0: 'stored',
  1: 'shrunk',
  2: 'reduced',
  3: 'reduced',
  4: 'reduced',
  5: 'reduced',
  6: 'imploded',
  8: 'deflate',
  9: 'deflate64',
  10: 'PKWARE implode',
  12: 'bzip2',
  14: 'LZMA',
  16: 'CMPSC',
  18: 'TERSE',
  19: 'LZ77',
  20: 'zstd',
  93: 'zstd',
  94: 'MP3',
  95: 'xz',
  96: 'JPEG',
  97: 'WavPack',
  98: 'PPMd',
}

/** What 7-Zip unpacks beside what is unpacked here. */
const FOREIGN_METHODS = [1, 6, 12, 14, 20, 93, 95, 98]

export interface ZipMember {
  readonly name: RawName
  readonly isFolder: boolean
  readonly flags: number
  readonly versionNeeded: number
  /** As the header says: 99 = AES, the real one is in the field 0x9901. */
  readonly method: number
  /** Time and date in DOS form; ZipCrypto checks the password against it. */
  readonly dosTime: number
  readonly crc: number
  readonly packedBytes: number
  /** null = not known: the record behind the data that would tell is not there. */
  readonly bytes: number | null
  readonly headerOffset: number
  readonly extra: Uint8Array
}

/** Where a member's data lies, and how it begins. */
export interface MemberData {
  readonly offset: number
  /** At most the length asked for, packed as it is. */
  readonly head: Uint8Array
}

/** The method that packed the data, under the encryption if there is one. */
export function packingMethod(member: ZipMember): number {
  if (member.method !== METHOD_AES) return member.method
  const field = extraField(member.extra, EXTRA_AES)
  return field !== null && field.byteLength >= 7 ? field.getUint16(5, true) : METHOD_AES
}

export function methodName(method: number): string {
  return METHOD_NAMES[method] ?? `method ${method}`
}

export function isKnownMethod(method: number): boolean {
  return method in METHOD_NAMES || method === METHOD_AES
}

export function isEncrypted(member: ZipMember): boolean {
  return (member.flags & FLAG_ENCRYPTED) !== 0
}

/** Why a member cannot be opened by reading its own bytes, or null; `isForeign`: 7-Zip may know how. */
export function obstacle(
  member: ZipMember,
): { readonly why: string; readonly isForeign: boolean } | null {
  if ((member.flags & FLAG_STRONG_ENCRYPTION) !== 0) {
    return { why: 'PKWARE strong encryption', isForeign: false }
  }
  const method = packingMethod(member)
  if (method === 9 && isEncrypted(member)) {
    return { why: 'packed by deflate64 and encrypted', isForeign: true }
  }
  if (method === 0 || method === 8 || method === 9) return null
  return { why: `packed by ${methodName(method)}`, isForeign: FOREIGN_METHODS.includes(method) }
}

/** The payload of an extra field, or null. */
export function extraField(extra: Uint8Array, id: number): DataView | null {
  const view = new DataView(extra.buffer, extra.byteOffset, extra.byteLength)
  for (let at = 0; at + 4 <= extra.length;) {
    const length = view.getUint16(at + 2, true)
    if (at + 4 + length > extra.length) return null
    if (view.getUint16(at, true) === id) {
      return new DataView(extra.buffer, extra.byteOffset + at + 4, length)
    }
    at += 4 + length
  }
  return null
}

/**
 * Finds the data behind the local header, whose own fields may be longer than the directory's.
 * null = there is no such header there, or it is another file's. Throws BlobReadError.
 */
export async function locateData(
  archive: Blob,
  member: ZipMember,
  headLength: number,
): Promise<MemberData | null> {
  const nameLength = member.name.bytes.length
  // One read for nearly all: local fields are seldom longer than some tens of bytes.
  const likely = LOCAL_HEADER_BYTES + nameLength + member.extra.length + 64 + headLength
  const bytes = await readBytes(archive, member.headerOffset, member.headerOffset + likely)
  if (bytes.length < LOCAL_HEADER_BYTES) return null
  const view = new DataView(bytes.buffer)
  if (view.getUint32(0, true) !== LOCAL_HEADER_SIGNATURE) return null
  if (view.getUint16(26, true) !== nameLength) return null
  const skip = LOCAL_HEADER_BYTES + nameLength + view.getUint16(28, true)
  const offset = member.headerOffset + skip
  const length = Math.min(headLength, member.packedBytes)
  if (skip + length <= bytes.length || member.headerOffset + bytes.length >= archive.size) {
    return { offset, head: bytes.subarray(skip, skip + length) }
  }
  return { offset, head: await readBytes(archive, offset, offset + length) }
}

/** How to open a member that has no obstacle. `password` matters for encrypted ones only. */
export function memberSource(
  archive: Blob,
  member: ZipMember,
  dataOffset: number,
  password: string | null,
): EntrySource {
  if (isEncrypted(member)) {
    const alone = zipOfMembers(archive, [{ member, dataOffset }])
    return { how: 'zip', archive: alone, index: 0, password }
  }
  const blob = archive.slice(dataOffset, dataOffset + member.packedBytes)
  const method = packingMethod(member)
  if (method === 0) return { how: 'blob', blob }
  return { how: method === 9 ? 'deflate64' : 'deflate', blob, size: member.bytes }
}

export interface LocatedMember {
  readonly member: ZipMember
  readonly dataOffset: number
}

/**
 * A zip of some members alone: their slices of the archive, by reference, and a directory. A worker that opens one
 * entry of thousands would otherwise read the whole directory first, once per entry.
 */
export function zipOfMembers(archive: Blob, members: readonly LocatedMember[]): Blob {
  const bodies: Blob[] = []
  const directory: Uint8Array<ArrayBuffer>[] = []
  let offset = 0
  for (const { member, dataOffset } of members) {
    const body = archive.slice(member.headerOffset, dataOffset + member.packedBytes)
    bodies.push(body)
    directory.push(centralHeader(member, offset))
    offset += body.size
  }
  const length = directory.reduce((sum, header) => sum + header.length, 0)
  return new Blob([...bodies, ...directory, endRecord(members.length, length, offset)])
}

function centralHeader(member: ZipMember, offset: number): Uint8Array<ArrayBuffer> {
  const { name, extra } = member
  const bytes = new Uint8Array(CENTRAL_HEADER_BYTES + name.bytes.length + extra.length)
  const view = new DataView(bytes.buffer)
  view.setUint32(0, CENTRAL_HEADER_SIGNATURE, true)
  view.setUint16(4, member.versionNeeded, true)
  view.setUint16(6, member.versionNeeded, true)
  view.setUint16(8, member.flags, true)
  view.setUint16(10, member.method, true)
  view.setUint32(12, member.dosTime, true)
  view.setUint32(16, member.crc, true)
  view.setUint32(20, member.packedBytes, true)
  view.setUint32(24, member.bytes ?? 0, true)
  view.setUint16(28, name.bytes.length, true)
  view.setUint16(30, extra.length, true)
  view.setUint32(42, offset, true)
  bytes.set(name.bytes, CENTRAL_HEADER_BYTES)
  bytes.set(extra, CENTRAL_HEADER_BYTES + name.bytes.length)
  return bytes
}

function endRecord(count: number, length: number, offset: number): Uint8Array<ArrayBuffer> {
  const bytes = new Uint8Array(END_RECORD_BYTES)
  const view = new DataView(bytes.buffer)
  view.setUint32(0, END_RECORD_SIGNATURE, true)
  view.setUint16(8, count, true)
  view.setUint16(10, count, true)
  view.setUint32(12, length, true)
  view.setUint32(16, offset, true)
  return bytes
}
