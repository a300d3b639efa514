/**
 * Which encodings a sample of lines is in. Three readings are weighed against each other: all in UTF-8; all in one code page;
 * each line in UTF-8 where it is valid, and the rest in a code page. Lines that the page makes no words of may be in a second.
 */
import type { EncodingName } from '../../model/log-file.ts'
import type { EvidenceLine, Token } from './evidence.ts'
import { evidenceOf } from './evidence.ts'
import {
  LEGACY_PRIOR,
  pageBits,
  rankPages,
  TEMPER,
  wordsOf,
  type LegacyName,
  type RankedPage,
} from './rank-pages.ts'
import { utf8Bits } from './utf8-bits.ts'

export interface WeighedEncoding {
  readonly encoding: EncodingName
  /** 0..1 */
  readonly confidence: number
}

export interface Weighed extends WeighedEncoding {
  /** Encodings of other lines of the sample. */
  readonly others: readonly WeighedEncoding[]
}

/** UTF-8 that passes its strict rules is that much likelier than any code page, in bits, before its characters are looked at. */
const UTF8_BITS = 12
/** Two encodings in one file are rare. */
const MIXTURE_BITS = -6
/** Bytes >= 0x80 of lines that are not UTF-8, below which a single stray one (`®`) is likelier than another encoding. */
const LEAST_STRAY = 6
/** How much better a second page must read the lines that the first cannot, in bits. */
const SECOND_PAGE_BITS = 24
const SURE = 0.75
/** So many sequences in different words pass the rules of UTF-8 by chance in one of 100,000 texts. */
const CERTAIN_SEQUENCES = 6
const CERTAIN = 0.99

/** `sample`: the lines that hold bytes >= 0x80, each ended by LF. `marked`: the file begins with the mark of UTF-8. */
export function weighEncodings(sample: Uint8Array, marked: boolean): Weighed {
  const lines = evidenceOf(sample)
  if (lines.length === 0) return { encoding: marked ? 'utf-8' : 'ascii', confidence: 1, others: [] }
  const words = wordsOf(lines)
  if (isSurelyUtf8(words.tokens)) return { encoding: 'utf-8', confidence: CERTAIN, others: [] }
  const valid = words.tokens.filter(({ utf8 }) => utf8.stray === 0)
  const stray = words.tokens.filter(({ utf8 }) => utf8.stray > 0)
  const page = rankPages(words) as RankedPage
  const rest = rankPages({ ...words, tokens: stray })

  const asPage = page.weight
  // All of it being UTF-8 is likely; some words of it are not: a few pass its rules by chance.
  const asRest = rest === null ? LEGACY_PRIOR + UTF8_BITS : rest.weight + MIXTURE_BITS
  const asUtf8 = asRest + TEMPER * weightedBits(valid)
  const share = valid.length === 0 ? 0 : 1 / (1 + 2 ** (asPage - asUtf8))
  if (!marked && share < 0.5) {
    return withSecondPage(lines, { ...page, confidence: page.confidence * (1 - share) })
  }
  const confidence = marked ? 1 : share
  if (rest === null) return { encoding: 'utf-8', confidence, others: [] }
  return besideUtf8(lines, confidence, rest)
}

/** Without a look at any other: most logs are UTF-8, and the tables of all pages need not be made for them. */
function isSurelyUtf8(tokens: readonly Token[]): boolean {
  const isValid = tokens.every(({ utf8 }) => utf8.stray === 0)
  return isValid && sumOf(tokens.map(({ utf8 }) => utf8.sequences)) >= CERTAIN_SEQUENCES
}

function weightedBits(tokens: readonly Token[]): number {
  return tokens.reduce((sum, { bytes, weight }) => sum + utf8Bits(bytes) * weight, 0)
}

/** UTF-8 with lines, or single bytes, that are none. */
function besideUtf8(lines: readonly EvidenceLine[], confidence: number, rest: RankedPage): Weighed {
  const broken = lines.filter(({ isUtf8 }) => !isUtf8)
  const strayBytes = sumOf(broken.flatMap(({ tokens }) => tokens.map(({ utf8 }) => utf8.stray)))
  if (rest.confidence < SURE || strayBytes < LEAST_STRAY) {
    return { encoding: 'utf-8*', confidence, others: [] }
  }
  const found = withSecondPage(broken, rest)
  const utf8 = { encoding: 'utf-8', confidence } as const
  const legacy = [{ encoding: found.encoding, confidence: found.confidence }, ...found.others]
  return broken.length * 2 > lines.length
    ? { ...(legacy[0] as WeighedEncoding), others: [utf8, ...legacy.slice(1)] }
    : { ...utf8, others: legacy }
}

/** Lines that a page makes less of than of bytes at random may be in another one. */
function withSecondPage(lines: readonly EvidenceLine[], first: RankedPage): Weighed {
  const one: WeighedEncoding = { encoding: first.page, confidence: first.confidence }
  const odd = lines.filter((line) => lineBits(first.page, line) < 0)
  if (odd.length === 0) return { ...one, others: [] }
  const second = rankPages(wordsOf(odd)) as RankedPage
  if (second.page === first.page || second.confidence < SURE) return { ...one, others: [] }
  const isOf = (line: EvidenceLine): boolean =>
    lineBits(second.page, line) > lineBits(first.page, line)
  const its = odd.filter(isOf)
  const gain = pageBits(second.page, wordsOf(its)) - pageBits(first.page, wordsOf(its))
  if (gain < SECOND_PAGE_BITS) return { ...one, others: [] }
  // Without them, the first page is told better: it may even be another one.
  const left = lines.filter((line) => !isOf(line))
  const again = left.length === 0 ? null : rankPages(wordsOf(left))
  const other = { encoding: second.page, confidence: second.confidence }
  if (again === null || again.page === second.page) return { ...other, others: [] }
  const main = { encoding: again.page, confidence: again.confidence }
  return left.length >= its.length ? { ...main, others: [other] } : { ...other, others: [main] }
}

/** Bits that one line says for a page. */
export function lineBits(page: LegacyName, line: Pick<EvidenceLine, 'tokens'>): number {
  return pageBits(page, { tokens: line.tokens, hints: NO_HINTS })
}

const NO_HINTS: ReadonlyMap<string, number> = new Map()

function sumOf(numbers: readonly number[]): number {
  return numbers.reduce((sum, one) => sum + one, 0)
}
