/** Which archive a file is, by its first bytes and never by its name. */

export type ArchiveKind =
  'zip' | 'gzip' | 'cab' | '7z' | 'rar' | 'tar' | 'xz' | 'bzip2' | 'zstd' | 'wim'

/** Bytes that `archiveKindOf` wants to see: tar has its magic at 257, in the first block of 512. */
export const HEAD_BYTES = 512

const TAR_MAGIC_OFFSET = 257

const MAGICS: readonly (readonly [kind: ArchiveKind, offset: number, magic: string])[] = [
  // A local header, the end record of an empty zip, and the two marks of a split one
  // (APPNOTE.TXT 4.3.7, 4.3.16, 8.5.3 and 8.5.4).
  ['zip', 0, 'PK\x03\x04'],
  ['zip', 0, 'PK\x05\x06'],
  ['zip', 0, 'PK\x07\x08'],
  ['zip', 0, 'PK00PK\x03\x04'],
  // RFC 1952: ID1, ID2 and the only method there is.
  ['gzip', 0, '\x1f\x8b\x08'],
  ['cab', 0, 'MSCF'],
  ['7z', 0, '7z\xbc\xaf\x27\x1c'],
  ['rar', 0, 'Rar!\x1a\x07'],
  ['tar', TAR_MAGIC_OFFSET, 'ustar'],
  ['xz', 0, '\xfd7zXZ\x00'],
  ['bzip2', 0, 'BZh'],
  ['zstd', 0, '\x28\xb5\x2f\xfd'],
  ['wim', 0, 'MSWIM\x00\x00\x00'],
]

/** null = no archive that is known here. */
export function archiveKindOf(head: Uint8Array): ArchiveKind | null {
  for (const [kind, offset, magic] of MAGICS) {
    if (hasMagic(head, offset, magic)) return kind
  }
  return null
}

function hasMagic(head: Uint8Array, offset: number, magic: string): boolean {
  if (head.length < offset + magic.length) return false
  for (let i = 0; i < magic.length; i++) {
    if (head[offset + i] !== magic.charCodeAt(i)) return false
  }
  return true
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
