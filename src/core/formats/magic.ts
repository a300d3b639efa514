/**
 * What a file is by its first bytes, for files that hold no lines: their name in the list of files says more than "binary".
 * Sources: the vendors' own format pages where there are any, else the first bytes on which public readers agree.
 * https://learn.microsoft.com/windows/win32/debug/pe-format, https://learn.microsoft.com/windows/win32/etw/about-event-tracing
 */
import { BinaryReader } from '../base/binary-reader.ts'
import type { FileKind } from '../model/file-kind.ts'

interface Magic {
  readonly kind: FileKind
  readonly at: number
  /** Latin-1: one character is one byte. */
  readonly bytes: string
}

/** The first that fits counts; longer ones stand before those they begin with. */
const MAGICS: readonly Magic[] = [
  { kind: 'evtx', at: 0, bytes: 'ElfFile\0' },
  // EVENTLOGHEADER: its size, then the signature.
  { kind: 'evt', at: 0, bytes: '\x30\0\0\0LfLe' },
  { kind: 'registry-hive', at: 0, bytes: 'regf' },
  { kind: 'wim', at: 0, bytes: 'MSWIM\0\0\0' },
  { kind: 'wim', at: 0, bytes: 'WLPWM\0\0\0' },
  { kind: 'vhdx', at: 0, bytes: 'vhdxfile' },
  { kind: 'vhd', at: 0, bytes: 'conectix' },
  { kind: 'compound', at: 0, bytes: '\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1' },
  { kind: 'cab', at: 0, bytes: 'MSCF\0\0\0\0' },
  { kind: 'pdb', at: 0, bytes: 'Microsoft C/C++ MSF 7.00\r\n' },
  { kind: 'pdb', at: 0, bytes: 'Microsoft C/C++ program database 2.00\r\n' },
  { kind: 'kernel-dump', at: 0, bytes: 'PAGEDU64' },
  { kind: 'kernel-dump', at: 0, bytes: 'PAGEDUMP' },
  { kind: 'user-dump', at: 0, bytes: 'MDMP\x93\xa7' },
  { kind: 'user-dump', at: 0, bytes: 'USERDUMP' },
  { kind: 'pml', at: 0, bytes: 'PML_' },
  { kind: 'sqlite', at: 0, bytes: 'SQLite format 3\0' },
  { kind: 'prefetch', at: 4, bytes: 'SCCA' },
  // Compressed prefetch files of Windows 8.1 and later.
  { kind: 'prefetch', at: 0, bytes: 'MAM\x04' },
  // Compatibility databases (.sdb): two version numbers, then the mark.
  { kind: 'shim-database', at: 8, bytes: 'sdbf' },
  // Extensible Storage Engine: a checksum, then the signature.
  { kind: 'ese', at: 4, bytes: '\xef\xcd\xab\x89' },
  { kind: 'pdf', at: 0, bytes: '%PDF-' },
  { kind: '7z', at: 0, bytes: "7z\xbc\xaf'\x1c" },
  { kind: 'rar', at: 0, bytes: 'Rar!\x1a\x07' },
  { kind: 'gzip', at: 0, bytes: '\x1f\x8b\x08' },
  { kind: 'png', at: 0, bytes: '\x89PNG\r\n\x1a\n' },
  { kind: 'jpeg', at: 0, bytes: '\xff\xd8\xff' },
  { kind: 'gif', at: 0, bytes: 'GIF87a' },
  { kind: 'gif', at: 0, bytes: 'GIF89a' },
  { kind: 'tiff', at: 0, bytes: 'II*\0' },
  { kind: 'tiff', at: 0, bytes: 'MM\0*' },
  { kind: 'font', at: 0, bytes: '\0\x01\0\0\0' },
  { kind: 'font', at: 0, bytes: 'OTTO' },
  { kind: 'font', at: 0, bytes: 'ttcf' },
  { kind: 'font', at: 0, bytes: 'wOFF' },
  { kind: 'font', at: 0, bytes: 'wOF2' },
  { kind: 'compiled-help', at: 0, bytes: 'ITSF\x03\0\0\0' },
  { kind: 'elf', at: 0, bytes: '\x7fELF' },
  { kind: 'audio', at: 0, bytes: 'ID3' },
  { kind: 'video', at: 4, bytes: 'ftyp' },
  { kind: 'video', at: 0, bytes: '\x1a\x45\xdf\xa3' },
  { kind: 'iso', at: 0x8001, bytes: 'CD001' },
]

/** CLSID of a shell link, {00021401-0000-0000-C000-000000000046}, behind the header's size of 0x4C. */
const SHORTCUT = 'L\0\0\0\x01\x14\x02\0\0\0\0\0\xc0\0\0\0\0\0\0F'
/** Names inside the first member of a zip that tell an Office document. */
const OFFICE_PARTS = /^(\[Content_Types\]\.xml|_rels\/|docProps\/|word\/|xl\/|ppt\/)/
/** OID 1.2.840.113549.1.7.2 (signed data), as DER writes it: catalogs of drivers are that. */
const SIGNED_DATA = '\x06\x09\x2a\x86\x48\x86\xf7\x0d\x01\x07\x02'
/** OID 1.3.6.1.4.1.311.10.1 (certificate trust list): the content of a catalog. */
const TRUST_LIST = '\x2b\x06\x01\x04\x01\x82\x37\x0a\x01'

/** `head`: the first 64 KiB, or all there is. null = no known kind. */
export function fileKind(head: Uint8Array): FileKind | null {
  const reader = new BinaryReader(head)
  const found = MAGICS.find(({ at, bytes }) => isAt(reader, at, bytes))
  if (found !== undefined) return found.kind
  if (isAt(reader, 0, 'MZ')) return 'pe'
  if (isAt(reader, 0, SHORTCUT)) return 'shortcut'
  if (isAt(reader, 0, 'PK\x03\x04') || isAt(reader, 0, 'PK\x05\x06')) return zipKind(reader)
  if (isAt(reader, 0, 'RIFF')) return riffKind(reader)
  if (isAt(reader, 0, 'BM') && isBitmapHeader(reader)) return 'bmp'
  if (isTraceLog(reader)) return 'etl'
  if (isAt(reader, 0, '\x30\x82') || isAt(reader, 0, '\x30\x83')) return signedKind(reader)
  if (isAt(reader, 0, '\0\0\x01\0') && reader.has(4, 2) && isSmall(reader.u16(4))) return 'icon'
  return head.length > 0 && head.every((byte) => byte === 0) ? 'zeros' : null
}

/**
 * True where the first bytes are of a known kind and no text: names in an event trace are UTF-16, and enough of them look like a
 * text of that encoding.
 */
export function isBinaryByMagic(head: Uint8Array): boolean {
  return head.subarray(0, 64).includes(0) && ![null, 'zeros'].includes(fileKind(head))
}

function isAt(reader: BinaryReader, at: number, bytes: string): boolean {
  return reader.has(at, bytes.length) && reader.ascii(at, bytes.length) === bytes
}

function zipKind(reader: BinaryReader): FileKind {
  if (!reader.has(26, 2)) return 'zip'
  const length = Math.min(reader.u16(26), 64)
  if (!reader.has(30, length)) return 'zip'
  return OFFICE_PARTS.test(reader.ascii(30, length)) ? 'office' : 'zip'
}

function riffKind(reader: BinaryReader): FileKind | null {
  if (isAt(reader, 8, 'WEBP')) return 'webp'
  if (isAt(reader, 8, 'WAVE')) return 'audio'
  return isAt(reader, 8, 'AVI ') ? 'video' : null
}

/** BITMAPFILEHEADER: two reserved words of zero, then where the pixels begin; behind it the size of one of the info headers. */
export function isBitmapHeader(reader: BinaryReader): boolean {
  if (!reader.has(6, 12) || reader.u32(6) !== 0) return false
  const infoBytes = reader.u32(14)
  return reader.u32(10) < 0x10000 && infoBytes >= 12 && infoBytes <= 124
}

/**
 * ETW writes buffers of a whole power of two, each with a WNODE header: size, then how much is filled, and at 0x48 behind it the
 * trace's own header event, whose type is 1 or 2 (system header, 32 or 64 bit).
 */
function isTraceLog(reader: BinaryReader): boolean {
  if (!reader.has(0, 0x50)) return false
  const size = reader.u32(0)
  const saved = reader.u32(4)
  if (size < 0x400 || size > 0x1000000 || (size & (size - 1)) !== 0 || saved > size) return false
  // EVENT_TRACE_HEADER flags of a system header: 0xC0 in the upper byte of its marker.
  return reader.u8(0x4b) === 0xc0 && (reader.u8(0x4a) === 1 || reader.u8(0x4a) === 2)
}

function signedKind(reader: BinaryReader): FileKind | null {
  const start = reader.ascii(0, Math.min(reader.end, 256))
  if (!start.includes(SIGNED_DATA)) return start.includes('\x2a\x86\x48') ? 'certificate' : null
  return start.includes(TRUST_LIST) ? 'catalog' : 'certificate'
}

function isSmall(count: number): boolean {
  return count > 0 && count < 256
}
