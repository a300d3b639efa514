/**
 * The head that Windows Setup, servicing and DISM share:
 *
 *     2022-10-10 15:33:51, Info                  CBS    Doqe: …
 *     2023-05-23 00:33:06, Error      [0x0606ae] IBS    …
 *     2021-09-27 04:03:44, Info                         [windeploy.exe] …
 *
 * Level at column 21 (from 0), message id at 32, component at 43, message at 50, all padded with spaces.
 * Mail and tickets collapse the padding, so columns are only used where they are there.
 */
import { Level, type LevelValue } from '../model/event-table.ts'
import { WallReader } from '../text/wall-time.ts'
import type { HeadReader, LineHead } from './line-types.ts'

/** Column of the message: what begins here or later follows an empty component. */
const MESSAGE_COLUMN = 50
const LONGEST_COMPONENT = 8

const SPACE = 32
const COMMA = 44
const TAB = 9

export function stampedHead(): HeadReader {
  const wall = new WallReader()
  return {
    read(bytes, start, end, head) {
      // The cheap test first: most continuation lines fail at their first byte.
      const first = bytes[start] as number
      if (first < 48 || first > 57 || end - start < 24 || bytes[start + 19] !== COMMA) return false
      if (bytes[start + 4] !== 45 || bytes[start + 7] !== 45) return false
      const time = wall.read(bytes, start)
      if (Number.isNaN(time)) return false

      let at = skipSpace(bytes, start + 20, end)
      const levelStart = at
      while (at < end && isLetter(bytes[at] as number)) at++
      // `Fatal Error` is the only level of two words.
      const level = levelOf(bytes, levelStart, at)
      if (level === undefined) return false
      if (level === Level.Fatal && startsWith(bytes, skipSpace(bytes, at, end), 'Error')) {
        at = skipSpace(bytes, at, end) + 5
      }
      if (at < end && !isSpace(bytes[at] as number)) return false
      at = skipSpace(bytes, at, end)
      const afterId = skipMessageId(bytes, at, end)
      at = skipSpace(bytes, afterId, end)

      head.time = time
      head.level = level
      head.componentLength = 0
      head.componentStart = at
      head.message = at
      if (at - start < MESSAGE_COLUMN) readComponent(bytes, at, end, head)
      return true
    },
  }
}

/** An upper-case word of at most eight characters, with a space (or the end) behind it. */
function readComponent(bytes: Uint8Array, at: number, end: number, head: LineHead): void {
  let to = at
  while (to < end && isComponentByte(bytes[to] as number)) to++
  const length = to - at
  if (length < 2 || length > LONGEST_COMPONENT) return
  if (!isUpper(bytes[at] as number)) return
  if (to < end && !isSpace(bytes[to] as number)) return
  head.componentLength = length
  head.message = skipSpace(bytes, to, end)
}

/** Behind `[0x0601c1]`, or `at` where there is none. */
function skipMessageId(bytes: Uint8Array, at: number, end: number): number {
  if (bytes[at] !== 91 || bytes[at + 1] !== 48 || bytes[at + 2] !== 120) return at
  let to = at + 3
  while (to < end && isHex(bytes[to] as number)) to++
  return to > at + 3 && to < end && bytes[to] === 93 ? to + 1 : at
}

function levelOf(bytes: Uint8Array, start: number, end: number): LevelValue | undefined {
  switch (end - start) {
    case 4:
      if (startsWith(bytes, start, 'Info')) return Level.Info
      return startsWith(bytes, start, 'Perf') ? Level.Perf : undefined
    case 5:
      if (startsWith(bytes, start, 'Error')) return Level.Error
      return startsWith(bytes, start, 'Fatal') ? Level.Fatal : undefined
    case 7:
      return startsWith(bytes, start, 'Warning') ? Level.Warning : undefined
    case 10:
      return startsWith(bytes, start, 'FatalError') ? Level.Fatal : undefined
    default:
      return undefined
  }
}

function startsWith(bytes: Uint8Array, at: number, word: string): boolean {
  for (let i = 0; i < word.length; i++) if (bytes[at + i] !== word.charCodeAt(i)) return false
  return true
}

function skipSpace(bytes: Uint8Array, at: number, end: number): number {
  let to = at
  while (to < end && isSpace(bytes[to] as number)) to++
  return to
}

function isSpace(byte: number): boolean {
  return byte === SPACE || byte === TAB
}

function isUpper(byte: number): boolean {
  return byte >= 65 && byte <= 90
}

function isLetter(byte: number): boolean {
  return isUpper(byte) || (byte >= 97 && byte <= 122)
}

function isComponentByte(byte: number): boolean {
  return isUpper(byte) || (byte >= 48 && byte <= 57)
}

function isHex(byte: number): boolean {
  return (byte >= 48 && byte <= 57) || (byte >= 65 && byte <= 70) || (byte >= 97 && byte <= 102)
}
