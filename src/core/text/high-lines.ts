/** Lines that hold bytes >= 0x80: all that is needed to tell encodings apart, since ASCII reads alike in all. */
import { firstHighByte, wholeEnd } from './utf8.ts'

/** Enough to be sure of any page; a localised log gives it within its first megabyte. */
const SAMPLE_BYTES = 32 * 1024
/** From one line no more than this: a line of a million characters shall not be the whole sample. */
const LINE_BYTES = 2048

const LF = 10

/** The high lines of all blocks, each ended by LF, up to 32 KiB. */
export function collectHighLines(blocks: readonly Uint8Array[]): Uint8Array {
  const sample = new HighLines()
  for (const block of blocks) sample.add(block)
  return sample.bytes
}

export class HighLines {
  #buffer = new Uint8Array(1024)
  #length = 0
  /** Bytes >= 0x80 in the sample. */
  highBytes = 0

  get bytes(): Uint8Array {
    return this.#buffer.subarray(0, this.#length)
  }

  get isFull(): boolean {
    return this.#length >= SAMPLE_BYTES
  }

  /** Adds whole lines. `each` is called behind every line that was added and may end the collecting. */
  add(lines: Uint8Array, each?: () => 'go-on' | 'enough'): void {
    let at = firstHighByte(lines, 0)
    while (at < lines.length && !this.isFull) {
      const from = lines.lastIndexOf(LF, at) + 1
      const found = lines.indexOf(LF, at)
      const end = found < 0 ? lines.length : found
      // The part around the first high byte, where the line is longer than the share of one.
      const cut = Math.max(from, at - LINE_BYTES / 2)
      const most = cut + LINE_BYTES
      this.#append(lines.subarray(cut, most < end ? wholeEnd(lines, most) : end))
      if (each?.() === 'enough') return
      at = firstHighByte(lines, end)
    }
  }

  #append(line: Uint8Array): void {
    while (this.#length + line.length + 1 > this.#buffer.length) {
      const grown = new Uint8Array(this.#buffer.length * 2)
      grown.set(this.#buffer)
      this.#buffer = grown
    }
    this.#buffer.set(line, this.#length)
    this.#length += line.length
    this.#buffer[this.#length++] = LF
    for (const byte of line) if (byte >= 0x80) this.highBytes++
  }
}
