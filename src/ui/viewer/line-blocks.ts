/** Lines of one view (a whole file, or those that pass a filter), fetched in blocks and forgotten when far away. */
import type { LogLine } from '../../../workers/engine-api.ts'

/** Rows per request. Two screens of a tall window: scrolling asks about once a screen. */
export const BLOCK_ROWS = 128
/** Blocks kept: 8,192 lines are about 1 MB of text. */
const BLOCKS_KEPT = 64

export class LineBlocks {
  readonly #fetch: (firstRow: number, count: number) => Promise<readonly LogLine[]>
  readonly #changed: () => void
  readonly #rows: number
  readonly #blocks = new Map<number, readonly LogLine[] | null>()
  #closed = false

  constructor(
    rows: number,
    fetch: (firstRow: number, count: number) => Promise<readonly LogLine[]>,
    changed: () => void,
  ) {
    this.#rows = rows
    this.#fetch = fetch
    this.#changed = changed
  }

  /** What is known of a row now; undefined = on its way, or outside. */
  row(at: number): LogLine | undefined {
    return this.#blocks.get(Math.floor(at / BLOCK_ROWS))?.[at % BLOCK_ROWS]
  }

  /** Asks for what is missing of rows [from, to). */
  want(from: number, to: number): void {
    const last = Math.floor((Math.min(to, this.#rows) - 1) / BLOCK_ROWS)
    for (let block = Math.floor(Math.max(0, from) / BLOCK_ROWS); block <= last; block++) {
      if (this.#blocks.has(block)) continue
      this.#blocks.set(block, null)
      void this.#load(block)
    }
    this.#forget((from + to) / 2 / BLOCK_ROWS)
  }

  /** Answers that come later are not for us any more. */
  close(): void {
    this.#closed = true
  }

  async #load(block: number): Promise<void> {
    const first = block * BLOCK_ROWS
    try {
      const lines = await this.#fetch(first, Math.min(BLOCK_ROWS, this.#rows - first))
      if (this.#closed || !this.#blocks.has(block)) return
      this.#blocks.set(block, lines)
      this.#changed()
    } catch {
      // Asked again when the rows are next wanted.
      this.#blocks.delete(block)
    }
  }

  #forget(centre: number): void {
    if (this.#blocks.size <= BLOCKS_KEPT) return
    const far = [...this.#blocks.keys()].sort((a, b) => Math.abs(b - centre) - Math.abs(a - centre))
    for (const block of far.slice(0, this.#blocks.size - BLOCKS_KEPT)) this.#blocks.delete(block)
  }
}
