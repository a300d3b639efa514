/** Bits of single words, remembered: a log says the same words over and over. */
import { pageBits, type LegacyName } from './rank-pages.ts'
import { utf8Bits } from './utf8-bits.ts'
import { countUtf8 } from '../utf8.ts'

/** Words that are remembered for each encoding. */
const MOST_REMEMBERED = 4096
/** Longer ones are hardly met twice. */
const LONGEST_REMEMBERED = 64

interface Remembered {
  readonly bytes: Uint8Array
  readonly bits: number
}

/** By a hash of the bytes; of two words with the same one, the later is kept. */
const remembered = new Map<LegacyName | 'utf-8', Map<number, Remembered>>()

/** Bits that a word says for an encoding against bytes at random; for UTF-8 it must be valid. */
export function tokenBits(encoding: LegacyName | 'utf-8', bytes: Uint8Array): number {
  if (bytes.length > LONGEST_REMEMBERED) return weigh(encoding, bytes)
  let known = remembered.get(encoding)
  if (known === undefined) {
    known = new Map()
    remembered.set(encoding, known)
  }
  const key = hashOf(bytes)
  const before = known.get(key)
  if (before !== undefined && isEqual(before.bytes, bytes)) return before.bits
  if (known.size >= MOST_REMEMBERED) known.clear()
  const bits = weigh(encoding, bytes)
  known.set(key, { bytes: bytes.slice(), bits })
  return bits
}

/** FNV-1a. */
function hashOf(bytes: Uint8Array): number {
  let hash = 0x811c9dc5
  for (const byte of bytes) hash = Math.imul(hash ^ byte, 0x01000193)
  return hash
}

function isEqual(a: Uint8Array, b: Uint8Array): boolean {
  if (a.length !== b.length) return false
  for (let at = 0; at < a.length; at++) if (a[at] !== b[at]) return false
  return true
}

function weigh(encoding: LegacyName | 'utf-8', bytes: Uint8Array): number {
  if (encoding === 'utf-8') return utf8Bits(bytes)
  const token = { bytes, weight: 1, utf8: countUtf8(bytes) }
  return pageBits(encoding, { tokens: [token], hints: NO_HINTS })
}

const NO_HINTS: ReadonlyMap<string, number> = new Map()

/** Bits of several words. */
export function tokensBits(
  encoding: LegacyName | 'utf-8',
  tokens: readonly { readonly bytes: Uint8Array }[],
): number {
  let sum = 0
  for (const { bytes } of tokens) sum += tokenBits(encoding, bytes)
  return sum
}
