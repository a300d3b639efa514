/**
 * Text of several encodings: each line tells by its bytes which one it is in. A line of UTF-8 may hold single words of a code
 * page (a message that one program took from another), so what is decided is a word; a line that is all of one is only the
 * common case.
 */
import type { EncodingName } from '../model/log-file.ts'
import { tokensOf } from './guess/evidence.ts'
import { isPaired, type LegacyName } from './guess/rank-pages.ts'
import { tokensBits } from './guess/token-bits.ts'
import type { SingleByteName } from './code-pages.ts'
import { pageDecoder, type Decode } from './page-decoder.ts'
import { upperCharacter } from './single-byte.ts'
import type { TextPages } from './text-pages.ts'
import { countUtf8, firstHighByte, utf8Length, type Utf8Counts } from './utf8.ts'

const LF = 10

/** A line that passes the strict rules of UTF-8 is it, unless a page makes so much more of it, in bits. */
const UTF8_LINE_BITS = 6
/** A word that passes them, in a line that does not, must be so much likelier. */
const UTF8_WORD_BITS = -4

/** So many sequences in one line do not pass them by chance; with one of three bytes among them, so many. */
const SURE_SEQUENCES = 5
const SURE_LONG_SEQUENCES = 2
/** A page that is met less often must make so much more of a line. */
const ANOTHER_BITS = 4

interface Word {
  /** Offset in the line. */
  readonly from: number
  readonly bytes: Uint8Array
  readonly utf8: Utf8Counts
}

interface ToldWord extends Word {
  /** null = UTF-8. */
  readonly page: LegacyName | null
}

/** `bytes` are whole lines. */
export function mixedDecoder(pages: TextPages): Decode {
  const decoders = new Map(pages.legacy.map((page) => [page, pageDecoder(page)]))
  const decode = (bytes: Uint8Array, page: LegacyName | null): string =>
    (page === null ? undefined : decoders.get(page))?.(bytes) ?? utf8.decode(bytes)
  return (bytes) => {
    let text = ''
    /** Lines of one encoding, or of ASCII, are decoded together: from here to `to`. */
    let from = 0
    let to = 0
    let page: LegacyName | null = null
    for (let at = firstHighByte(bytes, 0); at < bytes.length; at = firstHighByte(bytes, to)) {
      const start = Math.max(to, bytes.lastIndexOf(LF, at) + 1)
      const found = bytes.indexOf(LF, at)
      const end = found < 0 ? bytes.length : found + 1
      const line = bytes.subarray(start, end)
      // Where no line is UTF-8, a line is in one page as a whole.
      const words = pages.utf8 ? wordsOf(line, pages) : []
      const whole = pages.utf8 ? pageOfAll(words, pages) : pageOfLine(line, pages)
      if (whole !== page) {
        text += decode(bytes.subarray(from, start), page)
        from = start
      }
      to = end
      page = whole ?? null
      if (whole !== undefined) continue
      text += decodeWords(line, words, pages, decode)
      from = end
    }
    text += decode(bytes.subarray(from), page)
    return text.startsWith('\uFEFF') ? text.slice(1) : text
  }
}

/** The page of all words, null = UTF-8; undefined = they are of several, or not one of them is sound. */
function pageOfAll(words: readonly ToldWord[], pages: TextPages): LegacyName | null | undefined {
  const [first] = words
  if (first === undefined) return null
  const isAlike = words.every((word) => word.page === first.page && !isStray(word, pages))
  return isAlike ? first.page : undefined
}

function decodeWords(
  line: Uint8Array,
  words: readonly ToldWord[],
  pages: TextPages,
  decode: (bytes: Uint8Array, page: LegacyName | null) => string,
): string {
  let text = ''
  let from = 0
  for (const word of words) {
    const { from: at, bytes, page } = word
    text += utf8.decode(line.subarray(from, at))
    text += isStray(word, pages) ? decodeStray(bytes, word.page) : decode(bytes, page)
    from = at + bytes.length
  }
  return text + utf8.decode(line.subarray(from))
}

/** `é®` of a UTF-8 log: a stray byte beside letters that are sound. */
function isStray(word: ToldWord, pages: TextPages): word is ToldWord & { page: SingleByteName } {
  const { page, utf8: counts } = word
  return pages.utf8 && page !== null && !isPaired(page) && counts.sequences >= counts.stray
}

/** The encoding of a line, by most of its words; null = ASCII. */
export function lineEncoding(line: Uint8Array, pages: TextPages): EncodingName | null {
  if (!pages.utf8) return firstHighByte(line, 0) === line.length ? null : pageOfLine(line, pages)
  const bytes = new Map<EncodingName, number>()
  for (const word of wordsOf(line, pages)) {
    const name = word.page ?? 'utf-8'
    bytes.set(name, (bytes.get(name) ?? 0) + word.bytes.length)
  }
  const [first] = [...bytes].sort((a, b) => b[1] - a[1])
  return first === undefined ? null : first[0]
}

function pageOfLine(line: Uint8Array, { legacy }: TextPages): LegacyName | null {
  return bestPage(
    tokensOf(line).map((bytes) => ({ bytes })),
    legacy,
  )
}

/** The words of a line that are not ASCII, in order. */
function wordsOf(line: Uint8Array, pages: TextPages): readonly ToldWord[] {
  const words = tokensOf(line).map((bytes): Word => {
    return { from: bytes.byteOffset - line.byteOffset, bytes, utf8: countUtf8(bytes) }
  })
  const pageOf = mixedPages(words, pages)
  return words.map((word) => ({ ...word, page: pageOf(word) }))
}

type PageOf = (word: Word) => LegacyName | null

const onePage = (page: LegacyName | null): PageOf => {
  return () => page
}

/** What each word is in where some lines are UTF-8. */
function mixedPages(words: readonly Word[], { legacy }: TextPages): PageOf {
  const broken = words.filter(({ utf8: { stray } }) => stray > 0)
  if (broken.length > 0) {
    // One page for all of a line: a program does not change it in the middle.
    const page = bestPage(broken, legacy)
    return (word) =>
      word.utf8.stray === 0 && utf8Gain([word], page) + UTF8_WORD_BITS >= 0 ? null : page
  }
  if (isSurelyUtf8(words)) return onePage(null)
  const page = bestPage(words, legacy)
  return onePage(utf8Gain(words, page) + UTF8_LINE_BITS >= 0 ? null : page)
}

/** Valid as a whole, and longer than what passes the rules by chance. */
function isSurelyUtf8(words: readonly Word[]): boolean {
  let sequences = 0
  let long = 0
  for (const { utf8: counts } of words) {
    sequences += counts.sequences
    long += counts.long
  }
  return sequences >= SURE_SEQUENCES || (long > 0 && sequences >= SURE_LONG_SEQUENCES)
}

/** Bits that words say for UTF-8 more than for a page; null = there is no page. */
function utf8Gain(tokens: readonly Word[], page: LegacyName | null): number {
  return page === null ? Infinity : tokensBits('utf-8', tokens) - tokensBits(page, tokens)
}

function bestPage(
  tokens: readonly Pick<Word, 'bytes'>[],
  pages: readonly LegacyName[],
): LegacyName | null {
  const [first, ...others] = pages
  if (first === undefined || others.length === 0) return first ?? null
  let best: LegacyName = first
  // Lines that both read alike, or nearly, are in the more usual one.
  let most = tokensBits(first, tokens) + ANOTHER_BITS
  for (const page of others) {
    const bits = tokensBits(page, tokens)
    if (bits > most) {
      most = bits
      best = page
    }
  }
  return best
}

const utf8 = new TextDecoder('utf-8', { ignoreBOM: true })

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
