/** Where UTF-16 begins and ends among bytes, by its NULs: ASCII has one beside each character, always on the same side. */

export type WideName = 'utf-16le' | 'utf-16be'

/** A line without an end waits for it as long as this, in bytes. */
export const MOST_UNDECIDED = 64 * 1024

/** So much of a line tells whether it is UTF-16; more would let a hostile file be read a thousand times. */
const EVIDENCE_BYTES = 512

/** So many bytes of printable ASCII at the begin of a line, without a NUL, are no line of UTF-16. */
const NARROW_BEGIN = 16
/** So many before the first NUL of a line are text of bytes that the UTF-16 stands behind. */
const NARROW_PREFIX = 6
/** So many units in a row whose bytes are both printable ASCII are text of bytes; Chinese has one in five such units. */
const NARROW_UNITS = 16

const LF = 10

/** Which UTF-16 begins at `at`; null = none does; unknown = more bytes must come. */
export function wideBegin(
  bytes: Uint8Array,
  at: number,
  isLast: boolean,
): WideName | 'unknown' | null {
  const little = evidenceOf(bytes, at, 'utf-16le', isLast)
  if (little === 'wide') return 'utf-16le'
  const big = evidenceOf(bytes, at, 'utf-16be', isLast)
  if (big === 'wide') return 'utf-16be'
  return little === 'unknown' || big === 'unknown' ? 'unknown' : null
}

/** Where UTF-16 may begin, in a line whose first NUL is at `nul`: with the line, or behind bytes that nobody ended. */
export function wideStarts(bytes: Uint8Array, lineStart: number, nul: number): ReadonlySet<number> {
  const inside = [Math.max(lineStart, nul - 1), nul]
  let from = lineStart
  while (from < nul - 1 && isPrintable(bytes[from] as number)) from++
  const isBehindBytes = from - lineStart >= NARROW_PREFIX && from >= nul - 1
  return new Set(isBehindBytes ? inside : [lineStart, ...inside])
}

/** Reads units up to the end of the line, or to one that text does not have. */
function evidenceOf(
  bytes: Uint8Array,
  at: number,
  mode: WideName,
  isLast: boolean,
): 'wide' | 'none' | 'unknown' {
  const low = mode === 'utf-16le' ? 0 : 1
  const most = Math.min(bytes.length - 1, at + EVIDENCE_BYTES)
  const isMarked = bytes[at + low] === 0xff && bytes[at + 1 - low] === 0xfe
  let ascii = 0
  let other = 0
  let narrow = 0
  let isEnded = false
  let from = isMarked ? at + 2 : at
  for (; from < most; from += 2) {
    const unit = (bytes[from + low] as number) + (bytes[from + 1 - low] as number) * 256
    if (unit === LF) {
      isEnded = true
      break
    }
    if (!isText(unit)) break
    if (unit < 0x7f) ascii++
    else if (isPrintable(unit & 0xff) && isPrintable(unit >> 8)) narrow++
    else other++
  }
  const units = ascii + other + narrow
  if (from >= most && most < at + EVIDENCE_BYTES && !isLast) return 'unknown'
  if (isMarked && units > 0 && narrow * 2 < units) return 'wide'
  return ascii >= (isEnded ? 2 : 4) && ascii * 3 >= units ? 'wide' : 'none'
}

export interface WideStretch {
  /** Where what is surely UTF-16 ends; what follows is bytes (`isOver`), or must wait for more of its line. */
  readonly end: number
  readonly isOver: boolean
}

/**
 * UTF-16 from `at` on, a place where a character begins. `isBegun`: its first line is known to be UTF-16.
 * `whole`: nothing is taken for bytes.
 */
export function wideStretch(
  bytes: Uint8Array,
  at: number,
  mode: WideName,
  { isBegun, isLast, whole }: { isBegun: boolean; isLast: boolean; whole: boolean },
): WideStretch {
  const low = mode === 'utf-16le' ? 0 : 1
  let lineStart = at
  let narrow = 0
  let isChecked = isBegun || whole
  let from = at
  for (; from + 1 < bytes.length; from += 2) {
    if (!isChecked) {
      const begins = beginsNarrow(bytes, from, isLast)
      if (begins !== 'no') return { end: from, isOver: begins === 'yes' }
      isChecked = true
    }
    const first = bytes[from + low] as number
    const second = bytes[from + 1 - low] as number
    if (second === 0) {
      narrow = 0
      if (first !== LF) continue
      lineStart = from + 2
      isChecked = whole
    } else if (whole || !isPrintable(first) || !isPrintable(second)) narrow = 0
    else if (++narrow === NARROW_UNITS) {
      return { end: from + 2 - NARROW_UNITS * 2, isOver: true }
    }
  }
  const isLong = from - lineStart > MOST_UNDECIDED
  if (isLast) return { end: from, isOver: false }
  if (!isLong) return { end: lineStart, isOver: false }
  const last = (bytes[from - 1 - low] as number) & 0xfc
  return { end: last === 0xd8 ? from - 2 : from, isOver: false }
}

function beginsNarrow(bytes: Uint8Array, at: number, isLast: boolean): 'yes' | 'no' | 'unknown' {
  const end = Math.min(bytes.length, at + NARROW_BEGIN)
  for (let from = at; from < end; from++) {
    const byte = bytes[from] as number
    if (byte === LF) return from - at >= 3 ? 'yes' : 'no'
    if (!isPrintable(byte)) return 'no'
  }
  if (end - at === NARROW_BEGIN) return 'yes'
  if (!isLast) return 'unknown'
  return end - at >= 4 ? 'yes' : 'no'
}

const decoder = new TextDecoder('utf-16le', { ignoreBOM: true })

/** UTF-16 as a string; lone surrogates become U+FFFD. `isBegin`: a mark at its begin is left out. */
export function wideText(bytes: Uint8Array, mode: WideName, isBegin: boolean): string {
  const text = decoder.decode(mode === 'utf-16le' ? bytes : swapped(bytes))
  return isBegin && text.startsWith('\uFEFF') ? text.slice(1) : text
}

function swapped(bytes: Uint8Array): Uint8Array {
  const turned = new Uint8Array(bytes.length)
  for (let at = 0; at + 1 < bytes.length; at += 2) {
    turned[at] = bytes[at + 1] as number
    turned[at + 1] = bytes[at] as number
  }
  return turned
}

/** No control character but tab and CR, and no place that Unicode leaves free for good. */
function isText(unit: number): boolean {
  if (unit < 0x20) return unit === 9 || unit === 13
  return (unit < 0x7f || unit >= 0xa0) && unit < 0xfffe
}

function isPrintable(byte: number): boolean {
  return (byte >= 0x20 && byte < 0x7f) || byte === 9 || byte === 13 || byte === LF
}
