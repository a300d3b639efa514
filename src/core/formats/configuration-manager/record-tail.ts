/**
 * What stands behind the text of a record of Configuration Manager:
 *
 *     ]LOG]!><time="14:03:27.519+240" date="03-12-2024" component="WUAHandler" context="" type="1" thread="5288" file="cwuahandler.cpp:318">
 *
 * and in older programs, and where a task sequence ran before its client did:
 *
 *     text  $$<TSManager><03-12-2024 14:03:27.519+240><thread=5288 (0x14A8)>
 *
 * The number behind the milliseconds is the bias, in minutes that make local time UTC: +240 is UTC-4. The client's own
 * programs know it; they name their source as `file.cpp:line`. Scripts that write this form, those of the Deployment Toolkit
 * among them, print +000 or what they took for it: their bias is no zone.
 */
import { Level, type LevelValue } from '../../model/event-table.ts'
import { wallMs, type WallMs } from '../../model/units.ts'
import { wallFromParts } from '../../text/wall-time.ts'
import { decimalOf, find, isDigit, skipBlanks, skipDigits, startsWith } from '../head-bytes.ts'
import type { LineHead } from '../line-format.ts'

const QUOTE = 34
const DOLLAR = 36
const PLUS = 43
const MINUS = 45
const DOT = 46
const SLASH = 47
const COLON = 58
const LESS = 60
const EQUALS = 61
const GREATER = 62
const CLOSE = 93

/** A tail is shorter than this; behind more bytes no line is searched for one. */
const LONGEST_TAIL = 600

/** Offset of the tail's `]LOG]!>` in a line, or -1. */
export function findTail(bytes: Uint8Array, start: number, end: number): number {
  if (bytes[end - 1] !== GREATER) return -1
  return findLast(bytes, CLOSE, ']LOG]!><time="', start, end)
}

/** Offset of the older tail's `$$<` in a line, or -1. */
export function findOldTail(bytes: Uint8Array, start: number, end: number): number {
  if (bytes[end - 1] !== GREATER) return -1
  return findLast(bytes, DOLLAR, '$$<', start, end)
}

/** The last place of `mark`, which begins with `byte`, among the last bytes of a line; -1 = none. */
function findLast(
  bytes: Uint8Array,
  byte: number,
  mark: string,
  start: number,
  end: number,
): number {
  const first = Math.max(start, end - LONGEST_TAIL)
  for (let at = end - mark.length; at >= first; at--) {
    if (bytes[at] === byte && startsWith(bytes, at, end, mark)) return at
  }
  return -1
}

/** Reads dates and times of tails; one per file, since neighbouring records share their date. */
export class TailReader {
  readonly #dates = new DateReader()
  readonly #clock = new ClockReader()

  /** Fills time, zone, level and component from the tail at `at`; what it does not print stays unknown. */
  read(bytes: Uint8Array, at: number, end: number, head: LineHead): void {
    let midnight = NaN
    let isOwn = false
    this.#clock.reset()
    head.level = Level.Info
    head.componentStart = at
    head.componentLength = 0
    // From `<` on: name="value", with a space between.
    let from = at + 8
    while (from < end) {
      from = skipBlanks(bytes, from, end)
      const equals = find(bytes, EQUALS, from, end)
      const open = equals + 1
      if (bytes[open] !== QUOTE) break
      const close = find(bytes, QUOTE, open + 1, end)
      if (close >= end) break
      const value = open + 1
      switch (bytes[from]) {
        case 116: // time, type, thread
          if (bytes[from + 1] === 105) this.#clock.read(bytes, value, close)
          else if (bytes[from + 1] === 121) head.level = levelOf(bytes, value, close)
          break
        case 100: // date
          midnight = this.#dates.read(bytes, value, close)
          break
        case 99: // component, context
          if (bytes[from + 2] !== 109) break
          head.componentStart = value
          head.componentLength = close - value
          break
        case 102: // file
          isOwn = isSourceLine(bytes, value, close)
          break
        default:
          break
      }
      from = close + 1
    }
    head.time = wallMs(midnight + this.#clock.ms)
    if (isOwn) head.zone = 0 - this.#clock.bias
  }

  /** The older tail, from its `$$<` on. False = it is none. */
  readOld(bytes: Uint8Array, at: number, end: number, head: LineHead): boolean {
    const component = at + 3
    const afterComponent = find(bytes, GREATER, component, end)
    const date = afterComponent + 2
    const afterDate = find(bytes, 32, date, end)
    if (bytes[afterComponent + 1] !== LESS || afterDate >= end) return false
    const afterTime = find(bytes, GREATER, afterDate, end)
    this.#clock.read(bytes, afterDate + 1, afterTime)
    head.time = wallMs(this.#dates.read(bytes, date, afterDate) + this.#clock.ms)
    head.level = Level.Info
    head.componentStart = component
    head.componentLength = afterComponent - component
    if (Number.isNaN(head.time)) return false
    // Only the client's own programs print the thread in both forms.
    const isOwn = startsWith(bytes, afterTime + 1, end, '<thread=') && bytes[end - 2] === 41
    if (isOwn) head.zone = 0 - this.#clock.bias
    return true
  }
}

/** `14:03:27.519+240`, `9:05:03.1234567`, `10:23:45.123+-60`. */
class ClockReader {
  /** Milliseconds since midnight; NaN = no time. */
  ms = NaN
  /** Minutes that make it UTC; NaN = not printed. */
  bias = NaN

  reset(): void {
    this.ms = NaN
    this.bias = NaN
  }

  read(bytes: Uint8Array, at: number, end: number): void {
    this.reset()
    const afterHour = skipDigits(bytes, at, end)
    const afterMinute = skipDigits(bytes, afterHour + 1, end)
    const afterSecond = skipDigits(bytes, afterMinute + 1, end)
    if (bytes[afterHour] !== COLON || bytes[afterMinute] !== COLON || afterHour === at) return
    const hour = decimalOf(bytes, at, afterHour)
    const minute = decimalOf(bytes, afterHour + 1, afterMinute)
    const second = decimalOf(bytes, afterMinute + 1, afterSecond)
    if (!(hour < 24 && minute < 60 && second < 60)) return
    this.ms = ((hour * 60 + minute) * 60 + second) * 1000
    let to = afterSecond
    if (bytes[to] === DOT) {
      const afterFraction = skipDigits(bytes, to + 1, end)
      const shown = Math.min(3, afterFraction - to - 1)
      this.ms += decimalOf(bytes, to + 1, to + 1 + shown) * 10 ** (3 - shown)
      to = afterFraction
    }
    this.#readBias(bytes, to, end)
  }

  #readBias(bytes: Uint8Array, at: number, end: number): void {
    let isMinus = false
    let to = at
    while (to < end && (bytes[to] === PLUS || bytes[to] === MINUS)) {
      if (bytes[to] === MINUS) isMinus = true
      to++
    }
    const after = skipDigits(bytes, to, end)
    if (to === at || after === to || after - to > 4) return
    const bias = decimalOf(bytes, to, after)
    this.bias = isMinus ? -bias : bias
  }
}

/** `file.cpp:3276`: what the client's own programs print. */
function isSourceLine(bytes: Uint8Array, at: number, end: number): boolean {
  let colon = end - 1
  while (colon > at && isDigit(bytes[colon] as number)) colon--
  if (colon === end - 1 || bytes[colon] !== COLON) return false
  return ['.cpp', '.cxx', '.hpp', '.h', '.c'].some((ending) => {
    const from = colon - ending.length
    return from > at && startsWith(bytes, from, colon, ending)
  })
}

/** 1 information, 2 warning, 3 error; 0 is printed for details. */
function levelOf(bytes: Uint8Array, at: number, end: number): LevelValue {
  if (end - at !== 1) return Level.Info
  switch (bytes[at]) {
    case 50:
      return Level.Warning
    case 51:
      return Level.Error
    default:
      return Level.Info
  }
}

/** `03-12-2024`, month first; scripts print `2024-03-12` and `3-12-2024` too. */
class DateReader {
  #key = -1
  #midnight: WallMs = wallMs(NaN)

  read(bytes: Uint8Array, at: number, end: number): WallMs {
    const first = skipDigits(bytes, at, end)
    const second = skipDigits(bytes, first + 1, end)
    const third = skipDigits(bytes, second + 1, end)
    if (!isSeparator(bytes[first]) || !isSeparator(bytes[second]) || third !== end)
      return wallMs(NaN)
    if (end - at > 10 || first === at) return wallMs(NaN)
    const a = decimalOf(bytes, at, first)
    const b = decimalOf(bytes, first + 1, second)
    const c = decimalOf(bytes, second + 1, third)
    const key = (a * 10_000 + b) * 10_000 + c
    if (key !== this.#key) {
      this.#key = key
      this.#midnight = midnightOf(a, b, c)
    }
    return this.#midnight
  }
}

/** A month above 12 is a day: somebody's locale had it first. */
function midnightOf(a: number, b: number, c: number): WallMs {
  if (a > 31) return wallFromParts(a, b, c, 0, 0, 0)
  return a > 12 ? wallFromParts(c, b, a, 0, 0, 0) : wallFromParts(c, a, b, 0, 0, 0)
}

function isSeparator(byte: number | undefined): boolean {
  return byte === MINUS || byte === SLASH || byte === DOT
}
