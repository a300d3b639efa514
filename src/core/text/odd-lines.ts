/** Lines that the encodings found so far do not explain: what another program wrote, perhaps. */
import { tokensOf } from './guess/evidence.ts'
import { tokensBits } from './guess/token-bits.ts'
import type { TextPages } from './text-pages.ts'
import { firstHighByte, isUtf8 } from './utf8.ts'

const LF = 10

/** Lines of code pages that are looked at in one block; of the others, one in so many. */
const MOST_WEIGHED = 32
const WEIGHED_EVERY = 32

/** UTF-8 among lines of a code page must be so much likelier, in bits: single pairs pass its rules by chance. */
const UTF8_BITS = 6

/** `first`: the first byte >= 0x80 of `lines`. */
export function* oddLines(
  lines: Uint8Array,
  first: number,
  pages: TextPages,
): Generator<Uint8Array> {
  if (pages.utf8 && isUtf8(lines.subarray(first))) return
  let weighed = 0
  for (let at = first; at < lines.length;) {
    const from = lines.lastIndexOf(LF, at) + 1
    const found = lines.indexOf(LF, at)
    const end = found < 0 ? lines.length : found
    const line = lines.subarray(from, end)
    at = firstHighByte(lines, end)
    const isValid = isUtf8(line)
    if (isValid && pages.utf8) continue
    if (pages.legacy.length > 0) {
      weighed++
      if (!isValid && weighed > MOST_WEIGHED && weighed % WEIGHED_EVERY !== 0) continue
      if (!isOdd(line, isValid, pages)) continue
    }
    yield lines.subarray(from, end)
  }
}

function isOdd(line: Uint8Array, isValid: boolean, { legacy }: TextPages): boolean {
  const tokens = tokensOf(line).map((bytes) => ({ bytes }))
  const most = Math.max(...legacy.map((page) => tokensBits(page, tokens)))
  return most < 0 || (isValid && tokensBits('utf-8', tokens) > most + UTF8_BITS)
}
