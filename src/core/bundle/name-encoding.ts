/**
 * Names in a zip. The format knows UTF-8 (bit 11 of the flags) and CP437, but Explorer on a Chinese
 * machine writes CP936 and says nothing. So the bytes decide, over all names of one archive together,
 * since one name alone may be valid in several encodings.
 */
import { decodeCp437 } from './cp437.ts'

export type NameEncoding = 'utf-8' | 'gb18030' | 'cp437'

export interface RawName {
  readonly bytes: Uint8Array
  /** Bit 11: the writer says that it is UTF-8. */
  readonly utf8: boolean
  /** From the Info-ZIP Unicode path field (0x7075), which wins over all; null = not there. */
  readonly unicode: string | null
}

const strictUtf8 = new TextDecoder('utf-8', { fatal: true })
const strictGb18030 = new TextDecoder('gb18030', { fatal: true })

/** The encoding of the names that do not say it themselves. */
export function chooseNameEncoding(names: readonly RawName[]): NameEncoding {
  const unsaid = names
    .filter(({ utf8, unicode, bytes }) => !utf8 && unicode === null && !isAscii(bytes))
    .map(({ bytes }) => bytes)
  if (unsaid.every((bytes) => decodeStrictly(strictUtf8, bytes) !== null)) return 'utf-8'
  return looksChinese(unsaid) ? 'gb18030' : 'cp437'
}

export function decodeName(name: RawName, encoding: NameEncoding): string {
  if (name.unicode !== null) return name.unicode
  if (name.utf8 || encoding === 'utf-8') {
    const text = decodeStrictly(strictUtf8, name.bytes)
    if (text !== null) return text
  }
  const text = encoding === 'gb18030' ? decodeStrictly(strictGb18030, name.bytes) : null
  return text ?? decodeCp437(name.bytes)
}

/**
 * Western names in CP437 are often valid GB18030 too ("Prüfung" has 81 66, a rare hanzi). What tells
 * them apart: in Chinese text nearly every pair lies in GB 2312, both bytes from A1 up, which accented
 * letters of CP437, scattered between ASCII letters, do not do.
 */
function looksChinese(names: readonly Uint8Array[]): boolean {
  let pairs = 0
  let common = 0
  for (const bytes of names) {
    if (decodeStrictly(strictGb18030, bytes) === null) return false
    for (let i = 0; i < bytes.length; i++) {
      const lead = bytes[i] ?? 0
      if (lead < 0x80) continue
      const trail = bytes[++i] ?? 0
      pairs++
      if (lead >= 0xa1 && lead <= 0xf7 && trail >= 0xa1) common++
    }
  }
  return common * 3 >= pairs * 2
}

function decodeStrictly(decoder: TextDecoder, bytes: Uint8Array): string | null {
  try {
    return decoder.decode(bytes)
  } catch {
    return null
  }
}

function isAscii(bytes: Uint8Array): boolean {
  return bytes.every((byte) => byte < 0x80)
}
