/**
 * Chunks of any size to windows that end at line ends, with the index of the lines as they pass.
 *
 * A line that is longer than MAX_LINE_BYTES is cut: its rest comes in windows marked `continues`, so that
 * it stays one line and belongs to one record. A file with lone CRs and no LF has its CRs changed to LF.
 */
import { LINE_INDEX_STRIDE } from '../model/log-file.ts'
import type { Problem } from '../model/problem.ts'
import type { TextDecoding } from './text-decoding.ts'
import type { TextWindow } from './text-window.ts'

export const WINDOW_BYTES = 1024 * 1024
export const MAX_LINE_BYTES = 1024 * 1024

/** How much is read to see how lines end. */
const LINE_END_PROBE = 64 * 1024
/** How far behind a line of unknown encoding is read before it is decoded by evidence that is not certain. */
const ENCODING_PROBE = 256 * 1024
/** Columns count bytes in 32 bits. */
const MOST_BYTES = 0xffff_ffff

/** Beyond this a buffer holds what it must and nothing to spare: the whole text came in one chunk. */
const LARGE = 4 * 1024 * 1024

const LF = 10
const CR = 13

export interface WindowOptions {
  readonly decoding: TextDecoding
  readonly windowBytes?: number
  /** Length of the mark that the text begins with: line 1 begins behind it. */
  readonly bomBytes?: number
  readonly problem: (problem: Omit<Problem, 'path'>) => void
  /** False where what was read so far is known to hold no NUL; absent = it is not known. */
  readonly hasNuls?: () => boolean
}

export class TextWindows {
  readonly #chunks: AsyncIterable<Uint8Array>
  readonly #decoding: TextDecoding
  readonly #windowBytes: number
  readonly #bomBytes: number
  readonly #problem: (problem: Omit<Problem, 'path'>) => void
  readonly #hasNuls: () => boolean

  /** Bytes in work: [#from, #to) of the buffer; those before #seen have been shown to the decoding. */
  #buffer = new Uint8Array(0)
  #from = 0
  #to = 0
  #seen = 0
  /** Offset of buffer[#from] in the text. */
  #offset = 0
  #ended = false
  /** null = not known yet: no LF so far, and less than the probe. */
  #loneCr: boolean | null = null

  /** Line that begins (or goes on) at #from. */
  #line = 1
  #continues = false
  #index: Uint32Array = new Uint32Array(64)
  #nulBytes = 0
  #nulLine = 0

  constructor(chunks: AsyncIterable<Uint8Array>, options: WindowOptions) {
    this.#chunks = chunks
    this.#decoding = options.decoding
    this.#windowBytes = options.windowBytes ?? WINDOW_BYTES
    this.#bomBytes = options.bomBytes ?? 0
    this.#problem = options.problem
    this.#hasNuls = options.hasNuls ?? (() => true)
  }

  /** True once the text differs from the bytes that came in. */
  get changesBytes(): boolean {
    return this.#loneCr === true
  }

  /** Behind the last window: true where the last line has no line end (and no block of zero bytes in its place). */
  endsInsideLine = false

  /** Lines so far; complete behind the last window. */
  lines = 0

  /** Offsets of lines 1, 1+STRIDE, … as LogFile.lineIndex. */
  get lineIndex(): Uint32Array {
    return this.#index.slice(0, Math.ceil(this.lines / LINE_INDEX_STRIDE))
  }

  async *[Symbol.asyncIterator](): AsyncGenerator<TextWindow> {
    for await (const chunk of this.#chunks) {
      if (chunk.length === 0) continue
      const room = MOST_BYTES - this.#offset - (this.#to - this.#from)
      this.#append(chunk.length > room ? chunk.subarray(0, room) : chunk)
      yield* this.#ready()
      if (chunk.length > room) {
        this.#problem({
          code: 'over-limit',
          at: `line ${this.#line}`,
          detail: `Text is read up to ${MOST_BYTES} bytes`,
          skipped: null,
        })
        break
      }
    }
    this.#ended = true
    const final = this.#buffer[this.#to - 1]
    this.endsInsideLine = this.#to > this.#from && final !== LF && final !== CR && final !== 0
    this.#settleLineEnds()
    this.#observe()
    yield* this.#ready()
    this.#decoding.weighNow(true)
    this.#tellNuls()
  }

  #append(chunk: Uint8Array): void {
    if (this.#to + chunk.length > this.#buffer.length) this.#makeRoom(chunk.length)
    this.#buffer.set(chunk, this.#to)
    const added = this.#to
    this.#to += chunk.length
    if (this.#loneCr === null) this.#settleLineEnds()
    else if (this.#loneCr) changeCr(this.#buffer.subarray(added, this.#to))
    if (this.#loneCr !== null) this.#observe()
  }

  /** Moves what is kept to the front, of a larger buffer where less than half would stay free. */
  #makeRoom(bytes: number): void {
    const kept = this.#to - this.#from
    const needed = kept + bytes
    const isWide =
      needed * 2 <= this.#buffer.length || (needed > LARGE && needed <= this.#buffer.length)
    const target = isWide ? this.#buffer : new Uint8Array(needed > LARGE ? needed : needed * 4)
    target.set(this.#buffer.subarray(this.#from, this.#to))
    this.#buffer = target
    this.#seen -= this.#from
    this.#from = 0
    this.#to = kept
  }

  #settleLineEnds(): void {
    if (this.#loneCr !== null) return
    const bytes = this.#buffer.subarray(this.#from, this.#to)
    const lf = bytes.subarray(0, LINE_END_PROBE).includes(LF)
    if (!lf && bytes.length < LINE_END_PROBE && !this.#ended) return
    this.#loneCr = !lf && bytes.subarray(0, LINE_END_PROBE).includes(CR)
    if (this.#loneCr) changeCr(bytes)
  }

  /** Shows whole lines to the decoding, before any window with them goes out. */
  #observe(): void {
    const bytes = this.#buffer
    const last = bytes.subarray(this.#seen, this.#to).lastIndexOf(LF)
    const isWhole = this.#ended || this.#to - this.#seen > MAX_LINE_BYTES
    const end = isWhole ? this.#to : this.#seen + last + 1
    if (end <= this.#seen) return
    this.#decoding.observe(bytes.subarray(this.#seen, end))
    this.#seen = end
  }

  *#ready(): Generator<TextWindow> {
    if (this.#loneCr === null) return
    const { openBytes } = this.#decoding
    if (openBytes > 0 && openBytes < ENCODING_PROBE && !this.#ended) return
    this.#decoding.weighNow()
    for (;;) {
      const cut = this.#nextCut()
      if (cut === 0) return
      const bytes = this.#buffer.subarray(this.#from, cut)
      const window: TextWindow = {
        bytes,
        offset: this.#offset,
        line: this.#line,
        last: this.#ended && cut === this.#to,
        continues: this.#continues,
      }
      const before = this.#line
      this.#count(bytes)
      this.#from = cut
      this.#offset += bytes.length
      yield window.offset === 0 && this.#bomBytes > 0 ? behindMark(window, this.#bomBytes) : window
      this.#noteNuls(bytes, before)
    }
  }

  /** End in the buffer of the next window; 0 where more must be read first. */
  #nextCut(): number {
    const bytes = this.#buffer
    const have = this.#to - this.#from
    if (have === 0) return 0
    if (this.#ended && have <= this.#windowBytes && have <= MAX_LINE_BYTES) return this.#to
    // Without a byte behind it, a window might be the last and not know it.
    if (!this.#ended && have <= this.#windowBytes) return 0
    const reach = this.#from + this.#windowBytes
    const inside = bytes.subarray(this.#from, reach).lastIndexOf(LF)
    if (inside >= 0) return this.#from + inside + 1
    const behind = bytes.subarray(reach, this.#to).indexOf(LF)
    const end = behind >= 0 ? reach + behind + 1 : this.#to
    if (end - this.#from > MAX_LINE_BYTES) return characterStart(bytes, this.#from + MAX_LINE_BYTES)
    if (behind < 0) return this.#ended ? end : 0
    return end === this.#to && !this.#ended ? 0 : end
  }

  /** Counts lines and notes where every 64th begins. */
  #count(bytes: Uint8Array): void {
    if (!this.#continues) this.#begin(this.#offset === 0 ? this.#bomBytes : this.#offset)
    let at = bytes.indexOf(LF)
    while (at >= 0) {
      this.#line++
      if (at + 1 < bytes.length) this.#begin(this.#offset + at + 1)
      at = bytes.indexOf(LF, at + 1)
    }
    this.#continues = bytes[bytes.length - 1] !== LF
  }

  #begin(offset: number): void {
    this.lines = this.#line
    const slot = (this.#line - 1) / LINE_INDEX_STRIDE
    if (!Number.isInteger(slot)) return
    if (slot >= this.#index.length) {
      const grown = new Uint32Array(this.#index.length * 2)
      grown.set(this.#index)
      this.#index = grown
    }
    this.#index[slot] = offset
  }

  #noteNuls(bytes: Uint8Array, line: number): void {
    let at = this.#hasNuls() ? bytes.indexOf(0) : -1
    if (at < 0) return
    if (this.#nulLine === 0) {
      let before = line
      for (const byte of bytes.subarray(0, at)) if (byte === LF) before++
      this.#nulLine = before
    }
    for (; at < bytes.length; at++) if (bytes[at] === 0) this.#nulBytes++
  }

  #tellNuls(): void {
    if (this.#nulBytes === 0) return
    this.#problem({
      code: 'damaged',
      at: `line ${this.#nulLine}`,
      detail: `Expected text, found ${this.#nulBytes} zero bytes (a block that was never written)`,
      skipped: this.#nulBytes,
    })
  }
}

function behindMark(window: TextWindow, bomBytes: number): TextWindow {
  const { bytes, offset } = window
  return { ...window, bytes: bytes.subarray(bomBytes), offset: offset + bomBytes }
}

function changeCr(bytes: Uint8Array): void {
  for (let at = bytes.indexOf(CR); at >= 0; at = bytes.indexOf(CR, at + 1)) bytes[at] = LF
}

/** `at`, or up to three bytes before it, so that a UTF-8 character is not cut in two. */
function characterStart(bytes: Uint8Array, at: number): number {
  for (let back = 0; back < 4; back++) {
    if (((bytes[at - back] as number) & 0xc0) !== 0x80) return at - back
  }
  return at
}
