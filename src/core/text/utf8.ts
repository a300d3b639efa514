/** UTF-8 by its strict rules (no overlong forms, no surrogates): where a sequence is valid, and where not. */

/** Length 2..4 of the valid sequence at `at`, a lead byte >= 0x80; 0 where none stands in bytes[at, end). */
export function utf8Length(bytes: Uint8Array, at: number, end: number): number {
  const lead = bytes[at] as number
  const length = leadLength(lead)
  if (length === 0 || at + length > end) return 0
  const second = bytes[at + 1] as number
  // The second byte is narrower behind four leads: overlong forms, surrogates, beyond U+10FFFF.
  const low = LOWEST_SECOND.get(lead) ?? 0x80
  const high = HIGHEST_SECOND.get(lead) ?? 0xbf
  if (second < low || second > high) return 0
  for (let i = 2; i < length; i++) {
    if (((bytes[at + i] as number) & 0xc0) !== 0x80) return 0
  }
  return length
}

const LOWEST_SECOND: ReadonlyMap<number, number> = new Map([
  [0xe0, 0xa0],
  [0xf0, 0x90],
])
const HIGHEST_SECOND: ReadonlyMap<number, number> = new Map([
  [0xed, 0x9f],
  [0xf4, 0x8f],
])

function leadLength(lead: number): number {
  if (lead >= 0xc2 && lead <= 0xdf) return 2
  if (lead >= 0xe0 && lead <= 0xef) return 3
  if (lead >= 0xf0 && lead <= 0xf4) return 4
  return 0
}

export interface Utf8Counts {
  /** Valid sequences of two bytes and more. */
  readonly sequences: number
  /** Of these, those of three bytes and four. */
  readonly long: number
  /** Bytes >= 0x80 that belong to no valid sequence. */
  readonly stray: number
}

export function countUtf8(bytes: Uint8Array): Utf8Counts {
  let sequences = 0
  let long = 0
  let stray = 0
  for (let at = firstHighByte(bytes, 0); at < bytes.length;) {
    if ((bytes[at] as number) < 0x80) {
      at = firstHighByte(bytes, at)
      continue
    }
    const length = utf8Length(bytes, at, bytes.length)
    if (length === 0) stray++
    else sequences++
    if (length > 2) long++
    at += length || 1
  }
  return { sequences, long, stray }
}

/** No stray byte, from the first high one on; ends at the first that is. */
export function isUtf8(bytes: Uint8Array): boolean {
  for (let at = firstHighByte(bytes, 0); at < bytes.length;) {
    const length = utf8Length(bytes, at, bytes.length)
    if (length === 0) return false
    at += length
    if (at < bytes.length && (bytes[at] as number) < 0x80) at = firstHighByte(bytes, at)
  }
  return true
}

/** `end`, or where the sequence begins that it would cut in two. */
export function wholeEnd(bytes: Uint8Array, end: number): number {
  for (let at = end - 1; at >= Math.max(0, end - 3); at--) {
    const byte = bytes[at] as number
    if ((byte & 0xc0) === 0x80) continue
    return byte >= 0x80 && at + leadLength(byte) > end ? at : end
  }
  return end
}

/** Offset of the first byte >= 0x80 at or behind `from`; `bytes.length` where there is none. */
export function firstHighByte(bytes: Uint8Array, from: number): number {
  const end = bytes.length
  let at = from
  // Four bytes at a time where the buffer is aligned: this runs over every byte of every ASCII log.
  while (at < end && ((bytes.byteOffset + at) & 3) !== 0) {
    if ((bytes[at] as number) >= 0x80) return at
    at++
  }
  const words = (end - at) >>> 2
  if (words > 0) {
    const quads = new Uint32Array(bytes.buffer, bytes.byteOffset + at, words)
    let i = 0
    while (i < words && ((quads[i] as number) & 0x80808080) === 0) i++
    at += i * 4
  }
  while (at < end && (bytes[at] as number) < 0x80) at++
  return at
}
