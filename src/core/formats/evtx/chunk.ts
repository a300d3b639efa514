/**
 * One chunk of an event log (64 KiB) as bytes with positions inside it: every offset of binary XML counts from the chunk's
 * begin. One object is loaded with chunk after chunk, so that reading a log makes no new buffers.
 * https://github.com/libyal/libevtx/blob/main/documentation/Windows%20XML%20Event%20Log%20(EVTX).asciidoc
 */
import type { Template } from './layout.ts'
import { TemplateCache } from './template-cache.ts'

export const CHUNK_SIZE = 0x10000
/** Where the first record of a chunk stands. */
export const CHUNK_HEADER = 0x200

/** A name of XML in an event; longer ones are damage. */
const LONGEST_NAME = 1024
/** Engines take no more arguments than this in one call. */
const PIECE = 8192

export class Chunk {
  /** Offset in the file. */
  base = 0
  /** Bytes that are there; fewer than CHUNK_SIZE at the end of a cut file. */
  length = 0
  readonly bytes: Uint8Array
  readonly view: DataView
  /** What was read of the chunk, by offset. Null = damaged. */
  readonly #names = new Map<number, string | null>()
  readonly templates = new Map<number, Template | null>()
  /** Bytes of template that may still be compiled: those of a chunk do not lie over one another. */
  templateBytes = CHUNK_SIZE
  /** Of all chunks that were loaded. */
  readonly templateCache = new TemplateCache()
  /** UTF-16 units at even offsets, and, from a copy that is shifted by one byte, at odd ones. */
  readonly #even: Uint16Array
  readonly #odd: Uint16Array
  readonly #shifted: Uint8Array

  constructor() {
    // One spare byte, so that the last odd offset has a whole unit.
    const buffer = new ArrayBuffer(CHUNK_SIZE)
    const shifted = new ArrayBuffer(CHUNK_SIZE)
    this.bytes = new Uint8Array(buffer)
    this.view = new DataView(buffer)
    this.#shifted = new Uint8Array(shifted)
    this.#even = new Uint16Array(buffer)
    this.#odd = new Uint16Array(shifted)
  }

  /** Takes the chunk at `base` of the file; `bytes` are copied. */
  load(bytes: Uint8Array, base: number): void {
    this.base = base
    this.length = Math.min(bytes.length, CHUNK_SIZE)
    this.bytes.set(bytes.subarray(0, this.length))
    this.bytes.fill(0, this.length)
    this.#shifted.set(this.bytes.subarray(1))
    this.#names.clear()
    this.templates.clear()
    this.templateBytes = CHUNK_SIZE
  }

  /** The units of a UTF-16 text at `offset`: a view that the next `load` changes. The caller has checked the range. */
  units(offset: number, count: number): Uint16Array {
    const from = offset >>> 1
    return ((offset & 1) === 0 ? this.#even : this.#odd).subarray(from, from + count)
  }

  /** One unit; for short texts this is faster than a view. */
  unit(offset: number): number {
    return this.view.getUint16(offset, true)
  }

  /** Any text. The caller has checked the range. */
  text(offset: number, count: number): string {
    if (count <= PIECE) return textOf(this.units(offset, count))
    let text = ''
    for (let from = 0; from < count; from += PIECE)
      text += textOf(this.units(offset + 2 * from, Math.min(PIECE, count - from)))
    return text
  }

  /** A name of XML: next of the same hash (4 bytes), hash (2), length in characters (2), characters, NUL. Null = none stands there. */
  nameAt(offset: number): string | null {
    const known = this.#names.get(offset)
    if (known !== undefined) return known
    const name = this.#readName(offset)
    this.#names.set(offset, name)
    return name
  }

  #readName(offset: number): string | null {
    if (offset < CHUNK_HEADER || !this.has(offset, 8)) return null
    const count = this.view.getUint16(offset + 6, true)
    const isWhole = count > 0 && count <= LONGEST_NAME && this.has(offset + 8, 2 * count + 2)
    if (!isWhole || this.unit(offset + 8 + 2 * count) !== 0) return null
    return this.text(offset + 8, count)
  }

  has(offset: number, size: number): boolean {
    return offset >= 0 && size >= 0 && offset + size <= this.length
  }
}

export function textOf(units: Uint16Array): string {
  // The type asks for an array of numbers; the function takes whatever has a length and numbers.
  return String.fromCharCode.apply(null, units as unknown as number[])
}
