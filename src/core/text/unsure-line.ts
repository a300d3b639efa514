/** The line to look at where it cannot be told what a text is written in. */
import type { Decode } from './decoder.ts'
import { lineBlocks, lineEnds } from './line-blocks.ts'
import { firstHighByte } from './utf8.ts'

const LF = 10

/** 1-based: the first line that `decode` makes no text of, else the first that is not plain ASCII; 0 = all is ASCII. */
export async function findUnsureLine(text: Blob, decode: Decode): Promise<number> {
  let first = 0
  let ends = 0
  for await (const block of lineBlocks(text)) {
    let counted = 0
    for (let at = firstHighByte(block, 0); at < block.length; at = firstHighByte(block, at)) {
      const from = block.lastIndexOf(LF, at) + 1
      const found = block.indexOf(LF, at)
      const end = found < 0 ? block.length : found + 1
      ends += lineEnds(block, counted, from)
      first ||= ends + 1
      if (/[\x80-\x9f\ufffd]/.test(decode(block.subarray(from, end)))) return ends + 1
      counted = from
      at = end
    }
    ends += lineEnds(block, counted, block.length)
  }
  return first
}
