/**
 * UTF-16 to UTF-8 in a stream, wherever it stands: in a whole file, in the lines that a program of another encoding added to a
 * file of bytes (`echo … >> log` of PowerShell), and around bytes that were added to a file of UTF-16. Everything behind it
 * works on a superset of ASCII. Bytes go through as they are; where there is no NUL, they are not even looked at.
 */
import { lineEnds } from './line-blocks.ts'
import {
  MOST_UNDECIDED,
  wideBegin,
  wideStarts,
  wideStretch,
  wideText,
  type WideName,
} from './wide-lines.ts'

/** Where text that was UTF-16 stands in what comes out: offsets in bytes, or in line ends before it. */
export interface WideRange {
  readonly from: number
  to: number
  readonly encoding: WideName
}

export interface WideOptions {
  /** What the file begins with; null = bytes. */
  readonly mode: WideName | null
  /** Nothing in it is taken for bytes. */
  readonly whole?: boolean
  /** Count line ends, not bytes: what comes out is changed before it is kept. */
  readonly byLines?: boolean
}

/** More changes between UTF-16 and bytes than this are told as one stretch. */
const MOST_RANGES = 256

/** So much behind a NUL that is not of UTF-16 goes through unasked, if its line is so long. */
const MOST_HOPELESS = 512

/** Bytes changed at once, so that the string between the two encodings stays small. */
const STEP = 64 * 1024

const LF = 10

export class WideRuns {
  /** In order, not touching. */
  readonly ranges: WideRange[] = []
  /** The stream ended with half a character of UTF-16. */
  endsInHalf = false
  /** Something came out that was bytes. */
  hasBytes = false
  /** A NUL has been met in what came in. */
  hasNuls = false
  readonly #whole: boolean
  /** In force at the next byte; null = bytes. */
  #mode: WideName | null
  /** The first line of a stretch is known to be UTF-16. */
  #isBegun = false
  #carry = new Uint8Array(0)
  /** What came out last was UTF-16. */
  #goesOn = false
  readonly #byLines: boolean
  /** Bytes, or line ends, that came out. */
  #out = 0

  constructor({ mode, whole = false, byLines = false }: WideOptions) {
    this.#mode = mode
    this.#whole = whole
    this.#byLines = byLines
  }

  /** So far, the bytes that came out are those that went in. */
  get isUnchanged(): boolean {
    return this.#mode === null && this.ranges.length === 0
  }

  async *narrow(chunks: AsyncIterable<Uint8Array>): AsyncGenerator<Uint8Array> {
    for await (const chunk of chunks) if (chunk.length > 0) yield* this.push(chunk, false)
    yield* this.push(new Uint8Array(0), true)
  }

  /** What `bytes` and those that waited give; parts of the given array where nothing is changed. */
  *push(bytes: Uint8Array, isLast: boolean): Generator<Uint8Array> {
    if (this.#mode === null && !this.#carry.includes(0) && !bytes.includes(0)) {
      yield* this.#passOn(bytes, isLast)
      return
    }
    this.hasNuls = true
    const all = joined(this.#carry, bytes)
    let at = 0
    while (at < all.length) {
      const next =
        this.#mode === null
          ? yield* this.#bytesFrom(all, at, isLast)
          : yield* this.#wideFrom(all, at, this.#mode, isLast)
      if (next === null) break
      at = next
    }
    this.#carry = all.slice(at)
  }

  /** No NUL anywhere: all goes on but the begin of a line, which a NUL may follow. */
  *#passOn(bytes: Uint8Array, isLast: boolean): Generator<Uint8Array> {
    const whole = bytes.lastIndexOf(LF) + 1
    const end = isLast || bytes.length - whole > MOST_UNDECIDED ? bytes.length : whole
    if (end === 0 && !isLast && this.#carry.length + bytes.length <= MOST_UNDECIDED) {
      this.#carry = joined(this.#carry, bytes)
      return
    }
    if (this.#carry.length > 0) yield this.#count(this.#carry)
    if (end > 0) yield this.#count(bytes.subarray(0, end))
    this.#carry = bytes.slice(end)
  }

  /** Bytes from `at` to the first character of UTF-16. Returns how far it came; null = more must come. */
  *#bytesFrom(all: Uint8Array, at: number, isLast: boolean): Generator<Uint8Array, number | null> {
    const nul = all.indexOf(0, at)
    if (nul < 0) {
      const whole = isLast ? all.length : all.lastIndexOf(LF) + 1
      const end = all.length - at > MOST_UNDECIDED ? all.length : whole
      if (end <= at) return null
      yield this.#count(all.subarray(at, end))
      return end
    }
    // Not farther back than `at`: a hostile file may have no line ends at all.
    const lineStart = at + all.subarray(at, nul).lastIndexOf(LF) + 1
    // UTF-16 may begin with its line, or behind a line that nobody ended; with the NUL behind its first byte or before it.
    for (const start of wideStarts(all, lineStart, nul)) {
      const found = wideBegin(all, start, isLast)
      if (found === null) continue
      if (start > at) yield this.#count(all.subarray(at, start))
      if (found === 'unknown') return start > at ? start : null
      this.#mode = found
      this.#isBegun = true
      return start
    }
    // A lost block, or something that is no text: it goes through with its line, or a good part of it, so that a
    // hostile file of NULs is not asked again at each of them.
    let end = nul
    while (end < all.length && all[end] === 0) end++
    const rest = all.subarray(end, end + MOST_HOPELESS)
    const lf = rest.indexOf(LF)
    const isCut = lf < 0 && !isLast && rest.length < MOST_HOPELESS
    if (isCut && all.length - at <= MOST_UNDECIDED) return null
    const to = end + (lf < 0 ? rest.length : lf + 1)
    yield this.#count(all.subarray(at, to))
    return to
  }

  /** UTF-16 from `at` to the first text of bytes. Returns how far it came; null = more must come. */
  *#wideFrom(
    all: Uint8Array,
    at: number,
    mode: WideName,
    isLast: boolean,
  ): Generator<Uint8Array, number | null> {
    const { end, isOver } = wideStretch(all, at, mode, {
      isBegun: this.#isBegun,
      isLast,
      whole: this.#whole,
    })
    for (let from = at; from < end;) {
      const to = stepEnd(all, from, end, mode)
      yield* this.#convert(all.subarray(from, to), mode)
      from = to
    }
    if (end > at) this.#isBegun = false
    if (isOver) {
      this.#mode = null
      return end
    }
    if (!isLast) return end > at ? end : null
    this.endsInHalf = end < all.length
    return all.length
  }

  *#convert(bytes: Uint8Array, mode: WideName): Generator<Uint8Array> {
    const last = this.ranges.at(-1)
    const goesOn = this.#goesOn && last?.encoding === mode
    const made = new TextEncoder().encode(wideText(bytes, mode, !goesOn))
    const to = this.#out + (this.#byLines ? lineEnds(made, 0, made.length) : made.length)
    if (goesOn || (last !== undefined && this.ranges.length === MOST_RANGES)) last.to = to
    else this.ranges.push({ from: this.#out, to, encoding: mode })
    this.#out = to
    this.#goesOn = true
    if (made.length > 0) yield made
  }

  #count(bytes: Uint8Array): Uint8Array {
    this.#goesOn = false
    this.hasBytes = true
    this.#out += this.#byLines ? lineEnds(bytes, 0, bytes.length) : bytes.length
    return bytes
  }
}

/** The same for bytes in one piece. */
export function narrowed(bytes: Uint8Array, mode: WideName | null): Uint8Array {
  if (mode === null && !bytes.includes(0)) return bytes
  const runs = new WideRuns({ mode })
  const parts = [...runs.push(bytes, false), ...runs.push(new Uint8Array(0), true)]
  const whole = new Uint8Array(parts.reduce((sum, { length }) => sum + length, 0))
  let at = 0
  for (const part of parts) {
    whole.set(part, at)
    at += part.length
  }
  return whole
}

/** A step ends behind a whole character. */
function stepEnd(bytes: Uint8Array, from: number, end: number, mode: WideName): number {
  const to = from + STEP
  if (to >= end) return end
  const high = bytes[mode === 'utf-16le' ? to - 1 : to - 2] as number
  return (high & 0xfc) === 0xd8 ? to - 2 : to
}

function joined(a: Uint8Array, b: Uint8Array): Uint8Array<ArrayBuffer> {
  const both = new Uint8Array(a.length + b.length)
  both.set(a)
  both.set(b, a.length)
  return both
}
