/** Where a text of several encodings changes from one to the other: read once more when all of them are known. */
import type { EncodingName, EncodingRun } from '../model/log-file.ts'
import type { Weighed } from './guess/weigh.ts'
import { lineBlocks, lineEnds } from './line-blocks.ts'
import { lineEncoding } from './mixed-lines.ts'
import { textPages } from './text-pages.ts'
import { firstHighByte } from './utf8.ts'
import type { WideRange } from './wide-runs.ts'

/** A text that changes more often is told by its first changes, and by the first line of each encoding. */
const MOST_RUNS = 64

const LF = 10
const MARK = [0xef, 0xbb, 0xbf]

export interface FoundRuns {
  /** What most lines are in that are not plain ASCII. */
  readonly encoding: EncodingName
  readonly confidence: number
  readonly runs: readonly EncodingRun[]
}

export interface WideLines {
  readonly ranges: readonly WideRange[]
  /** Ranges count line ends, not bytes. */
  readonly byLines: boolean
}

export async function findRuns(text: Blob, found: Weighed, wide: WideLines): Promise<FoundRuns> {
  const tally = new RunTally(found, wide)
  for await (const block of lineBlocks(text)) tally.add(block)
  return tally.result()
}

class RunTally {
  readonly #found: Weighed
  readonly #wide: WideLines
  readonly #confidences: ReadonlyMap<EncodingName, number>
  readonly #pages
  /** What lines of ASCII count for that stand beside UTF-16. */
  readonly #narrow: EncodingName
  readonly #runs: EncodingRun[] = []
  readonly #lines = new Map<EncodingName, number>()
  #range = 0
  #offset = 0
  /** Line ends so far. */
  #ends = 0

  constructor(found: Weighed, wide: WideLines) {
    this.#found = found
    this.#wide = wide
    this.#pages = textPages(found.encoding, found.others)
    const all = [found, ...found.others]
    this.#confidences = new Map(all.map(({ encoding, confidence }) => [encoding, confidence]))
    const narrow = all.find(({ encoding }) => encoding !== 'utf-8')?.encoding
    this.#narrow = narrow ?? (wide.ranges.length > 0 ? 'ascii' : found.encoding)
  }

  /** Whole lines. */
  add(bytes: Uint8Array): void {
    let counted = 0
    for (let at = 0; at < bytes.length;) {
      const high = this.#nextWorthy(bytes, at)
      if (high >= bytes.length) break
      const from = bytes.lastIndexOf(LF, high) + 1
      const found = bytes.indexOf(LF, high)
      const end = found < 0 ? bytes.length : found + 1
      this.#ends += lineEnds(bytes, counted, from)
      this.#line(bytes.subarray(from, end), this.#offset + from)
      this.#ends += lineEnds(bytes, from, end)
      counted = at = end
    }
    this.#ends += lineEnds(bytes, counted, bytes.length)
    this.#offset += bytes.length
  }

  result(): FoundRuns {
    const names = new Set(this.#runs.map(({ encoding }) => encoding))
    const { encoding, confidence } = this.#found
    if (names.size === 0) return { encoding, confidence, runs: [] }
    const [most] = [...this.#lines].sort((a, b) => b[1] - a[1])
    const main = most?.[0] ?? encoding
    // What stands before the first such line is ASCII, which reads alike in its encoding.
    const runs = names.size === 1 ? [] : this.#runs
    return { encoding: main, confidence: this.#confidences.get(main) ?? 1, runs }
  }

  /** Where bytes tell more than ASCII does: behind UTF-16, and in it, that is any byte. */
  #nextWorthy(bytes: Uint8Array, at: number): number {
    return this.#wide.ranges.length > 0 ? at : firstHighByte(bytes, at)
  }

  #line(line: Uint8Array, offset: number): void {
    const encoding = this.#wideAt(offset) ?? this.#encodingOf(line)
    if (encoding === null) return
    this.#lines.set(encoding, (this.#lines.get(encoding) ?? 0) + 1)
    const last = this.#runs.at(-1)
    if (last?.encoding === encoding) return
    if (this.#runs.length >= MOST_RUNS && this.#lines.get(encoding) !== 1) return
    const confidence = this.#confidences.get(encoding) ?? 1
    // The lines above the first one belong to it.
    this.#runs.push({ fromLine: last === undefined ? 1 : this.#ends + 1, encoding, confidence })
  }

  #encodingOf(line: Uint8Array): EncodingName | null {
    const isMarked = MARK.every((byte, at) => line[at] === byte)
    const found = lineEncoding(isMarked ? line.subarray(3) : line, this.#pages)
    return found ?? (this.#wide.ranges.length > 0 ? this.#narrow : null)
  }

  /** The UTF-16 that a line begins in; null = bytes. Asked in file order. */
  #wideAt(offset: number): EncodingName | null {
    const { ranges, byLines } = this.#wide
    const place = byLines ? this.#ends : offset
    while (this.#range < ranges.length && (ranges[this.#range] as WideRange).to <= place) {
      this.#range++
    }
    const range = ranges[this.#range]
    return range !== undefined && range.from <= place ? range.encoding : null
  }
}
