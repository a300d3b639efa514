/**
 * Text of several encodings: each line tells by its bytes which one it is in. A line of UTF-8 may hold single words of a code
 * page (a message that one program took from another), so what is decided is a word; a line that is all of one is only the
 * common case.
 */
import type { EncodingName } from '../model/log-file.ts'
import { tokensOf, type Token } from './guess/evidence.ts'
import { isPaired, pageBits, type LegacyName } from './guess/rank-pages.ts'
import { utf8Bits } from './guess/utf8-bits.ts'
import type { SingleByteName } from './code-pages.ts'
import { pageDecoder, type Decode } from './page-decoder.ts'
import { upperCharacter } from './single-byte.ts'
import type { TextPages } from './text-pages.ts'
import { countUtf8, firstHighByte, utf8Length } from './utf8.ts'

const LF = 10

/** A line that passes the strict rules of UTF-8 is it, unless a page makes so much more of it, in bits. */
const UTF8_LINE_BITS = 6
/** A word that passes them, in a line that does not, must be so much likelier. */
const UTF8_WORD_BITS = -4

/** So many sequences in one line do not pass them by chance. */
const SURE_SEQUENCES = 6
/** A page that is met less often must make so much more of a line. */
const ANOTHER_BITS = 4

interface Word {
  readonly from: number
  readonly bytes: Uint8Array
  /** null = UTF-8. */
  readonly page: LegacyName | null
}

/** `bytes` are whole lines. */
export function mixedDecoder(pages: TextPages): Decode {
  const decoders = new Map(pages.legacy.map((page) => [page, pageDecoder(page)]))
  const decodeLine = (line: Uint8Array): string => {
    let text = ''
    let from = 0
    for (const { from: at, bytes, page } of wordsOf(line, pages)) {
      text += utf8.decode(line.subarray(from, at)) + decodeWord(bytes, page, pages, decoders)
      from = at + bytes.length
    }
    return text + utf8.decode(line.subarray(from))
  }
  return (bytes) => {
    let text = ''
    let from = 0
    // Lines of ASCII alone are decoded together.
    for (let at = firstHighByte(bytes, 0); at < bytes.length; at = firstHighByte(bytes, from)) {
      const start = Math.max(from, bytes.lastIndexOf(LF, at) + 1)
      const found = bytes.indexOf(LF, at)
      const end = found < 0 ? bytes.length : found + 1
      text += utf8.decode(bytes.subarray(from, start)) + decodeLine(bytes.subarray(start, end))
      from = end
    }
    text += utf8.decode(bytes.subarray(from))
    return text.startsWith('\uFEFF') ? text.slice(1) : text
  }
}

/** The encoding of a line, by most of its words; null = ASCII. */
export function lineEncoding(line: Uint8Array, pages: TextPages): EncodingName | null {
  const bytes = new Map<EncodingName, number>()
  for (const word of wordsOf(line, pages)) {
    const name = word.page ?? 'utf-8'
    bytes.set(name, (bytes.get(name) ?? 0) + word.bytes.length)
  }
  const [first] = [...bytes].sort((a, b) => b[1] - a[1])
  return first === undefined ? null : first[0]
}

/** The words of a line that are not ASCII, in order. */
function wordsOf(line: Uint8Array, pages: TextPages): readonly Word[] {
  const tokens = tokensOf(line).map((bytes): Token => ({
    bytes,
    weight: 1,
    utf8: countUtf8(bytes),
  }))
  const pageOf = pages.utf8 ? mixedPages(tokens, pages) : onePage(bestPage(tokens, pages.legacy))
  return tokens.map((token) => ({
    from: token.bytes.byteOffset - line.byteOffset,
    bytes: token.bytes,
    page: pageOf(token),
  }))
}

type PageOf = (token: Token) => LegacyName | null

const onePage = (page: LegacyName | null): PageOf => {
  return () => page
}

/** What each word is in where some lines are UTF-8. */
function mixedPages(tokens: readonly Token[], { legacy }: TextPages): PageOf {
  const broken = tokens.filter(({ utf8: { stray } }) => stray > 0)
  if (broken.length > 0) {
    // One page for all of a line: a program does not change it in the middle.
    const page = bestPage(broken, legacy)
    return (token) =>
      token.utf8.stray === 0 && utf8Gain([token], page) + UTF8_WORD_BITS >= 0 ? null : page
  }
  const sequences = tokens.reduce((sum, token) => sum + token.utf8.sequences, 0)
  if (sequences >= SURE_SEQUENCES) return onePage(null)
  const page = bestPage(tokens, legacy)
  return onePage(utf8Gain(tokens, page) + UTF8_LINE_BITS >= 0 ? null : page)
}

/** Bits that words say for UTF-8 more than for a page; null = there is no page. */
function utf8Gain(tokens: readonly Token[], page: LegacyName | null): number {
  if (page === null) return Infinity
  const bits = tokens.reduce((sum, { bytes }) => sum + utf8Bits(bytes), 0)
  return bits - pageBits(page, { tokens, hints: NO_HINTS })
}

function bestPage(tokens: readonly Token[], pages: readonly LegacyName[]): LegacyName | null {
  const [first] = pages
  if (first === undefined || pages.length === 1) return first ?? null
  let best: LegacyName = first
  // Lines that both read alike, or nearly, are in the more usual one.
  let most = pageBits(first, { tokens, hints: NO_HINTS }) + ANOTHER_BITS
  for (const page of pages.slice(1)) {
    const bits = pageBits(page, { tokens, hints: NO_HINTS })
    if (bits > most) {
      most = bits
      best = page
    }
  }
  return best
}

const NO_HINTS: ReadonlyMap<string, number> = new Map()
const utf8 = new TextDecoder('utf-8', { ignoreBOM: true })

function decodeWord(
  bytes: Uint8Array,
  page: LegacyName | null,
  pages: TextPages,
  decoders: ReadonlyMap<LegacyName, Decode>,
): string {
  const decode = page === null ? undefined : decoders.get(page)
  if (page === null || decode === undefined) return utf8.decode(bytes)
  const { sequences, stray } = countUtf8(bytes)
  // `é®` of a UTF-8 log: one stray byte beside letters that are sound.
  const isStray = pages.utf8 && !isPaired(page) && sequences >= stray
  return isStray ? decodeStray(bytes, page) : decode(bytes)
}

/** UTF-8, with every stray byte read in a page. */
export function decodeStray(bytes: Uint8Array, page: SingleByteName): string {
  let text = ''
  let from = 0
  for (let at = firstHighByte(bytes, 0); at < bytes.length;) {
    const length = utf8Length(bytes, at, bytes.length)
    if (length === 0) {
      text += utf8.decode(bytes.subarray(from, at)) + upperCharacter(page, bytes[at] as number)
      from = at + 1
    }
    at = firstHighByte(bytes, at + (length || 1))
  }
  return text + utf8.decode(bytes.subarray(from))
}
