/**
 * Masks secrets in the bytes of a text, before anything else sees them: the viewer, search, findings, exports and what is
 * kept all read what comes out here. Bytes in an encoding that is a superset of ASCII go in and come out, with the same
 * line ends; what comes out depends on the bytes alone, not on how they are cut into chunks.
 */
import { elementAt, namedValue, textOfElement, type SecretElement } from './secret-elements.ts'
import {
  endOfLine,
  quotedValues,
  valuesOfCommand,
  valuesOfEncoded,
  valuesOfName,
  valuesOfNet,
  valuesOfSecureString,
  type Range,
} from './secret-values.ts'
import type { Secretive } from './secret-hints.ts'
import { findSecretWords, type WordHit } from './secret-words.ts'

/** Stands for every secret, whatever its length. */
export const MASK = '********'

/** What Windows itself leaves in the answer file that it keeps. */
const DELETED = '*SENSITIVE*DATA*DELETED*'

/** Read at once. Secrets longer than this are joined to nothing but blobs, which stay masked over the cut. */
const BLOCK = 64 * 1024
/** An open tag at the end of a block is left for the next one, if it is not longer. */
const LONGEST_TAG = 8 * 1024
/** A line with more telling words than this is no line that somebody wrote: the rest of it is masked, and costs nothing. */
const MOST_WORDS = 50

/** Text of one element that is masked: a join blob has some KiB, and a log that only quotes a tag must not vanish behind it. */
const MOST_MASKED: Readonly<Record<Secretive, number>> = {
  document: 256 * 1024,
  script: 4096,
  log: 4096,
}

export async function* maskSecrets(
  chunks: AsyncIterable<Uint8Array>,
  secretive: Secretive,
): AsyncGenerator<Uint8Array> {
  const mask = new SecretMask(secretive)
  let buffer = new Uint8Array(2 * BLOCK)
  let from = 0
  let to = 0
  for await (const chunk of chunks) {
    if (to + chunk.length > buffer.length) {
      const needed = to - from + chunk.length
      const target = needed > buffer.length ? new Uint8Array(needed + BLOCK) : buffer
      target.set(buffer.subarray(from, to))
      buffer = target
      to -= from
      from = 0
    }
    buffer.set(chunk, to)
    to += chunk.length
    while (to - from >= BLOCK) {
      const cut = from + cutOf(buffer.subarray(from, from + BLOCK))
      yield mask.block(buffer.subarray(from, cut))
      from = cut
    }
  }
  if (to > from) yield mask.block(buffer.subarray(from, to))
}

/** Behind the last line end of a full block, and not inside a tag. */
function cutOf(block: Uint8Array): number {
  const line = Math.max(block.lastIndexOf(10), block.lastIndexOf(13)) + 1
  const end = line === 0 ? block.length : line
  const open = block.lastIndexOf(60, end - 1)
  const isInside = open > 0 && end - open < LONGEST_TAG && !block.subarray(open, end).includes(62)
  return isInside ? open : end
}

class SecretMask {
  readonly #most: number
  readonly #large: boolean
  /** Open at the end of the block before. */
  #element: SecretElement | null = null
  #left = 0
  #inHex = false

  constructor(secretive: Secretive) {
    this.#most = MOST_MASKED[secretive]
    this.#large = secretive === 'log'
  }

  block(bytes: Uint8Array): Uint8Array {
    const words = findSecretWords(bytes, this.#large)
    if (words.length === 0 && this.#element === null && !this.#inHex) return bytes
    const text = perByte.decode(bytes)
    const ranges: Range[] = []
    let at = 0
    if (this.#element !== null) at = this.#maskElement(text, 0, this.#element, ranges)
    if (this.#inHex) at = this.#maskHex(text, 0, ranges)
    let lineEnd = 0
    let inLine = 0
    for (const word of words) {
      if (word.start < at) continue
      if (word.start >= lineEnd) {
        lineEnd = endOfLine(text, word.start)
        inLine = 0
      }
      if (++inLine > MOST_WORDS) {
        ranges.push({ start: word.start, end: lineEnd })
        at = lineEnd
      } else at = Math.max(at, this.#maskWord(text, word, ranges))
    }
    return masked(bytes, linesOf(text, ranges))
  }

  /** Returns how far the text is settled: words before that are a part of what is masked. */
  #maskWord(text: string, { word, start, end }: WordHit, ranges: Range[]): number {
    switch (word) {
      case 'name':
        return this.#maskName(text, start, end, ranges)
      case 'secure-string':
        ranges.push(...valuesOfSecureString(text, start, end))
        return 0
      case 'credential':
        ranges.push(...quotedValues(text, end))
        return 0
      case 'net':
        ranges.push(...valuesOfNet(text, start, end))
        return 0
      case 'command':
        ranges.push(...valuesOfCommand(text, end))
        return 0
      case 'encoded':
        ranges.push(...valuesOfEncoded(text, end))
        return 0
      case 'key':
        ranges.push({ start, end })
        return 0
    }
  }

  #maskName(text: string, start: number, end: number, ranges: Range[]): number {
    const opened = elementAt(text, start, end)
    if (opened !== null) {
      this.#left = this.#most
      return this.#maskElement(text, opened.content, opened.element, ranges)
    }
    const named = namedValue(text, start, end)
    ranges.push(...named.values)
    if (named.element !== null) {
      this.#left = this.#most
      return this.#maskElement(text, named.content, named.element, ranges)
    }
    const values = valuesOfName(text, start, end)
    ranges.push(...values)
    const hex = values.find((value) => isHex(text, value))
    return hex === undefined ? 0 : this.#maskHex(text, endOfLine(text, hex.start), ranges)
  }

  #maskElement(text: string, from: number, element: SecretElement, ranges: Range[]): number {
    const part = text.slice(0, from + this.#left)
    const found = textOfElement(part, from, element)
    ranges.push(...found.ranges)
    this.#left -= found.end - from
    this.#element = found.isOpen && this.#left > 0 ? element : null
    return found.end
  }

  /** Lines of a registry value that ends in `\`, from the end of its first line on. */
  #maskHex(text: string, from: number, ranges: Range[]): number {
    let end = from
    let goesOn = this.#inHex || text[end - 1] === '\\'
    while (goesOn && end < text.length) {
      const start = end
      while (end < text.length && (text[end] === '\r' || text[end] === '\n')) end++
      end = endOfLine(text, end)
      ranges.push({ start, end })
      goesOn = text[end - 1] === '\\' && end > start
    }
    this.#inHex = goesOn && end >= text.length
    return end
  }
}

/** `hex:01,02,\` of a registry export. */
function isHex(text: string, { start }: Range): boolean {
  return /^hex(?:\([0-9a-f]\))?:/i.test(text.slice(start, start + 8))
}

/** One character per byte, which is all that ranges need. */
const perByte = new TextDecoder('windows-1252')

/** Ranges in order, without overlaps, line ends and blanks around what is masked. */
function linesOf(text: string, ranges: readonly Range[]): Range[] {
  const found: Range[] = []
  let last = 0
  for (const range of ranges.toSorted((a, b) => a.start - b.start)) {
    for (const run of text.slice(Math.max(last, range.start), range.end).matchAll(/[^\r\n]+/g)) {
      const begin = Math.max(last, range.start) + run.index
      const end = begin + run[0].length
      const inner = withoutBlanks(text, begin, end)
      if (inner.end > inner.start && text.slice(inner.start, inner.end) !== DELETED)
        found.push(inner)
    }
    last = Math.max(last, range.end)
  }
  return found
}

/** By hand: `trim` takes the byte 0xA0, a part of many characters, for a blank. */
function withoutBlanks(text: string, from: number, to: number): Range {
  let start = from
  let end = to
  while (start < end && (text[start] === ' ' || text[start] === '\t')) start++
  while (end > start && (text[end - 1] === ' ' || text[end - 1] === '\t')) end--
  return { start, end }
}

function masked(bytes: Uint8Array, ranges: readonly Range[]): Uint8Array {
  if (ranges.length === 0) return bytes
  const taken = ranges.reduce((sum, { start, end }) => sum + end - start, 0)
  const made = new Uint8Array(bytes.length - taken + ranges.length * MASK.length)
  const mask = new TextEncoder().encode(MASK)
  let from = 0
  let to = 0
  for (const { start, end } of ranges) {
    made.set(bytes.subarray(from, start), to)
    to += start - from
    made.set(mask, to)
    to += mask.length
    from = end
  }
  made.set(bytes.subarray(from), to)
  return made
}
