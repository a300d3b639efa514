/** The result code of a record of Configuration Manager, without its tail: a thread is printed there as `(0x14A8)`. */
import type { Code } from '../../model/units.ts'
import { decimalOf, isDigit, skipDigits } from '../head-bytes.ts'
import { resultCode } from '../result-code.ts'
import { findOldTail, findTail } from './record-tail.ts'

const TWO_TO_32 = 2 ** 32
const DIGITS = 10
const MINUS = 45

export function recordCode(bytes: Uint8Array, start: number, end: number): Code {
  const tail = Math.max(findTail(bytes, start, end), findOldTail(bytes, start, end))
  const to = tail < 0 ? end : tail
  return resultCode(bytes, start, to) || decimalFailure(bytes, start, to)
}

/** `exit code 2147942402` and `Error -2147024894`: failures in decimal, unsigned or signed. */
function decimalFailure(bytes: Uint8Array, start: number, end: number): Code {
  let at = start
  while (at + DIGITS <= end) {
    if (!isDigit(bytes[at] as number)) {
      at++
      continue
    }
    const to = skipDigits(bytes, at, end)
    if (to - at === DIGITS) {
      const value = decimalOf(bytes, at, to)
      const code = bytes[at - 1] === MINUS && at > start ? TWO_TO_32 - value : value
      if ((code >= 0x80000000 && code < 0x90000000) || (code >= 0xc0000000 && code < 0xd0000000))
        return code
    }
    at = to
  }
  return 0
}
