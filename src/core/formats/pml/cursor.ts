/**
 * Little-endian reads that go on, inside a range of a window of the file. Counts and offsets are input: behind the range
 * everything is 0, and `isShort` tells it.
 */
import type { TextBuffer } from '../evtx/text-buffer.ts'

/** UTF-16 in one call of a decoder; longer texts are rare. */
const decoder = new TextDecoder('utf-16le', { ignoreBOM: true })

export class Cursor {
  /** Position in the window. */
  at = 0
  end = 0
  isShort = false
  #bytes: Uint8Array = new Uint8Array(0)
  #view: DataView = new DataView(new ArrayBuffer(0))

  load(bytes: Uint8Array): void {
    this.#bytes = bytes
    this.#view = new DataView(bytes.buffer, bytes.byteOffset, bytes.byteLength)
    this.range(0, 0)
  }

  get size(): number {
    return this.#bytes.length
  }

  /** Reads from `from` on, up to `to`. */
  range(from: number, to: number): void {
    this.at = Math.max(0, from)
    this.end = Math.min(to, this.#bytes.length)
    this.isShort = false
  }

  get left(): number {
    return Math.max(0, this.end - this.at)
  }

  skip(count: number): void {
    this.at += count
  }

  u8(): number {
    return this.#has(1) ? this.#view.getUint8(this.at++) : 0
  }

  u16(): number {
    if (!this.#has(2)) return 0
    this.at += 2
    return this.#view.getUint16(this.at - 2, true)
  }

  u32(): number {
    if (!this.#has(4)) return 0
    this.at += 4
    return this.#view.getUint32(this.at - 4, true)
  }

  u64(): bigint {
    if (!this.#has(8)) return 0n
    this.at += 8
    return this.#view.getBigUint64(this.at - 8, true)
  }

  s64(): bigint {
    return BigInt.asIntN(64, this.u64())
  }

  /** A pointer of the machine that was logged. */
  pointer(is64: boolean): bigint {
    return is64 ? this.u64() : BigInt(this.u32())
  }

  bytes(count: number): Uint8Array {
    const from = this.at
    const to = Math.min(from + count, this.end)
    if (from + count > this.end) this.isShort = true
    this.at = from + count
    return this.#bytes.subarray(from, Math.max(from, to))
  }

  /** UTF-16 text of `units`, up to its first NUL. */
  text(units: number): string {
    const bytes = this.bytes(2 * units)
    const text = decoder.decode(bytes.subarray(0, bytes.length & ~1))
    const end = text.indexOf('\0')
    return end < 0 ? text : text.slice(0, end)
  }

  /** A text of which an earlier field (`info`) tells length and width: the upper bit stands for one byte a character. */
  writeText(info: number, out: TextBuffer): void {
    const count = info & 0x7fff
    const width = info > 0x7fff ? 1 : 2
    const from = this.at
    const have = Math.min(count, Math.floor(this.left / width))
    if (have < count) this.isShort = true
    this.at = from + count * width
    for (let i = 0; i < have; i++) {
      const unit =
        width === 1 ? (this.#bytes[from + i] as number) : this.#view.getUint16(from + 2 * i, true)
      if (unit === 0) return
      out.put(unit)
    }
  }

  #has(count: number): boolean {
    if (this.at + count <= this.end) return true
    this.isShort = true
    this.at += count
    return false
  }
}
