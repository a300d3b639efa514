/**
 * How a line of a SetupAPI text log begins:
 *
 *     >>>  [Setup Import Driver Package - c:\x\y.inf]      no time: the next line has it
 *     >>>  Section start 2022/10/10 15:33:50.114           date and time
 *          sto: {Stage Driver Package: c:\x\y.inf} 15:33:51.203
 *     !!!  idb:      Failed to register driver package …   no time
 *     <<<  [Exit status: FAILURE(0x000003f1)]
 *
 * Body lines print at most a time of day, at their end; the date is that of their section, and one more
 * where the clock falls back by half a day or more. The first logs of Vista have the stamp in front:
 *
 *     >>>  2005/02/13 22:06:20.000: Section start
 *     !!!  2005/02/13 22:06:21.500: dvi: Failed to …
 *     <<<  [2005/02/13 22:06:28.109: Section end]
 *
 * No line of such a log goes on in another one. What is none of these is a note, or a tail of bytes that a reset left behind.
 */
import { Level } from '../../model/event-table.ts'
import { wallMs } from '../../model/units.ts'
import type { WallMs } from '../../model/units.ts'
import { readClock, WallReader } from '../../text/wall-time.ts'
import { isDamaged, whyUnparsed } from '../damaged-line.ts'
import type { HeadReader, LineHead } from '../line-format.ts'

const DAY_MS = 86_400_000
/** Marker and its spaces: five columns in front of tag or text. */
const MARKER = 5
/** ` HH:MM:SS.mmm` */
const CLOCK = 13
/** `YYYY/MM/DD HH:MM:SS.mmm` */
const STAMP = 23
const LONGEST_TAG = 4

const TAB = 9
const SPACE = 32
const BANG = 33
const DOT = 46
const SLASH = 47
const COLON = 58
const LESS = 60
const GREATER = 62
const BRACKET = 91

export function sectionHead(): HeadReader {
  return new SectionHead()
}

class SectionHead implements HeadReader {
  readonly #wall = new WallReader()
  /** Midnight of the day at hand; NaN before the first date. */
  #midnight = NaN
  /** Milliseconds since midnight of the last time. */
  #clock = 0
  #hasBegun = false

  read(bytes: Uint8Array, start: number, end: number, head: LineHead): boolean {
    if (this.#readHead(bytes, start, end, head)) {
      this.#hasBegun = true
      return true
    }
    if (!this.#hasBegun || start >= end) return false
    const first = bytes[start] as number
    if ((first === SPACE || first === TAB) && !isDamaged(bytes, start, end)) return false
    head.unparsed = whyUnparsed(bytes, start, end)
    return true
  }

  #readHead(bytes: Uint8Array, start: number, end: number, head: LineHead): boolean {
    head.level = Level.Info
    head.componentLength = 0
    head.componentStart = start
    head.time = wallMs(NaN)
    switch (bytes[start]) {
      case GREATER:
      case LESS:
        return this.#readMark(bytes, start, end, head)
      case BRACKET:
        head.message = start
        if (startsWith(bytes, start, end, '[Boot Session: ')) {
          head.time = this.#stamp(bytes, start + 15, end)
          return true
        }
        return bytes[end - 1] === 93
      case SPACE:
      case BANG:
      case DOT:
        return this.#readBody(bytes, start, end, head)
      default:
        return false
    }
  }

  /** `>>>  …`, `<<<  …` and `<ins>`. */
  #readMark(bytes: Uint8Array, start: number, end: number, head: LineHead): boolean {
    if (startsWith(bytes, start, end, '<ins>')) {
      head.message = start
      head.level = Level.Warning
      return true
    }
    if (!startsWith(bytes, start, end, '>>>  ') && !startsWith(bytes, start, end, '<<<  ')) {
      return false
    }
    const at = start + MARKER
    head.message = at
    if (startsWith(bytes, at, end, 'Section start ')) head.time = this.#stamp(bytes, at + 14, end)
    else if (startsWith(bytes, at, end, 'Section end '))
      head.time = this.#stamp(bytes, at + 12, end)
    else if (isStamp(bytes, at)) head.time = this.#stamp(bytes, at, end)
    else if (isStamp(bytes, at + 1)) head.time = this.#stamp(bytes, at + 1, end)
    else if (isFailure(bytes, at, end)) head.level = Level.Error
    return true
  }

  #readBody(bytes: Uint8Array, start: number, end: number, head: LineHead): boolean {
    let at = start
    while (at < start + 3 && bytes[at] === bytes[start] && bytes[start] === BANG) at++
    if (bytes[start] === DOT) at++
    const bangs = bytes[start] === BANG ? at - start : 0
    at = skipSpace(bytes, at, end)
    if (at >= end || at < start + MARKER) return false
    if (bangs > 0) head.level = bangs === 3 ? Level.Error : Level.Warning
    if (isStamp(bytes, at)) {
      head.time = this.#stamp(bytes, at, end)
      at = skipSpace(bytes, Math.min(end, at + STAMP + 1), end)
    }

    let to = at
    while (to < end && isTag(bytes[to] as number)) to++
    if (
      to > at &&
      to - at <= LONGEST_TAG &&
      bytes[to] === COLON &&
      (to + 1 === end || bytes[to + 1] === SPACE)
    ) {
      head.componentStart = at
      head.componentLength = to - at
      at = skipSpace(bytes, to + 1, end)
    }
    head.message = at
    if (end - at >= CLOCK - 1 && bytes[end - CLOCK] === SPACE && bytes[end - 4] === DOT) {
      const clock = readClock(bytes, end - CLOCK + 1)
      if (!Number.isNaN(clock)) head.time = this.#timeOfDay(clock)
    }
    return true
  }

  #timeOfDay(clock: number): WallMs {
    if (clock < this.#clock - DAY_MS / 2) this.#midnight += DAY_MS
    this.#clock = clock
    return wallMs(this.#midnight + clock)
  }

  /** `YYYY/MM/DD HH:MM:SS.mmm`; also sets the date for the lines that follow. */
  #stamp(bytes: Uint8Array, at: number, end: number): WallMs {
    if (at + 19 > end) return wallMs(NaN)
    const second = this.#wall.read(bytes, at)
    const clock = readClock(bytes, at + 11)
    if (Number.isNaN(second) || Number.isNaN(clock)) return wallMs(NaN)
    this.#midnight = second - Math.floor(clock / 1000) * 1000
    this.#clock = clock
    return wallMs(this.#midnight + clock)
  }
}

function startsWith(bytes: Uint8Array, at: number, end: number, word: string): boolean {
  if (at + word.length > end) return false
  for (let i = 0; i < word.length; i++) if (bytes[at + i] !== word.charCodeAt(i)) return false
  return true
}

/** A year and its slash: no tag, title or text of these logs begins so. */
function isStamp(bytes: Uint8Array, at: number): boolean {
  const first = bytes[at] as number
  return first >= 49 && first <= 50 && bytes[at + 4] === SLASH && bytes[at + 7] === SLASH
}

function skipSpace(bytes: Uint8Array, at: number, end: number): number {
  let to = at
  while (to < end && bytes[to] === SPACE) to++
  return to
}

/** `[Exit status: FAILURE(0x000003f1)]`, in Vista `[Exit Status(0x000003f1)]`. */
function isFailure(bytes: Uint8Array, at: number, end: number): boolean {
  if (startsWith(bytes, at, end, '[Exit status: FAILURE')) return true
  if (!startsWith(bytes, at, end, '[Exit Status(0x')) return false
  for (let i = at + 15; i < end - 2; i++) if (bytes[i] !== 48) return true
  return false
}

/** Lower-case letters; `...` is the tag of a vendor's own lines. */
function isTag(byte: number): boolean {
  return (byte >= 97 && byte <= 122) || byte === DOT
}
