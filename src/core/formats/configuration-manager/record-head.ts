/**
 * How records of Configuration Manager's logs begin and end. In the form of today a record begins with `<![LOG[` and its head
 * stands behind its text, which may be of several lines; in the older form nothing but the end of the record before marks its begin.
 */
import { Level } from '../../model/event-table.ts'
import { wallMs } from '../../model/units.ts'
import { startsWith } from '../head-bytes.ts'
import type { HeadReader, LineHead } from '../line-format.ts'
import { findOldTail, findTail, TailReader } from './record-tail.ts'

export const RECORD_BEGIN = '<![LOG['

export function recordHead(): HeadReader {
  return new RecordHead()
}

class RecordHead implements HeadReader {
  readonly #tails = new TailReader()
  /** A record of today's form has begun, its tail has not come. */
  #isInside = false
  /** The same of the older form; null = the record above is not of it. */
  #isInsideOld: boolean | null = null
  #hasRecord = false

  read(bytes: Uint8Array, start: number, end: number, head: LineHead): boolean {
    if (startsWith(bytes, start, end, RECORD_BEGIN)) {
      const tail = findTail(bytes, start, end)
      this.#isInsideOld = null
      this.#isInside = tail < 0
      this.#hasRecord = true
      head.message = start + RECORD_BEGIN.length
      if (tail < 0) open(head)
      else this.#tails.read(bytes, tail, end, head)
      return true
    }
    if (this.#isInside) return this.#goOn(bytes, findTail(bytes, start, end), end, head)
    return this.#readOld(bytes, start, end, head)
  }

  /** A line outside of a record of today's form. */
  #readOld(bytes: Uint8Array, start: number, end: number, head: LineHead): boolean {
    const old = findOldTail(bytes, start, end)
    if (old >= 0 && this.#tails.readOld(bytes, old, end, head)) {
      const wasInside = this.#isInsideOld === true
      this.#isInsideOld = false
      this.#hasRecord = true
      head.message = start
      if (wasInside) head.part = 'close'
      return !wasInside
    }
    if (this.#isInsideOld === true || start === end) return false
    head.message = start
    const tail = findTail(bytes, start, end)
    if (tail >= 0) {
      // The end of a record whose begin was cut off.
      this.#tails.read(bytes, tail, end, head)
      this.#hasRecord = true
      return true
    }
    if (this.#isInsideOld === false) {
      this.#isInsideOld = true
      open(head)
      return true
    }
    if (!this.#hasRecord) return false
    head.unparsed = 'not-in-grammar'
    return true
  }

  #goOn(bytes: Uint8Array, tail: number, end: number, head: LineHead): boolean {
    if (tail < 0) return false
    this.#tails.read(bytes, tail, end, head)
    this.#isInside = false
    head.part = 'close'
    return false
  }
}

/** Time, level and component come with a later line. */
function open(head: LineHead): void {
  head.part = 'open'
  head.time = wallMs(NaN)
  head.level = Level.Info
  head.componentStart = head.message
  head.componentLength = 0
}
