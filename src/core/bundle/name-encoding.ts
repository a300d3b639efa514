/**
 * Names in an archive. Zip knows UTF-8 (bit 11 of the flags) and CP437, but Explorer writes the code page of the console
 * of its machine and says nothing; tar, cab and old rars say nothing at all. So the bytes decide, over all names of one
 * archive together, since one name alone may be valid in several encodings.
 */
import { decoderFor } from '../text/decoder.ts'
import { evidenceOf } from '../text/guess/evidence.ts'
import { isPaired, pageBits, TEMPER, wordsOf } from '../text/guess/rank-pages.ts'
import type { LegacyName } from '../text/guess/rank-pages.ts'

export type NameEncoding = 'utf-8' | LegacyName

export interface RawName {
  readonly bytes: Uint8Array
  /** Bit 11: the writer says that it is UTF-8. */
  readonly utf8: boolean
  /** From the Info-ZIP Unicode path field (0x7075), which wins over all; null = not there. */
  readonly unicode: string | null
}

/** How often a page is met among names that are no UTF-8: that of the console, where the system has one. Per thousand. */
const PRIORS: readonly (readonly [LegacyName, number])[] = [
  ['ibm437', 250],
  ['gb18030', 250],
  ['ibm850', 120],
  ['shift_jis', 80],
  ['big5', 80],
  ['ibm866', 60],
  ['euc-kr', 50],
  ['ibm852', 40],
  ['windows-1252', 30],
  ['windows-1251', 20],
  ['ibm857', 10],
  ['ibm737', 10],
]

const USUAL: LegacyName = 'ibm437'

/** Names beyond these add no evidence, only time. */
const MOST_NAMES = 2000

const LF = 10
const strictUtf8 = new TextDecoder('utf-8', { fatal: true })

/** The encoding of the names that do not say it themselves. */
export function chooseNameEncoding(names: readonly RawName[]): NameEncoding {
  const unsaid = names
    .filter(({ utf8, unicode, bytes }) => !utf8 && unicode === null && !isAscii(bytes))
    .map(({ bytes }) => bytes)
  if (unsaid.every((bytes) => decodeStrictly(strictUtf8, bytes) !== null)) return 'utf-8'
  const words = wordsOf(evidenceOf(asLines(unsaid.slice(0, MOST_NAMES))))
  if (words.tokens.length === 0) return USUAL
  const ranked = PRIORS.map(([page, prior]) => {
    return { page, weight: Math.log2(prior) + pageBits(page, words) * TEMPER }
  })
  return ranked.reduce((best, one) => (one.weight > best.weight ? one : best)).page
}

function asLines(names: readonly Uint8Array[]): Uint8Array {
  const lines = new Uint8Array(names.reduce((sum, { length }) => sum + length + 1, 0))
  let at = 0
  for (const name of names) {
    lines.set(name, at)
    at += name.length
    lines[at++] = LF
  }
  return lines
}

export function decodeName(name: RawName, encoding: NameEncoding): string {
  if (name.unicode !== null) return name.unicode
  if (name.utf8 || encoding === 'utf-8') {
    const text = decodeStrictly(strictUtf8, name.bytes)
    if (text !== null) return text
  }
  if (encoding === 'utf-8') return decoderFor(USUAL)(name.bytes)
  if (!isPaired(encoding)) return decoderFor(encoding)(name.bytes)
  const strict = new TextDecoder(encoding, { fatal: true })
  return decodeStrictly(strict, name.bytes) ?? decoderFor(USUAL)(name.bytes)
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
