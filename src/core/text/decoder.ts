/** Bytes of an entry's text to strings, for every encoding that the text layer decides between. */
import type { EncodingName, EncodingRun } from '../model/log-file.ts'
import { decodeStray, mixedDecoder } from './mixed-lines.ts'
import { pageDecoder, type Decode } from './page-decoder.ts'
import { isLegacy, textPages } from './text-pages.ts'

export type { Decode } from './page-decoder.ts'

/**
 * Decoder of *normalised text*, the bytes of the text Blob: UTF-16 has been changed to UTF-8 there, so both UTF-16 names decode
 * UTF-8. `runs`: where the text has lines of other encodings; which one a line is in is told by its bytes, so bytes must begin
 * and end at line ends. A byte order mark at the start is left out. Never throws.
 */
export function decoderFor(
  encoding: EncodingName,
  runs: readonly Pick<EncodingRun, 'encoding'>[] = [],
): Decode {
  const pages = textPages(encoding, runs)
  if (pages.legacy.length + Number(pages.utf8) > 1) return mixedDecoder(pages)
  if (encoding === 'binary') return pageDecoder('windows-1252')
  return isLegacy(encoding) ? pageDecoder(encoding) : decodeUtf8
}

const utf8 = new TextDecoder('utf-8')

/** UTF-8, with every stray byte read as windows-1252 (`®` = 0xAE is the usual one). */
function decodeUtf8(bytes: Uint8Array): string {
  const text = utf8.decode(bytes)
  // U+FFFD is rare in a log, so the careful way is taken only where the decoder gave something up.
  if (!text.includes('\uFFFD')) return text
  const careful = decodeStray(bytes, 'windows-1252')
  return careful.startsWith('\uFEFF') ? careful.slice(1) : careful
}
