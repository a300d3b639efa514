/**
 * Lists whose records are lines of `Label: value`, parted by a blank line or by the label of the first line coming again. Labels
 * are in the language of Windows; values of a known form tell what a record is of.
 */
import { labelled } from './labels.ts'
import type { ListPlace, ListReader, ListWriter } from '../list-format.ts'

export interface BlockLine {
  readonly label: string
  readonly value: string
  readonly place: ListPlace
}

/** A record would not have more lines; what is longer is another text. */
const MOST_LINES = 400

export interface BlockTool {
  /** True where a line with this value begins a record. `isApart`: it stands behind a blank line, or no record is open. */
  readonly begins: (value: string, label: string, isApart: boolean) => boolean
  /** A record is whole. */
  readonly tell: (lines: readonly BlockLine[], out: ListWriter) => void
  /** A line outside of any record; true = it is known (a title). Absent: all are. */
  readonly outside?: (text: string, out: ListWriter) => boolean
}

export class BlockReader implements ListReader {
  readonly #tool: BlockTool
  #lines: BlockLine[] = []
  #wasBlank = false

  constructor(tool: BlockTool) {
    this.#tool = tool
  }

  line(text: string, out: ListWriter): void {
    if (text === '') {
      this.#wasBlank = true
      return
    }
    const wasBlank = this.#wasBlank
    this.#wasBlank = false
    const line = labelled(text)
    const isApart = wasBlank || this.#lines.length === 0
    if (line !== null && this.#tool.begins(line.value, line.label, isApart)) {
      this.#close(out)
      out.record()
      this.#lines.push({ label: line.label, value: line.value, place: out.here() })
      return
    }
    // Behind a blank line a record goes on only with lines of its own form: some tools leave a line free within one.
    if (this.#lines.length > 0 && (!wasBlank || (line !== null && line.indent > 0))) {
      this.#goOn(text, line, out)
      return
    }
    this.#close(out)
    if (this.#tool.outside?.(text, out) === false) out.unparsed()
  }

  end(out: ListWriter): void {
    this.#close(out)
  }

  /** A further value of the label above stands indented below it, without a label. */
  #goOn(text: string, line: ReturnType<typeof labelled>, out: ListWriter): void {
    if (this.#lines.length >= MOST_LINES) return
    const above = this.#lines.at(-1)
    if (line !== null) this.#lines.push({ label: line.label, value: line.value, place: out.here() })
    else if (above !== undefined && /^\s/.test(text)) {
      this.#lines.push({ label: above.label, value: text.trim(), place: out.here() })
    }
  }

  #close(out: ListWriter): void {
    const lines = this.#lines
    this.#lines = []
    if (lines.length > 0) this.#tool.tell(lines, out)
  }
}
