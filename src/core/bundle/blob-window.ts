/** Small reads all over a Blob, served from one window of memory; and a search for zip signatures. */
import { readBytes } from './blob-bytes.ts'

const WINDOW_BYTES = 1024 * 1024
const P = 0x50
const K = 0x4b

export class BlobWindow {
  readonly #blob: Blob
  #bytes: Uint8Array<ArrayBuffer> = new Uint8Array(0)
  #offset = 0

  constructor(blob: Blob) {
    this.#blob = blob
  }

  get size(): number {
    return this.#blob.size
  }

  /** At most `length` bytes from `offset`; valid for as long as one likes. Throws BlobReadError. */
  async read(offset: number, length: number): Promise<DataView> {
    if (!this.#holds(offset, Math.min(offset + length, this.#blob.size))) {
      await this.#load(offset, length)
    }
    const start = Math.min(offset - this.#offset, this.#bytes.length)
    const available = Math.min(length, this.#bytes.length - start)
    return new DataView(this.#bytes.buffer, start, available)
  }

  /** Offsets in [from, to) where the bytes `PK` stand, in order. Throws BlobReadError. */
  async *findPk(from: number, to: number): AsyncGenerator<number> {
    let at = from
    while (at < to && at + 1 < this.#blob.size) {
      // Asked each time round: a read() between two finds may have moved the window.
      if (!this.#holds(at, at + 2)) await this.#load(at, 2)
      if (!this.#holds(at, at + 2)) return
      const found = this.#indexOfPk(at)
      if (found >= to) return
      if (found >= 0) yield found
      // Without a find, the last byte may be a P whose K is in the next window.
      at = found >= 0 ? found + 1 : this.#offset + this.#bytes.length - 1
    }
  }

  /** Offset in the Blob, or -1. */
  #indexOfPk(from: number): number {
    const bytes = this.#bytes
    let index = bytes.indexOf(P, from - this.#offset)
    while (index >= 0 && bytes[index + 1] !== K) index = bytes.indexOf(P, index + 1)
    return index < 0 ? -1 : this.#offset + index
  }

  #holds(start: number, end: number): boolean {
    return start >= this.#offset && end <= this.#offset + this.#bytes.length
  }

  async #load(offset: number, length: number): Promise<void> {
    const end = offset + Math.max(length, WINDOW_BYTES)
    this.#bytes = await readBytes(this.#blob, offset, end)
    this.#offset = offset
  }
}
