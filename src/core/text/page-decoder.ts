/** Decoders of single code pages, the same on every platform. */
import type { SingleByteName } from './code-pages.ts'
import type { PairedName } from './guess/frequent-characters.ts'
import { decodePairs } from './pair-tables.ts'
import { decodeSingleByte } from './single-byte.ts'

/** Bytes to a string. Never throws: what has no character becomes U+FFFD. */
export type Decode = (bytes: Uint8Array) => string

const gb18030 = new TextDecoder('gb18030')

export function pageDecoder(page: SingleByteName | PairedName): Decode {
  switch (page) {
    case 'gb18030':
      // Every platform has the same table of it.
      return (bytes) => gb18030.decode(bytes)
    case 'big5':
    case 'shift_jis':
    case 'euc-kr':
      return (bytes) => decodePairs(page, bytes)
    default:
      return (bytes) => decodeSingleByte(page, bytes)
  }
}
