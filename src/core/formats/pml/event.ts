/**
 * One event of a Process Monitor log: 0x34 bytes of fields that all events have, addresses of the stack's frames, the detail of
 * its operation, and what became known when it ended, which may stand elsewhere.
 * https://github.com/eronnen/procmon-parser/blob/master/docs/PML%20Format.md (Events Array)
 *
 * One object is loaded with event after event, so that reading a log makes none.
 */
import { Cursor } from './cursor.ts'

export const EVENT_BYTES = 0x34
/** Seconds between 1601 and 1970. */
const EPOCH_SECONDS = 11_644_473_600
const TICKS = 10_000_000
/** 2^32 modulo ticks of a second. */
const WRAP = 4_967_296

export class PmlEvent {
  /** Offset in the file. */
  start = 0
  /** Bytes in the file, what it refers to elsewhere not counted. */
  size = 0
  process = 0
  thread = 0
  eventClass = 0
  operation = 0
  /** In 100 ns. */
  duration = 0
  /** UtcMs of the whole second, and 100 ns since then. */
  secondMs = 0
  ticks = 0
  result = 0
  frames = 0
  /** Both in the window that `detail` and `extra` were loaded with; an end of 0: there is none. */
  readonly detail = new Cursor()
  readonly extra = new Cursor()
  #detailAt = 0
  #detailEnd = 0
  #extraAt = 0
  #extraEnd = 0

  /** UtcMs, whole. */
  get timeMs(): number {
    return this.secondMs + Math.floor(this.ticks / 10_000)
  }

  get hasExtra(): boolean {
    return this.#extraEnd > this.#extraAt
  }

  load(window: Uint8Array): void {
    this.detail.load(window)
    this.extra.load(window)
  }

  /** Makes the cursors begin again. */
  rewind(): void {
    this.detail.range(this.#detailAt, this.#detailEnd)
    this.extra.range(this.#extraAt, this.#extraEnd)
  }

  /** Reads the fields at `at` of the window; returns the offset, from `at`, of what stands elsewhere (0 = nothing does). */
  readFields(at: number, start: number, pointer: number): number {
    const cursor = this.detail
    cursor.range(at, at + EVENT_BYTES)
    this.start = start
    this.process = cursor.u32()
    this.thread = cursor.u32()
    this.eventClass = cursor.u32()
    this.operation = cursor.u16()
    cursor.skip(6)
    const low = cursor.u32()
    this.duration = low + cursor.u32() * 0x100000000
    this.#readTime(cursor)
    this.result = cursor.u32()
    this.frames = cursor.u16()
    cursor.skip(2)
    const detailBytes = cursor.u32()
    const extra = cursor.u32()
    this.#detailAt = at + EVENT_BYTES + this.frames * pointer
    this.#detailEnd = this.#detailAt + detailBytes
    this.size = this.#detailEnd - at
    this.#extraAt = 0
    this.#extraEnd = 0
    return extra
  }

  /** `at` of the window, where a length of two bytes stands first. */
  placeExtra(at: number): void {
    this.extra.range(at, at + 2)
    const length = this.extra.u16()
    this.#extraAt = at + 2
    this.#extraEnd = at + 2 + length
  }

  /** End of the extra detail in the window; 0 = none. */
  get extraEnd(): number {
    return this.#extraEnd
  }

  /** A FILETIME has more digits than a number can hold: second and fraction apart are exact. */
  #readTime(cursor: Cursor): void {
    const low = cursor.u32()
    const high = cursor.u32()
    this.ticks = ((high % TICKS) * WRAP + low) % TICKS
    const seconds = Math.round((high * 0x100000000 + low - this.ticks) / TICKS)
    this.secondMs = (seconds - EPOCH_SECONDS) * 1000
  }
}
