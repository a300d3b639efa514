/** A kept text read once more: blocks of whole lines. */

const READ_BYTES = 1024 * 1024
/** A line without an end is told by so much of it. */
const MOST_LINE_BYTES = 64 * 1024

const LF = 10

export async function* lineBlocks(text: Blob): AsyncGenerator<Uint8Array> {
  let carry: Uint8Array<ArrayBuffer> = new Uint8Array(0)
  for (let at = 0; at < text.size; at += READ_BYTES) {
    const slice = new Uint8Array(await text.slice(at, at + READ_BYTES).arrayBuffer())
    const bytes = joined(carry, slice)
    const whole = at + READ_BYTES >= text.size ? bytes.length : bytes.lastIndexOf(LF) + 1
    const end = whole === 0 && bytes.length > MOST_LINE_BYTES ? bytes.length : whole
    if (end > 0) yield bytes.subarray(0, end)
    carry = bytes.slice(end)
  }
}

export function lineEnds(bytes: Uint8Array, from: number, to: number): number {
  let count = 0
  for (let at = bytes.indexOf(LF, from); at >= 0 && at < to; at = bytes.indexOf(LF, at + 1)) count++
  return count
}

function joined(a: Uint8Array, b: Uint8Array<ArrayBuffer>): Uint8Array<ArrayBuffer> {
  if (a.length === 0) return b
  const both = new Uint8Array(a.length + b.length)
  both.set(a)
  both.set(b, a.length)
  return both
}
