/** What an entry's first bytes say of its encoding: marks, NULs, control bytes, then letters. */
import type { EncodingName } from '../model/log-file.ts'
import { weighEncodings, type Weighed } from './guess/weigh.ts'
import { collectHighLines } from './high-lines.ts'
import { wholeEnd } from './utf8.ts'
import type { WideName } from './wide-lines.ts'
import { narrowed } from './wide-runs.ts'

export interface DetectedEncoding extends Weighed {
  /** Length of the byte order mark; 0 = none. */
  readonly bomBytes: number
}

/** A block of this size was cut, and perhaps in the middle of a character. */
const CUT_BYTES = 60 * 1024

/** More control bytes than this share are no text. Logs hold none but tabs; escape sequences are rare. */
const MOST_CONTROLS = 0.02

/**
 * `head`: the first 64 KiB or less. `extraSamples`: bytes from further inside, where the caller has them.
 * 'ascii' means only that no other byte has been met yet: TextDecoding goes on looking.
 */
export function detectEncoding(
  head: Uint8Array,
  extraSamples: readonly Uint8Array[] = [],
): DetectedEncoding {
  const marked = byMark(head)
  if (marked !== null) return marked
  const bytes = trimNuls(head)
  const wide = byNuls(bytes)
  if (wide !== null) return { ...wide, others: [], bomBytes: 0 }
  // Lines of UTF-16 that another program added are text, for all their NULs.
  const text = narrowed(bytes, null)
  if (head.length > 0 && (bytes.length === 0 || controlShare(text) > MOST_CONTROLS)) {
    return { encoding: 'binary', confidence: 0.9, others: [], bomBytes: 0 }
  }
  return { ...weighText([text, ...extraSamples], false), bomBytes: 0 }
}

function weighText(blocks: readonly Uint8Array[], marked: boolean): Weighed {
  const whole = blocks.map((block) =>
    block.length < CUT_BYTES ? block : block.subarray(0, wholeEnd(block, block.length)),
  )
  return weighEncodings(collectHighLines(whole), marked)
}

function byMark(head: Uint8Array): DetectedEncoding | null {
  const [a, b, c, d] = head
  if (a === 0xef && b === 0xbb && c === 0xbf) {
    return { ...weighText([narrowed(head.subarray(3), null)], true), bomBytes: 3 }
  }
  // FF FE 00 00 would be UTF-32, which no Windows log uses; it is read as what it looks like: NULs.
  if (a === 0xff && b === 0xfe && !(c === 0 && d === 0)) {
    return { encoding: 'utf-16le', confidence: 1, others: [], bomBytes: 2 }
  }
  if (a === 0xfe && b === 0xff) {
    return { encoding: 'utf-16be', confidence: 1, others: [], bomBytes: 2 }
  }
  return null
}

/** UTF-16 without a mark: its ASCII characters put a NUL beside each, always on the same side. */
function byNuls(bytes: Uint8Array): { encoding: WideName; confidence: number } | null {
  if (!bytes.includes(0)) return null
  const little = wideShare(bytes, 0)
  const big = wideShare(bytes, 1)
  const best = Math.max(little, big)
  if (best < 0.9) return null
  return { encoding: little >= big ? 'utf-16le' : 'utf-16be', confidence: best }
}

/**
 * Share of 16-bit units that text uses; 0 where hardly any is ASCII. A run of zero units counts as one bad
 * unit: a lost block in a log is one run, the fields of a binary file are many.
 */
function wideShare(bytes: Uint8Array, bigEndian: 0 | 1): number {
  let counted = 0
  let ascii = 0
  let other = 0
  let previous = -1
  for (let at = 0; at + 1 < bytes.length; at += 2) {
    const first = bytes[at] as number
    const second = bytes[at + 1] as number
    const unit = bigEndian === 1 ? first * 256 + second : second * 256 + first
    if (unit === 0 && previous === 0) continue
    previous = unit
    counted++
    if (unit === 9 || unit === 10 || unit === 13 || (unit >= 0x20 && unit < 0x7f)) ascii++
    else if (isWideLetter(unit)) other++
  }
  return ascii * 20 < counted || counted === 0 ? 0 : (ascii + other) / counted
}

/** Latin to Arabic, Thai, punctuation, CJK, Hangul, surrogates, full-width forms, a byte order mark. */
function isWideLetter(unit: number): boolean {
  return (
    (unit >= 0xa0 && unit < 0x700) ||
    (unit >= 0xe00 && unit < 0xe80) ||
    (unit >= 0x1e00 && unit < 0x2030) ||
    (unit >= 0x2100 && unit < 0x2600) ||
    (unit >= 0x3000 && unit < 0xd7a4) ||
    (unit >= 0xd800 && unit < 0xe000) ||
    unit >= 0xfe00
  )
}

/** Without the NULs at both ends: blocks that a crash left unwritten say nothing of the text. */
function trimNuls(bytes: Uint8Array): Uint8Array {
  let start = 0
  let end = bytes.length
  while (start < end && bytes[start] === 0) start++
  while (end > start && bytes[end - 1] === 0) end--
  // UTF-16 needs its pairs whole: the other half of a character at either end is a NUL of the text.
  if (start % 2 === 1) start--
  if (end < bytes.length && (end - start) % 2 === 1) end++
  return bytes.subarray(start, end)
}

/** Share of control bytes, where a run of NULs counts as one: a lost block in a log is one run. */
function controlShare(bytes: Uint8Array): number {
  let controls = 0
  let counted = 0
  let previous = -1
  for (const byte of bytes) {
    if (byte === 0 && previous === 0) continue
    counted++
    if (byte < 32 && !(byte >= 9 && byte <= 13) && byte !== 0x1a && byte !== 0x1b) controls++
    previous = byte
  }
  return controls <= 2 ? 0 : controls / counted
}

/** The encodings whose bytes are changed to UTF-8 before anything else reads them. */
export function isWide(encoding: EncodingName): encoding is WideName {
  return encoding === 'utf-16le' || encoding === 'utf-16be'
}
