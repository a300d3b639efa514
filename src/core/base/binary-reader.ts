/**
 * Little-endian reads by absolute offset, over one piece of a file.
 * A read outside the piece is a programmer's mistake and throws: ask `has` first, since the length of a
 * file is input, and bad input must become a Problem.
 */
import { assert } from './assert.ts'

export class BinaryReader {
  readonly #bytes: Uint8Array
  readonly #view: DataView
  /** Offset in the file of the piece's first byte. */
  readonly #base: number

  constructor(bytes: Uint8Array, base = 0) {
    this.#bytes = bytes
    this.#view = new DataView(bytes.buffer, bytes.byteOffset, bytes.byteLength)
    this.#base = base
  }

  /** Offset in the file of the first byte behind the piece. */
  get end(): number {
    return this.#base + this.#bytes.length
  }

  has(offset: number, length: number): boolean {
    return offset >= this.#base && length >= 0 && offset + length <= this.end
  }

  u8(offset: number): number {
    return this.#view.getUint8(this.#at(offset, 1))
  }

  u16(offset: number): number {
    return this.#view.getUint16(this.#at(offset, 2), true)
  }

  u32(offset: number): number {
    return this.#view.getUint32(this.#at(offset, 4), true)
  }

  u64(offset: number): bigint {
    return this.#view.getBigUint64(this.#at(offset, 8), true)
  }

  bytes(offset: number, length: number): Uint8Array {
    const at = this.#at(offset, length)
    return this.#bytes.subarray(at, at + length)
  }

  /** Bytes as Latin-1 text, for magic words. */
  ascii(offset: number, length: number): string {
    return String.fromCharCode(...this.bytes(offset, length))
  }

  #at(offset: number, length: number): number {
    assert(this.has(offset, length), `read of ${length} at ${offset} is inside the piece`)
    return offset - this.#base
  }
}
