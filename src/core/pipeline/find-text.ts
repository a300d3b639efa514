/**
 * Plain text, case-insensitive, in one log. The text is decoded window by window and thrown away again: a log of
 * 500 MB needs no more memory than one of 5. Windows begin where the line index knows the line's number.
 */
import { LINE_INDEX_STRIDE } from '../model/log-file.ts'
import type { LogFile } from '../model/log-file.ts'
import { decoderFor } from '../text/decoder.ts'

/** Bytes decoded at once: large enough that the Blob's latency does not count. */
const WINDOW_BYTES = 2 << 20
/** A single line can be larger than any window; it is cut, and a match across the cut is not seen. */
const PIECE_BYTES = 32 << 20

interface TextPiece {
  readonly text: string
  /** 1-based number of the line that `text` begins in. */
  readonly line: number
}

async function* textPieces(file: LogFile, text: Blob | null): AsyncGenerator<TextPiece> {
  if (file.rendered !== null) {
    yield { text: file.rendered.join('\n'), line: 1 }
    return
  }
  if (text === null) return
  const decode = decoderFor(file.encoding, file.encodingRuns)
  const { lineIndex } = file
  for (let slot = 0; slot < lineIndex.length;) {
    const from = lineIndex[slot] as number
    let next = slot + 1
    while (next < lineIndex.length && (lineIndex[next] as number) - from < WINDOW_BYTES) next++
    const to = lineIndex[next] ?? text.size
    let line = slot * LINE_INDEX_STRIDE + 1
    for (let at = from; at < to; at += PIECE_BYTES) {
      const bytes = await text.slice(at, Math.min(at + PIECE_BYTES, to)).arrayBuffer()
      const piece = decode(new Uint8Array(bytes))
      yield { text: piece, line }
      if (at + PIECE_BYTES < to) line += piece.split('\n').length - 1
    }
    slot = next
  }
}

export interface TextHit {
  /** 1-based. */
  readonly line: number
  /** The line as far as it is needed to recognise it. */
  readonly excerpt: string
}

/** UTF-16 units of a line that a list of hits shows, and how many of them stand before the match at most. */
const EXCERPT_LENGTH = 400
const EXCERPT_BEFORE = 80

/** Lines that hold `needle`, ascending, each once. Stops where `isStopped` says so, between windows. */
export async function* findText(
  file: LogFile,
  text: Blob | null,
  needle: string,
  isStopped: () => boolean,
): AsyncGenerator<TextHit> {
  const wanted = needle.toLowerCase()
  for await (const piece of textPieces(file, text)) {
    if (isStopped()) return
    const lowered = piece.text.toLowerCase()
    // Some letters change their length in lower case; then offsets are only good inside `lowered`.
    const shown = lowered.length === piece.text.length ? piece.text : lowered
    let line = piece.line
    let counted = 0
    for (let at = lowered.indexOf(wanted); at >= 0;) {
      for (let end = lowered.indexOf('\n', counted); end >= 0 && end < at;) {
        line++
        counted = end + 1
        end = lowered.indexOf('\n', counted)
      }
      const found = lowered.indexOf('\n', at)
      const lineEnd = found < 0 ? lowered.length : found
      yield { line, excerpt: excerptOf(shown, counted, at, lineEnd) }
      at = lowered.indexOf(wanted, lineEnd)
    }
  }
}

function excerptOf(text: string, start: number, match: number, end: number): string {
  const from = match - start > EXCERPT_LENGTH - EXCERPT_BEFORE ? match - EXCERPT_BEFORE : start
  const excerpt = text.slice(from, Math.min(end, from + EXCERPT_LENGTH)).replace(/[\r\0]+$/, '')
  return from > start ? `…${excerpt}` : excerpt
}
