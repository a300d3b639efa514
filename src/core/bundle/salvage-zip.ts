/**
 * A zip without a usable directory: a download that broke off, a disk that was full. Each file has a
 * header of its own in front of its data, so one walks from header to header.
 *
 * Where the writer did not know the sizes yet (flag bit 3) the header has zeros and a descriptor
 * stands behind the data. It repeats the packed size, and a record whose packed size is exactly the
 * distance to the start of the data is no coincidence: so the end is found by search, at the speed of
 * memory, without inflating anything.
 */
import { BlobWindow } from './blob-window.ts'
import type { Limits } from './limits.ts'
import { EXTRA_UNICODE_PATH, unicodePath } from './unicode-path.ts'
import {
  extraField,
  EXTRA_ZIP64,
  FLAG_DESCRIPTOR,
  FLAG_UTF8,
  isKnownMethod,
  LOCAL_HEADER_BYTES,
  LOCAL_HEADER_SIGNATURE,
  packingMethod,
  ZIP64_MARK,
} from './zip-member.ts'
import type { ZipMember } from './zip-member.ts'

const DESCRIPTOR_SIGNATURE = 0x08074b50
/** Central header, archive extra data, end record, zip64 end record: files are over. */
const END_SIGNATURES = [0x02014b50, 0x08064b50, 0x06054b50, 0x06064b50]

/** How far junk in front of the first header is searched. */
const PREFIX_BYTES = 1024 * 1024
/** A path longer than this is not a name but noise that looks like a header. */
const LONGEST_NAME = 4096
/** 6.3 is the newest version of the format; no writer asks for more. */
const NEWEST_VERSION = 63
/** Longest descriptor: signature, CRC, two sizes of 8 bytes. */
const DESCRIPTOR_BYTES = 24

export interface Salvage {
  readonly members: readonly ZipMember[]
  /** Index of the member whose data the cut went through; null = all that were begun are whole. */
  readonly cutMember: number | null
  /** Offset behind the last file that was found; what follows is the directory or is missing. */
  readonly end: number
  /** True where a directory begins behind the last file. */
  readonly hasDirectory: boolean
  /** Bytes jumped over to find the next header: damaged in between. */
  readonly skipped: number
  readonly isOverLimit: boolean
}

interface LocalHeader {
  readonly member: ZipMember
  readonly dataOffset: number
}

interface DataEnd {
  readonly packedBytes: number
  readonly bytes: number | null
  readonly crc: number
  readonly next: number
  readonly isCut: boolean
}

/** Returns no members where the Blob is no zip at all. Throws BlobReadError. */
export async function salvageZip(
  archive: Blob,
  limits: Limits,
  signal?: AbortSignal,
): Promise<Salvage> {
  const window = new BlobWindow(archive)
  const members: ZipMember[] = []
  let cutMember: number | null = null
  let skipped = 0
  let hasDirectory = false
  let isOverLimit = false
  let at = await nextHeader(window, 0, Math.min(PREFIX_BYTES, archive.size))
  while (at < archive.size) {
    signal?.throwIfAborted()
    const header = await readLocalHeader(window, at)
    if (header === null) {
      hasDirectory = await isDirectory(window, at)
      if (hasDirectory) break
      const found = await nextHeader(window, at + 1, archive.size)
      if (found >= archive.size) break
      skipped += found - at
      at = found
      continue
    }
    if (members.length === limits.entries) {
      isOverLimit = true
      break
    }
    const end = await findDataEnd(window, header)
    const { packedBytes, bytes, crc } = end
    if (end.isCut) cutMember = members.length
    members.push({ ...header.member, packedBytes, bytes, crc })
    at = end.next
  }
  return { members, cutMember, end: at, hasDirectory, skipped, isOverLimit }
}

async function readLocalHeader(window: BlobWindow, at: number): Promise<LocalHeader | null> {
  const fixed = await window.read(at, LOCAL_HEADER_BYTES)
  if (fixed.byteLength < LOCAL_HEADER_BYTES || !isPlausibleHeader(fixed)) return null
  const nameLength = fixed.getUint16(26, true)
  const extraLength = fixed.getUint16(28, true)
  const flags = fixed.getUint16(6, true)
  const member = {
    flags,
    versionNeeded: fixed.getUint16(4, true),
    method: fixed.getUint16(8, true),
    dosTime: fixed.getUint32(10, true),
    crc: fixed.getUint32(14, true),
    headerOffset: at,
  }
  let packedBytes = fixed.getUint32(18, true)
  let bytes = fixed.getUint32(22, true)
  const rest = await window.read(at + LOCAL_HEADER_BYTES, nameLength + extraLength)
  if (rest.byteLength < nameLength + extraLength) return null
  const name = new Uint8Array(rest.buffer, rest.byteOffset, nameLength).slice()
  const extra = new Uint8Array(rest.buffer, rest.byteOffset + nameLength, extraLength).slice()
  const zip64 = extraField(extra, EXTRA_ZIP64)
  // In a local header the field has both sizes or none (APPNOTE.TXT 4.5.3), unpacked first.
  if (zip64 !== null && zip64.byteLength >= 16) {
    if (bytes === ZIP64_MARK) bytes = Number(zip64.getBigUint64(0, true))
    if (packedBytes === ZIP64_MARK) packedBytes = Number(zip64.getBigUint64(8, true))
  }
  return {
    member: {
      ...member,
      name: {
        bytes: name,
        utf8: (flags & FLAG_UTF8) !== 0,
        unicode: unicodePath(extraField(extra, EXTRA_UNICODE_PATH), name),
      },
      isFolder: bytes === 0 && packedBytes === 0 && name.at(-1) === 0x2f,
      packedBytes,
      bytes,
      extra,
    },
    dataOffset: at + LOCAL_HEADER_BYTES + nameLength + extraLength,
  }
}

function isPlausibleHeader(header: DataView): boolean {
  const nameLength = header.getUint16(26, true)
  return (
    header.getUint32(0, true) === LOCAL_HEADER_SIGNATURE &&
    (header.getUint16(4, true) & 0xff) <= NEWEST_VERSION &&
    isKnownMethod(header.getUint16(8, true)) &&
    nameLength > 0 &&
    nameLength <= LONGEST_NAME
  )
}

async function isDirectory(window: BlobWindow, at: number): Promise<boolean> {
  const view = await window.read(at, 4)
  return view.byteLength === 4 && END_SIGNATURES.includes(view.getUint32(0, true))
}

/** Offset of the first plausible local header from `from`, or `to` where there is none. */
async function nextHeader(window: BlobWindow, from: number, to: number): Promise<number> {
  for await (const at of window.findPk(from, to)) {
    const header = await window.read(at, LOCAL_HEADER_BYTES)
    if (header.byteLength === LOCAL_HEADER_BYTES && isPlausibleHeader(header)) return at
  }
  return to
}

async function findDataEnd(window: BlobWindow, header: LocalHeader): Promise<DataEnd> {
  const { member, dataOffset } = header
  const hasSizes = (member.flags & FLAG_DESCRIPTOR) === 0 || member.packedBytes > 0
  if (member.isFolder) {
    return found(0, 0, member.crc, await skipDescriptor(window, dataOffset, member))
  }
  if (hasSizes) {
    const end = dataOffset + member.packedBytes
    if (end > window.size) return cut(window, member, dataOffset)
    const next = await skipDescriptor(window, end, member)
    return found(member.packedBytes, member.bytes, member.crc, next)
  }
  return searchDataEnd(window, header)
}

function found(packedBytes: number, bytes: number | null, crc: number, next: number): DataEnd {
  return { packedBytes, bytes, crc, next, isCut: false }
}

function cut(window: BlobWindow, member: ZipMember, dataOffset: number): DataEnd {
  const packedBytes = Math.max(0, window.size - dataOffset)
  const isKnown = (member.flags & FLAG_DESCRIPTOR) === 0
  const bytes = isKnown ? member.bytes : null
  return { packedBytes, bytes, crc: member.crc, next: window.size, isCut: true }
}

/** Some writers put a descriptor although the header has the sizes, or behind a folder. */
async function skipDescriptor(window: BlobWindow, at: number, member: ZipMember): Promise<number> {
  if ((member.flags & FLAG_DESCRIPTOR) === 0) return at
  const view = await window.read(at, DESCRIPTOR_BYTES + 4)
  const signed = descriptorAt(view, 0, member.packedBytes)
  if (signed !== null) return at + signed.length
  for (const bare of [12, 20]) {
    const isFollowed = view.byteLength >= bare + 4 && isRecord(view.getUint32(bare, true))
    if (isFollowed && descriptorAt(view, bare, member.packedBytes) !== null) return at + bare
  }
  return at
}

async function searchDataEnd(window: BlobWindow, header: LocalHeader): Promise<DataEnd> {
  const { member, dataOffset } = header
  // Stored data may hold a zip, whose headers are not ours; packed data cannot, save by a chance of 2^-40.
  const isPacked = packingMethod(member) !== 0
  for await (const at of window.findPk(dataOffset, window.size)) {
    const packedBytes = at - dataOffset
    const view = await window.read(at, LOCAL_HEADER_BYTES)
    if (view.byteLength < 4) break
    const signature = view.getUint32(0, true)
    if (signature === DESCRIPTOR_SIGNATURE) {
      const descriptor = descriptorAt(view, 0, packedBytes)
      if (descriptor !== null) {
        return found(packedBytes, descriptor.bytes, descriptor.crc, at + descriptor.length)
      }
    } else if (isEndOfFile(view, signature)) {
      // A descriptor without signature, which the format allows: it ends where this record begins.
      for (const length of [12, 20]) {
        if (packedBytes < length) continue
        const before = await window.read(at - length, length)
        const descriptor = descriptorAt(before, length, packedBytes - length)
        if (descriptor !== null) {
          return found(packedBytes - length, descriptor.bytes, descriptor.crc, at)
        }
      }
      if (isPacked) return found(packedBytes, null, member.crc, at)
    }
  }
  return cut(window, member, dataOffset)
}

function isEndOfFile(view: DataView, signature: number): boolean {
  if (END_SIGNATURES.includes(signature)) return true
  return view.byteLength === LOCAL_HEADER_BYTES && isPlausibleHeader(view)
}

interface Descriptor {
  readonly crc: number
  readonly bytes: number
  readonly length: number
}

/** `bare` = length of a descriptor without signature to read; 0 = one with it, of either length. */
function descriptorAt(view: DataView, bare: number, packedBytes: number): Descriptor | null {
  const start = bare === 0 ? 4 : 0
  if (bare === 0 && (view.byteLength < 4 || view.getUint32(0, true) !== DESCRIPTOR_SIGNATURE)) {
    return null
  }
  const body = new DataView(view.buffer, view.byteOffset + start, view.byteLength - start)
  const crc = body.byteLength < 4 ? 0 : body.getUint32(0, true)
  // Long before short: the low half of a long size alone would pass as a short one.
  if (bare !== 12 && body.byteLength >= 20 && !isRecord(body.getUint32(12, true))) {
    const packed = Number(body.getBigUint64(4, true))
    const bytes = Number(body.getBigUint64(12, true))
    if (packed === packedBytes) return { crc, bytes, length: start + 20 }
  }
  if (bare !== 20 && body.byteLength >= 12 && body.getUint32(4, true) === packedBytes) {
    return { crc, bytes: body.getUint32(8, true), length: start + 12 }
  }
  return null
}

/** An empty file's short descriptor looks like a long one, but for the record behind it. */
function isRecord(signature: number): boolean {
  return signature === LOCAL_HEADER_SIGNATURE || END_SIGNATURES.includes(signature)
}
