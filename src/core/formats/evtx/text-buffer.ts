/**
 * Where a line is written before it becomes a string: values are copied unit by unit out of the chunk, and one string is made
 * of the whole. Strings of parts would each be made, joined and thrown away, a dozen per record.
 */
import { textOf, type Chunk } from './chunk.ts'

const SPACE = 32
const ELLIPSIS = 0x2026
const HEX = '0123456789abcdef'
const UPPER_HEX = '0123456789ABCDEF'
/** Engines take no more arguments than this in one call. */
const PIECE = 8192

export class TextBuffer {
  length = 0
  readonly #units: Uint16Array
  /** What would break a line is replaced by a blank. */
  readonly #isLine: boolean
  /** Text beyond this length is dropped. */
  #limit: number
  #isCut = false

  constructor(capacity: number, isLine = true) {
    this.#units = new Uint16Array(capacity)
    this.#limit = capacity
    this.#isLine = isLine
  }

  clear(): void {
    this.length = 0
    this.#limit = this.#units.length
    this.#isCut = false
  }

  get isFull(): boolean {
    return this.length >= this.#limit
  }

  /** Takes at most `units` more until `unlimit` is given what this returns. */
  limit(units: number): number {
    const before = this.#limit
    this.#limit = Math.min(before, this.length + units)
    return before
  }

  /** Where text was dropped since `limit`, `…` stands in place of the last unit. */
  unlimit(before: number): void {
    if (this.#isCut && this.length > 0) this.#units[this.length - 1] = ELLIPSIS
    if (this.#limit < before) this.#isCut = false
    this.#limit = before
  }

  put(unit: number): void {
    if (this.length >= this.#limit) {
      this.#isCut = true
      return
    }
    this.#units[this.length++] = this.#isLine && breaksLine(unit) ? SPACE : unit
  }

  text(text: string): void {
    for (let i = 0; i < text.length; i++) this.put(text.charCodeAt(i))
  }

  /** UTF-16 text of the chunk, up to its end or its first NUL. */
  units(chunk: Chunk, offset: number, count: number): void {
    const room = this.#limit - this.length
    const take = Math.min(count, room)
    for (let i = 0; i < take; i++) {
      const unit = chunk.unit(offset + 2 * i)
      if (unit === 0) return
      this.put(unit)
    }
    if (take < count && chunk.unit(offset + 2 * take) !== 0) this.#isCut = true
  }

  /** A number of `digits` decimal digits, with zeros before it. */
  padded(value: number, digits: number): void {
    let rest = value
    for (let scale = 10 ** (digits - 1); scale >= 1; scale /= 10) {
      const digit = Math.floor(rest / scale)
      this.put(48 + digit)
      rest -= digit * scale
    }
  }

  /** A whole number of at most 53 bits. */
  number(value: number): void {
    if (value >= 0 && value < 10) this.put(48 + value)
    else this.text(String(value))
  }

  /** `count` hexadecimal digits of the lower 32 bits of `value`. */
  hex(value: number, count: number): void {
    for (let shift = 4 * (count - 1); shift >= 0; shift -= 4)
      this.put(HEX.charCodeAt((value >>> shift) & 15))
  }

  upperHex(byte: number): void {
    this.put(UPPER_HEX.charCodeAt(byte >>> 4))
    this.put(UPPER_HEX.charCodeAt(byte & 15))
  }

  /** Writes UTF-8 at `at` of `bytes`, which have room for three bytes a unit; returns the end. */
  encodeInto(bytes: Uint8Array, at: number): number {
    let to = at
    for (let i = 0; i < this.length; i++) {
      const unit = this.#units[i] as number
      if (unit < 0x80) {
        bytes[to++] = unit
        continue
      }
      const point = pointAt(this.#units, i, this.length)
      if (point > 0xffff) i++
      to = encodePoint(point, bytes, to)
    }
    return to
  }

  toString(): string {
    if (this.length <= PIECE) return textOf(this.#units.subarray(0, this.length))
    let text = ''
    for (let at = 0; at < this.length; at += PIECE)
      text += textOf(this.#units.subarray(at, Math.min(at + PIECE, this.length)))
    return text
  }
}

/** The character that begins at unit `i`; half of a pair is no character. */
function pointAt(units: Uint16Array, i: number, end: number): number {
  const unit = units[i] as number
  if (unit < 0xd800 || unit > 0xdfff) return unit
  const low = i + 1 < end ? (units[i + 1] as number) : 0
  if (unit > 0xdbff || low < 0xdc00 || low > 0xdfff) return 0xfffd
  return 0x10000 + ((unit - 0xd800) << 10) + (low - 0xdc00)
}

function encodePoint(point: number, bytes: Uint8Array, at: number): number {
  let to = at
  if (point < 0x800) {
    bytes[to++] = 0xc0 | (point >>> 6)
  } else if (point < 0x10000) {
    bytes[to++] = 0xe0 | (point >>> 12)
    bytes[to++] = 0x80 | ((point >>> 6) & 63)
  } else {
    bytes[to++] = 0xf0 | (point >>> 18)
    bytes[to++] = 0x80 | ((point >>> 12) & 63)
    bytes[to++] = 0x80 | ((point >>> 6) & 63)
  }
  bytes[to++] = 0x80 | (point & 63)
  return to
}

/** Control characters, and U+0085, U+2028 and U+2029, which end lines in viewers as well. */
function breaksLine(unit: number): boolean {
  return unit < SPACE || (unit >= 0x7f && unit <= 0x9f) || unit === 0x2028 || unit === 0x2029
}
