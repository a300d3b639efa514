/**
 * The head of CBS.log and dism.log, and which lines without one belong to the record above:
 *
 *     2020-02-04 17:51:01, Info                  CBS                     an empty text: the report that follows is the text
 *     =================================
 *     2022-06-19 00:31:57, Info                  CSI    00000007@… CSI perf trace:
 *     CSIPERF:TXCOMMIT;337
 *     2023-05-17 08:44:12, Error                 CSI    00000008@… expression: (null)
 *     [gle=0x80004005]
 *     [1804] [0xc142011c] WIMGetMountedImageHandle:(2897)                the WIM library
 *      Expected: {l:32 ml:33 b:26c1…}.                                    whatever is indented
 *
 * Texts of the system end with a line break of their own, so that the bracket or comma behind one begins a line. Any other
 * line is none of theirs: a note that somebody put into the log, or a damaged block.
 */
import { isDamaged, whyUnparsed } from './damaged-line.ts'
import type { HeadReader } from './line-format.ts'
import { stampedHead } from './stamped-head.ts'

const TAB = 9
const SPACE = 32
const OPEN_PARENTHESIS = 40
const CLOSE_PARENTHESIS = 41
const COMMA = 44
const COLON = 58
const SEMICOLON = 59
const EQUALS = 61
const OPEN_BRACKET = 91
const CLOSE_BRACKET = 93
const OPEN_BRACE = 123
const CLOSE_BRACE = 125
const PERF_TRACE = 'CSIPERF:'

export function servicingHead(
  isText: (bytes: Uint8Array, start: number, end: number) => boolean = () => false,
): HeadReader {
  const stamped = stampedHead()
  let hasBegun = false
  /** The text of the record at hand stands, or goes on, on the lines below it. */
  let isOpen = false
  return {
    read(bytes, start, end, head) {
      if (stamped.read(bytes, start, end, head)) {
        hasBegun = true
        isOpen = goesOn(bytes, head.message, end)
        return true
      }
      if (!hasBegun || start >= end) return false
      if (isOpen ? !isDamaged(bytes, start, end) : isContinuation(bytes, start, end)) return false
      if (isText(bytes, start, end)) return false
      head.unparsed = whyUnparsed(bytes, start, end)
      return true
    },
  }
}

/** Asked for every record, so by comparing bytes: a text without an end, or that ends as one does which goes on. */
function goesOn(bytes: Uint8Array, message: number, end: number): boolean {
  let last = end - 1
  while (last >= message && bytes[last] === SPACE) last--
  if (last < message) return true
  // `=====` is the frame of a report.
  if (bytes[message] === EQUALS) return true
  const byte = bytes[last] as number
  if (byte > COLON) return byte === OPEN_BRACE || byte === OPEN_BRACKET || byte === EQUALS
  return byte === COLON || byte === COMMA || byte === OPEN_PARENTHESIS
}

function isContinuation(bytes: Uint8Array, start: number, end: number): boolean {
  switch (bytes[start]) {
    case SPACE:
    case TAB:
    case CLOSE_BRACKET:
    case CLOSE_PARENTHESIS:
    case CLOSE_BRACE:
    case COMMA:
    case SEMICOLON:
      return true
    case OPEN_BRACKET:
      return isBracket(bytes[start + 1] as number)
    default:
      return startsWith(bytes, start, end, PERF_TRACE)
  }
}

/** Behind `[`: a process id, `[0x…]`, `[gle=…]`, `[HRESULT = …]`. */
function isBracket(byte: number): boolean {
  return (byte >= 48 && byte <= 57) || byte === 103 || byte === 72
}

function startsWith(bytes: Uint8Array, at: number, end: number, word: string): boolean {
  if (at + word.length > end) return false
  for (let i = 0; i < word.length; i++) if (bytes[at + i] !== word.charCodeAt(i)) return false
  return true
}
