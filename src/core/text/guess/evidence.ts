/**
 * Lines of unknown encoding as what can be weighed: the words that hold bytes >= 0x80. ASCII reads alike in every page, and a
 * message that a log repeats a thousand times is hardly more evidence than once.
 */
import { hintWords } from './hints.ts'
import { countUtf8, firstHighByte, wholeEnd, type Utf8Counts } from '../utf8.ts'

const LF = 10

/** Longer ones are cut: text without blanks, and bytes that are no text. */
const MOST_TOKEN_BYTES = 240
/** Of a long word of ASCII, so much stands before the first other byte. */
const MOST_BEFORE = 40
/** Enough for the last doubt; what comes behind them is not looked at. */
const MOST_TOKENS = 600

export interface Token {
  /** Bytes >= 0x40, among them one >= 0x80 at least: a character of any page that is two bytes wide ends inside. */
  readonly bytes: Uint8Array
  /** 1 for what was met once, up to 4 for what is repeated. */
  weight: number
  readonly utf8: Utf8Counts
}

/** A line as what tells its encoding. */
export interface EvidenceLine {
  readonly tokens: readonly Token[]
  /** Words of ASCII that tell a language. */
  readonly hints: readonly string[]
  /** True where all its sequences are valid UTF-8. */
  readonly isUtf8: boolean
}

/** `sample`: whole lines, each ended by LF. */
export function evidenceOf(sample: Uint8Array): readonly EvidenceLine[] {
  const known = new Map<string, { readonly token: Token; count: number }>()
  const lines: EvidenceLine[] = []
  for (let at = 0; at < sample.length && known.size < MOST_TOKENS;) {
    const found = sample.indexOf(LF, at)
    const end = found < 0 ? sample.length : found
    const tokens = tokensOf(sample.subarray(at, end)).map((whole) => {
      const isLong = whole.length > MOST_TOKEN_BYTES
      const bytes = isLong ? whole.subarray(0, wholeEnd(whole, MOST_TOKEN_BYTES)) : whole
      const key = String.fromCharCode(...bytes)
      const one = known.get(key) ?? {
        token: { bytes, weight: 1, utf8: countUtf8(bytes) },
        count: 0,
      }
      known.set(key, one)
      one.count++
      one.token.weight = Math.min(4, 1 + Math.log2(one.count))
      return one.token
    })
    if (tokens.length > 0) {
      const hints = hintWords(sample.subarray(at, end))
      lines.push({ tokens, hints, isUtf8: tokens.every(({ utf8 }) => utf8.stray === 0) })
    }
    at = end + 1
  }
  return lines
}

/** The parts of a line that its encoding decides. */
export function tokensOf(line: Uint8Array): readonly Uint8Array[] {
  const tokens: Uint8Array[] = []
  for (let at = firstHighByte(line, 0); at < line.length; at = firstHighByte(line, at)) {
    let from = at
    while (from > 0 && (line[from - 1] as number) >= 0x40 && at - from < MOST_BEFORE) from--
    while (at < line.length && (line[at] as number) >= 0x40) at++
    tokens.push(line.subarray(from, at))
  }
  return tokens
}
