/** Any lines of a text, decoded from small slices of its Blob: for the viewer and for evidence. */
import { LINE_INDEX_STRIDE } from '../model/log-file.ts'
import type { Decode } from './decoder.ts'

/** Longer lines are cut for the screen; the text itself stays whole. */
export const MAX_SHOWN_CHARACTERS = 10_000

/** Four bytes make the longest character, so this many hold all that is shown of a line. */
const MAX_SHOWN_BYTES = MAX_SHOWN_CHARACTERS * 4
const SLICE_BYTES = 128 * 1024

const LF = 10

/**
 * Lines `from` (1-based) to `from + count - 1`, fewer at the end of the text; without line ends and NULs.
 * Lines of more than 10,000 characters end in `…`.
 */
export async function readLines(
  blob: Blob,
  lineIndex: Uint32Array,
  lineCount: number,
  from: number,
  count: number,
  decode: Decode,
): Promise<string[]> {
  const first = Math.max(1, from)
  const end = Math.min(lineCount + 1, from + count)
  if (first >= end) return []
  const slot = Math.floor((first - 1) / LINE_INDEX_STRIDE)
  const lines: string[] = []
  const piece = new LinePiece(decode)
  let line = slot * LINE_INDEX_STRIDE + 1
  const stop = lineIndex[Math.floor((end - 2) / LINE_INDEX_STRIDE) + 1] ?? blob.size
  for (let offset = lineIndex[slot] ?? 0; offset < stop && line < end; offset += SLICE_BYTES) {
    const slice = blob.slice(offset, Math.min(offset + SLICE_BYTES, stop))
    const bytes = new Uint8Array(await slice.arrayBuffer())
    for (let at = 0; at < bytes.length && line < end;) {
      const found = bytes.indexOf(LF, at)
      const to = found < 0 ? bytes.length : found
      if (line >= first) piece.add(bytes.subarray(at, to))
      if (found < 0) break
      if (line >= first) lines.push(piece.take())
      line++
      at = found + 1
    }
  }
  if (lines.length < end - first) lines.push(piece.take())
  return lines
}

/** One line that may come in several slices, of which no more is kept than is shown. */
class LinePiece {
  readonly #decode: Decode
  #bytes: Uint8Array = new Uint8Array(0)
  #isCut = false

  constructor(decode: Decode) {
    this.#decode = decode
  }

  add(bytes: Uint8Array): void {
    const room = MAX_SHOWN_BYTES - this.#bytes.length
    if (bytes.length > room) this.#isCut = true
    const taken = bytes.subarray(0, room)
    if (this.#bytes.length === 0) {
      this.#bytes = taken
      return
    }
    const joined = new Uint8Array(this.#bytes.length + taken.length)
    joined.set(this.#bytes)
    joined.set(taken, this.#bytes.length)
    this.#bytes = joined
  }

  take(): string {
    const text = lineText(this.#decode(this.#bytes))
    const isCut = this.#isCut || text.length > MAX_SHOWN_CHARACTERS
    this.#bytes = new Uint8Array(0)
    this.#isCut = false
    return isCut ? text.slice(0, MAX_SHOWN_CHARACTERS) + '…' : text
  }
}

/** Without what may stand around a line: CR and NULs behind, NULs and a second byte order mark before. */
function lineText(text: string): string {
  let end = text.length
  while (end > 0 && (text[end - 1] === '\r' || text[end - 1] === '\0')) end--
  let start = 0
  while (start < end && (text[start] === '\0' || text[start] === '\uFEFF')) start++
  return text.slice(start, end)
}
