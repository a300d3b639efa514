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
const EQUALS = 61
const BRACKET = 91
const PERF_TRACE = 'CSIPERF:'

const bytesOf = (characters: string): ReadonlySet<number> =>
  new Set([...characters].map((character) => character.charCodeAt(0)))
/** A text that ends so goes on in the next line. */
const GOES_ON = bytesOf(':,([{=')
/** What begins so ends a text that a line break has cut. */
const ENDS_A_TEXT = bytesOf('])},;')
/** Behind `[`: a process id, `[0x…]`, `[gle=…]`, `[HRESULT = …]`. */
const IN_BRACKETS = bytesOf('0123456789gH')

/** `isText`: whatever else a log has of lines that go on with the record above. */
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

function goesOn(bytes: Uint8Array, message: number, end: number): boolean {
  let last = end - 1
  while (last >= message && bytes[last] === SPACE) last--
  if (last < message) return true
  // `=====` is the frame of a report.
  return GOES_ON.has(bytes[last] as number) || bytes[message] === EQUALS
}

function isContinuation(bytes: Uint8Array, start: number, end: number): boolean {
  const first = bytes[start] as number
  if (first === SPACE || first === TAB) return !isDamaged(bytes, start, end)
  if (first === BRACKET) return IN_BRACKETS.has(bytes[start + 1] as number)
  return ENDS_A_TEXT.has(first) || startsWith(bytes, start, end, PERF_TRACE)
}

function startsWith(bytes: Uint8Array, at: number, end: number, word: string): boolean {
  if (at + word.length > end) return false
  for (let i = 0; i < word.length; i++) if (bytes[at + i] !== word.charCodeAt(i)) return false
  return true
}
