/**
 * How a line of the SetupAPI log of Windows 2000 and XP begins:
 *
 *     [2003/02/18 10:18:56 568.2675 Driver Install]      a block: time, process and sequence, title (may lack)
 *     #-019 Searching for hardware ID(s): …              XP: letter of the severity, number of the message
 *     @ 10:18:56.437 #V017 Enumerating files …           with the time of day, at the verbose levels
 *     Device install function: DIF_INSTALLDEVICE.        2000: the message alone
 *
 * https://learn.microsoft.com/windows-hardware/drivers/install/interpreting-a-sample-setupapi-log-file
 */
import { Level, type LevelValue } from '../../model/event-table.ts'
import { wallMs } from '../../model/units.ts'
import type { WallMs } from '../../model/units.ts'
import { readClock, WallReader } from '../../text/wall-time.ts'
import { isDamaged, whyUnparsed } from '../damaged-line.ts'
import type { HeadReader, LineHead } from '../line-format.ts'

const DAY_MS = 86_400_000
/** `@ HH:MM:SS.mmm ` */
const CLOCK = 15
/** `#E123 ` */
const MARK = 6

const SPACE = 32
const HASH = 35
const DASH = 45
const DOT = 46
const SLASH = 47
const COLON = 58
const AT = 64
const OPEN_BRACKET = 91
const CLOSE_BRACKET = 93
const TITLE = '[SetupAPI Log]'
const ERROR = 'Error '

/** By their letter: error, warning, information, timing, verbose. A dash is a state. */
const LEVELS: ReadonlyMap<number, LevelValue> = new Map([
  [69, Level.Error],
  [87, Level.Warning],
  [73, Level.Info],
  [84, Level.Perf],
  [86, Level.Info],
  [DASH, Level.Info],
])

export function blockHead(): HeadReader {
  return new BlockHead()
}

class BlockHead implements HeadReader {
  readonly #wall = new WallReader()
  /** Midnight of the day at hand; NaN before the first block. */
  #midnight = NaN
  #clock = 0
  #hasBegun = false
  /** The log is one of XP: each of its messages is marked. */
  #isMarked = false

  read(bytes: Uint8Array, start: number, end: number, head: LineHead): boolean {
    if (start >= end) return false
    head.level = Level.Info
    head.componentStart = start
    head.componentLength = 0
    head.message = start
    head.time = wallMs(NaN)
    const first = bytes[start] as number
    if (first === OPEN_BRACKET && this.#readBlock(bytes, start, end, head)) return true
    if (this.#readMarked(bytes, start, end, head)) return true
    if (!this.#hasBegun) return false
    if (this.#isMarked || isDamaged(bytes, start, end)) {
      // The header of the log is written again where somebody deleted it, and has no marks.
      if (!isFact(bytes, start, end)) head.unparsed = whyUnparsed(bytes, start, end)
      return true
    }
    if (hasError(bytes, start, end)) head.level = Level.Warning
    return true
  }

  #readBlock(bytes: Uint8Array, start: number, end: number, head: LineHead): boolean {
    if (startsWith(bytes, start, end, TITLE)) {
      this.#hasBegun = true
      return true
    }
    const stamp = start + 1
    if (bytes[end - 1] !== CLOSE_BRACKET || bytes[stamp + 19] !== SPACE) return false
    if (bytes[stamp + 4] !== SLASH || bytes[stamp + 7] !== SLASH) return false
    const time = this.#wall.read(bytes, stamp)
    if (Number.isNaN(time)) return false
    this.#clock = readClock(bytes, stamp + 11)
    this.#midnight = time - this.#clock
    this.#hasBegun = true
    head.time = time
    head.message = stamp + 20
    return true
  }

  #readMarked(bytes: Uint8Array, start: number, end: number, head: LineHead): boolean {
    let at = start
    let time = head.time
    if (bytes[at] === AT && bytes[at + 4] === COLON && bytes[at + 10] === DOT) {
      const clock = readClock(bytes, at + 2)
      if (Number.isNaN(clock)) return false
      time = this.#timeOfDay(clock)
      at += CLOCK
    }
    if (bytes[at] !== HASH || at + MARK > end) return false
    const level = LEVELS.get(bytes[at + 1] as number)
    if (level === undefined || !areDigits(bytes, at + 2, 3) || bytes[at + 5] !== SPACE) return false
    this.#hasBegun = true
    this.#isMarked = true
    head.time = time
    head.level = level
    head.message = at + MARK
    return true
  }

  #timeOfDay(clock: number): WallMs {
    if (clock < this.#clock - DAY_MS / 2) this.#midnight += DAY_MS
    this.#clock = clock
    return wallMs(this.#midnight + clock)
  }
}

/** `OS Version = 5.1.2600 Service Pack 3`: a name of one to three words and its value. */
function isFact(bytes: Uint8Array, start: number, end: number): boolean {
  const equals = bytes.subarray(start, Math.min(end, start + 24)).indexOf(61)
  return equals > 2 && bytes[start + equals - 1] === SPACE && bytes[start + equals + 1] === SPACE
}

/** `Error 0xe0000228: There are …`, `Error 2: The system …`: the system's own form of a failure. */
function hasError(bytes: Uint8Array, start: number, end: number): boolean {
  for (let at = bytes.indexOf(69, start); at >= 0 && at < end; at = bytes.indexOf(69, at + 1)) {
    if (startsWith(bytes, at, end, ERROR) && areDigits(bytes, at + ERROR.length, 1)) return true
  }
  return false
}

function areDigits(bytes: Uint8Array, at: number, count: number): boolean {
  for (let i = at; i < at + count; i++) {
    const byte = bytes[i] as number
    if (!(byte >= 48 && byte <= 57)) return false
  }
  return true
}

function startsWith(bytes: Uint8Array, at: number, end: number, word: string): boolean {
  if (at + word.length > end) return false
  for (let i = 0; i < word.length; i++) if (bytes[at + i] !== word.charCodeAt(i)) return false
  return true
}
