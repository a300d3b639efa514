/** Which archive a file is, by its first bytes and never by its name. */

export type ArchiveKind =
  'zip' | 'gzip' | 'cab' | '7z' | 'rar' | 'rar5' | 'tar' | 'xz' | 'bzip2' | 'zstd' | 'wim'

/** Bytes that `archiveKindOf` wants to see: a tar's first header, a block of 512. */
export const HEAD_BYTES = 512

/** Text that stands at an offset. */
type Mark = readonly [offset: number, text: string]

const MAGICS: readonly (readonly [kind: ArchiveKind, ...marks: Mark[]])[] = [
  // A local header, the end record of an empty zip, and the two marks of a split one
  // (APPNOTE.TXT 4.3.7, 4.3.16, 8.5.3 and 8.5.4).
  ['zip', [0, 'PK\x03\x04']],
  ['zip', [0, 'PK\x05\x06']],
  ['zip', [0, 'PK\x07\x08']],
  ['zip', [0, 'PK00PK\x03\x04']],
  // RFC 1952: ID1, ID2 and the only method there is.
  ['gzip', [0, '\x1f\x8b\x08']],
  // [MS-CAB] 2.1: the signature and a reserved field of zeros.
  ['cab', [0, 'MSCF\0\0\0\0']],
  ['7z', [0, '7z\xbc\xaf\x27\x1c']],
  // https://www.rarlab.com/technote.htm#rarsign and, without the 1, the signature of RAR 1.5 to 4.
  ['rar5', [0, 'Rar!\x1a\x07\x01\0']],
  ['rar', [0, 'Rar!\x1a\x07\0']],
  ['xz', [0, '\xfd7zXZ\0']],
  // Behind the size of a block, a block (the digits of pi) or the end of an empty file (those of its root).
  ['bzip2', [0, 'BZh'], [4, '1AY&SY']],
  ['bzip2', [0, 'BZh'], [4, '\x17rE8P\x90']],
  ['zstd', [0, '\x28\xb5\x2f\xfd']],
  ['wim', [0, 'MSWIM\0\0\0']],
]

/** null = no archive that is known here. */
export function archiveKindOf(head: Uint8Array): ArchiveKind | null {
  for (const [kind, ...marks] of MAGICS) {
    if (marks.every(([offset, text]) => stands(head, offset, text))) return kind
  }
  return isTarHeader(head) ? 'tar' : null
}

function stands(head: Uint8Array, offset: number, text: string): boolean {
  if (head.length < offset + text.length) return false
  for (let i = 0; i < text.length; i++) {
    if (head[offset + i] !== text.charCodeAt(i)) return false
  }
  return true
}

const SUM_OFFSET = 148
const SUM_BYTES = 8

/**
 * Told by its sum, which the tars of before POSIX have too (the magic at 257 they have not): all bytes of the header
 * added up, with blanks in place of the sum.
 */
export function isTarHeader(head: Uint8Array): boolean {
  if (head.length < HEAD_BYTES || head[0] === 0) return false
  const said = readOctal(head, SUM_OFFSET, SUM_BYTES)
  if (said === null || said === 0) return false
  let unsigned = SUM_BYTES * 0x20
  let signed = unsigned
  for (let i = 0; i < HEAD_BYTES; i++) {
    if (i >= SUM_OFFSET && i < SUM_OFFSET + SUM_BYTES) continue
    const byte = head[i] as number
    unsigned += byte
    signed += byte < 0x80 ? byte : byte - 0x100
  }
  return said === unsigned || said === signed
}

/** A number of a tar header: octal digits, with blanks or NULs around. null = it is none. */
export function readOctal(bytes: Uint8Array, at: number, length: number): number | null {
  let value = 0
  let digits = 0
  for (let i = at; i < at + length; i++) {
    const byte = bytes[i] ?? 0
    const isDigit = byte >= 0x30 && byte <= 0x37
    if (isDigit) {
      value = value * 8 + byte - 0x30
      digits++
    } else if (byte !== 0x20 && byte !== 0) return null
    else if (digits > 0) break
  }
  return value
}

/** What a file begins with, for people: its kind where it is known, else its first bytes. */
export function describeHead(head: Uint8Array): string {
  const kind = archiveKindOf(head)
  if (kind !== null) return `${kind} archive`
  const first = head.subarray(0, 8)
  if (first.length === 0) return 'no bytes'
  const hex = Array.from(first, (byte) => byte.toString(16).padStart(2, '0')).join(' ')
  const text = Array.from(head.subarray(0, 24), printable).join('')
  return `bytes ${hex} ("${text}")`
}

function printable(byte: number): string {
  return byte >= 0x20 && byte < 0x7f ? String.fromCharCode(byte) : '.'
}
