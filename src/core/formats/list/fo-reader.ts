/**
 * Tools with the switch `/fo table|csv|list` (driverquery, tasklist …) print the same values in the same order in three forms:
 * below a ruler of `=`, between quotation marks, or as labels with values, one to a line, a blank line between records.
 * Headers and labels are in the language of Windows; which value is which is told by its place.
 */
import type { Head } from '../format.ts'
import type { ListReader, ListWriter } from '../list-format.ts'
import { rulerColumns, splitRow, type Column } from './columns.ts'
import { csvFields } from './csv.ts'
import { firstLines } from './first-lines.ts'
import { labelled } from './labels.ts'

/** Says what a record's values mean; false = they are no record of this tool (a header). */
export type TellRow = (values: readonly string[], out: ListWriter) => boolean

export interface FoTool {
  /** The widths of a ruler, in cells. */
  readonly isRuler: (widths: readonly number[]) => boolean
  readonly isRow: (values: readonly string[]) => boolean
  /** Adds a line that goes on with the record above (its first column is empty) to that record's values. */
  readonly joins?: true
  readonly tell: (values: readonly string[], out: ListWriter) => void
}

export function foSniff(head: Head, tool: FoTool): number {
  const lines = firstLines(head)
  const ruler = lines.findIndex((line) => isRulerOf(line, tool))
  if (ruler >= 0) {
    const columns = rulerColumns(lines[ruler] as string) ?? []
    const next = lines[ruler + 1]
    return next === undefined || tool.isRow(splitRow(next, columns)) ? 0.9 : 0
  }
  const first = lines.findIndex((line) => line.startsWith('"'))
  if (first >= 0 && first < 4) {
    const rows = lines.slice(first, first + 3).map(csvFields)
    return rows.some((values) => tool.isRow(values)) ? 0.85 : 0
  }
  return blocks(lines).some((values) => tool.isRow(values)) ? 0.85 : 0
}

function isRulerOf(text: string, tool: FoTool): boolean {
  if (!text.startsWith('=')) return false
  const columns = rulerColumns(text)
  return columns !== null && tool.isRuler(columns.map(({ from, to }) => to - from))
}

/** The values of the first labelled lines: a record begins where the label of the first one comes again. */
function blocks(lines: readonly string[]): readonly (readonly string[])[] {
  const first = lines
    .slice(0, 3)
    .map(labelled)
    .find((line) => line !== null)?.label
  if (first === undefined) return []
  const found: string[][] = []
  for (const text of lines.slice(0, 64)) {
    const line = labelled(text)
    if (line === null) continue
    if (line.label === first) found.push([])
    found.at(-1)?.push(line.value)
  }
  return found
}

export class FoReader implements ListReader {
  readonly #tool: FoTool
  #columns: readonly Column[] | null = null
  /** Values of the record that is not told yet. */
  #values: string[] = []
  #hasRecords = false

  constructor(tool: FoTool) {
    this.#tool = tool
  }

  line(text: string, out: ListWriter): void {
    if (text === '') {
      this.#close(out)
      this.#columns = null
    } else if (isRulerOf(text, this.#tool)) this.#columns = rulerColumns(text)
    else if (this.#columns !== null) this.#row(splitRow(text, this.#columns), out)
    else if (text.startsWith('"'))
      this.#row(
        csvFields(text).map((value) => value.trim()),
        out,
      )
    else this.#labelled(text, out)
  }

  end(out: ListWriter): void {
    this.#close(out)
  }

  #row(values: readonly string[], out: ListWriter): void {
    if (this.#tool.joins && values[0] === '' && this.#values.length > 0) {
      const last = values.findIndex((value) => value !== '')
      if (last > 0) this.#values[last] = `${this.#values[last] ?? ''} ${values[last] ?? ''}`
      return
    }
    this.#close(out)
    out.record()
    if (this.#tool.isRow(values)) this.#values = [...values]
  }

  #labelled(text: string, out: ListWriter): void {
    const line = labelled(text)
    if (line === null) {
      // A header; behind the first record it may as well be a prompt or another tool's output.
      if (this.#hasRecords) out.unparsed()
      return
    }
    if (this.#values.length === 0) out.record()
    this.#values.push(line.value)
  }

  #close(out: ListWriter): void {
    const values = this.#values
    this.#values = []
    if (values.length === 0 || !this.#tool.isRow(values)) return
    this.#hasRecords = true
    this.#tool.tell(values, out)
  }
}
