/** Bytes of an entry's text to strings, for every encoding that the text layer decides between. */
import type { EncodingName } from '../model/log-file.ts'
import { decodeSingleByte, upperCharacter } from './single-byte.ts'
import { firstHighByte, utf8Length } from './utf8.ts'

export type Decode = (bytes: Uint8Array) => string

/**
 * Decoder of *normalised text*, the bytes of the text Blob: UTF-16 has been changed to UTF-8 there, so
 * both UTF-16 names decode UTF-8. A byte order mark at the start is left out. Never throws.
 */
export function decoderFor(encoding: EncodingName): Decode {
  switch (encoding) {
    case 'ascii':
    case 'utf-8':
    case 'utf-8*':
    case 'utf-16le':
    case 'utf-16be':
      return decodeUtf8
    case 'binary':
      return (bytes) => decodeSingleByte('windows-1252', bytes)
    case 'gb18030':
    case 'big5':
    case 'shift_jis':
    case 'euc-kr': {
      const decoder = new TextDecoder(encoding)
      return (bytes) => decoder.decode(bytes)
    }
    default:
      return (bytes) => decodeSingleByte(encoding, bytes)
  }
}

const utf8 = new TextDecoder('utf-8')

/** UTF-8, with every stray byte read as windows-1252 (`®` = 0xAE is the usual one). */
function decodeUtf8(bytes: Uint8Array): string {
  const text = utf8.decode(bytes)
  // U+FFFD is rare in a log, so the careful way is taken only where the decoder gave something up.
  return text.includes('\uFFFD') ? decodeMixed(bytes) : text
}

const part = new TextDecoder('utf-8', { ignoreBOM: true })

function decodeMixed(bytes: Uint8Array): string {
  let text = ''
  let from = 0
  let at = firstHighByte(bytes, 0)
  while (at < bytes.length) {
    const length = utf8Length(bytes, at, bytes.length)
    if (length === 0) {
      text +=
        part.decode(bytes.subarray(from, at)) + upperCharacter('windows-1252', bytes[at] as number)
      from = at + 1
    }
    at = firstHighByte(bytes, at + (length || 1))
  }
  text += part.decode(bytes.subarray(from))
  return text.startsWith('\uFEFF') ? text.slice(1) : text
}
