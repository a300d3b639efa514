/**
 * The result code of a message, from its bytes. Only asked for warnings and errors.
 *
 * A message may hold several hexadecimal numbers: flags, addresses, progress, and `[gle=0x…]`, a stale
 * GetLastError that Windows Setup glues to the end and that is never the result. So what the text calls
 * a result wins (the last such one, since callers append theirs), then a lone failure HRESULT.
 */
import type { Code } from '../model/units.ts'

const LOWER_X = 120
const UPPER_X = 88

/** Words that may stand before ` = 0x…`, `: 0x…`, `: [0x…`; compared without case. */
const RESULT_WORDS = [
  'error',
  'hr',
  'hresult',
  'result',
  'status',
  'code',
  'failure',
  'returned',
  'dwret',
]

/** The code in bytes[start, end), unsigned 32 bit; 0 = none. */
export function resultCode(bytes: Uint8Array, start: number, end: number): Code {
  let named = 0
  let failure = 0
  let at = bytes.indexOf(48, start)
  while (at >= 0 && at + 2 < end) {
    const x = bytes[at + 1]
    if (x !== LOWER_X && x !== UPPER_X) {
      at = bytes.indexOf(48, at + 1)
      continue
    }
    const to = hexEnd(bytes, at + 2, end)
    const digits = to - at - 2
    if (digits >= 1 && digits <= 8 && !isWordByte(bytes[at - 1], at > start)) {
      const value = hexValue(bytes, at + 2, to)
      const how = naming(bytes, start, at)
      if (how === 'result' && value !== 0) named = value
      else if (how === 'none' && digits === 8 && isFailure(value)) failure = value
    }
    at = bytes.indexOf(48, to)
  }
  return named || failure || bareHresult(bytes, start, end)
}

/** What the text before a number calls it: a result, the stale last error, or nothing known. */
function naming(bytes: Uint8Array, start: number, at: number): 'result' | 'stale' | 'none' {
  let to = at
  let bracket = false
  while (to > start && isSeparator(bytes[to - 1] as number)) {
    if (bytes[to - 1] === 40) bracket = true
    to--
  }
  let from = to
  while (from > start && isLetterByte(bytes[from - 1] as number)) from--
  const word = String.fromCharCode(...bytes.subarray(from, to)).toLowerCase()
  if (word === 'gle') return 'stale'
  if (to < at && RESULT_WORDS.some((name) => word.endsWith(name))) return 'result'
  // `(0x80070002)` alone in its parenthesis is how many callers append their result.
  return bracket && bytes[at - 1] === 40 && bytes[hexEnd(bytes, at + 2, bytes.length)] === 41
    ? 'result'
    : 'none'
}

/** `HRESULT=80004005` and `error 80070490`: eight digits of a failure without `0x` (DISM, windeploy). */
function bareHresult(bytes: Uint8Array, start: number, end: number): Code {
  for (let at = start; at + 8 <= end; at++) {
    const first = bytes[at] as number
    if (first !== 56 && first !== 67 && first !== 99) continue
    if (hexEnd(bytes, at, end) !== at + 8 || isWordByte(bytes[at - 1], at > start)) continue
    if (isWordByte(bytes[at + 8], at + 8 < end)) continue
    if (naming(bytes, start, at) === 'result') return hexValue(bytes, at, at + 8)
  }
  return 0
}

function isFailure(value: number): boolean {
  return value >= 0x80000000 && value < 0x90000000
    ? true
    : value >= 0xc0000000 && value < 0xd0000000
}

/** Bytes between a name and its number: space ( [ : = - and quotes. */
function isSeparator(byte: number): boolean {
  return (
    byte === 32 ||
    byte === 40 ||
    byte === 91 ||
    byte === 58 ||
    byte === 61 ||
    byte === 34 ||
    byte === 39
  )
}

function isLetterByte(byte: number): boolean {
  return (byte >= 65 && byte <= 90) || (byte >= 97 && byte <= 122)
}

function isWordByte(byte: number | undefined, inside: boolean): boolean {
  if (!inside || byte === undefined) return false
  return isLetterByte(byte) || (byte >= 48 && byte <= 57) || byte === 95 || byte === 45
}

function hexEnd(bytes: Uint8Array, at: number, end: number): number {
  let to = at
  while (to < end && hexDigit(bytes[to] as number) >= 0) to++
  return to
}

function hexValue(bytes: Uint8Array, start: number, end: number): number {
  let value = 0
  for (let at = start; at < end; at++) value = value * 16 + hexDigit(bytes[at] as number)
  return value
}

function hexDigit(byte: number): number {
  if (byte >= 48 && byte <= 57) return byte - 48
  if (byte >= 97 && byte <= 102) return byte - 87
  if (byte >= 65 && byte <= 70) return byte - 55
  return -1
}
