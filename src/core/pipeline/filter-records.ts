/** Which records of a log a reader wants to see: by severity from the columns alone, by words from the text. */
import { levelOfLine, rowOfLine } from '../model/event-table.ts'
import type { EventTable } from '../model/event-table.ts'
import type { LogFile } from '../model/log-file.ts'
import { findText } from './find-text.ts'

export interface LineFilter {
  /** Least level shown: 0 all, 2 warnings and errors, 3 errors. */
  readonly level: number
  /** Plain text, case-insensitive; '' = all. */
  readonly text: string
}

/** Lines that pass a filter, as 1-based numbers of record heads; the viewer asks for text only of what is on screen. */
export interface FilteredLines {
  readonly lines: Uint32Array
  /** True where the search was cut at its limit. */
  readonly cut: boolean
}

/** More records than this with the same word are no longer a selection. */
export const FILTER_LIMIT = 200_000

export async function filterRecords(
  file: LogFile,
  text: Blob | null,
  filter: LineFilter,
  isStopped: () => boolean,
): Promise<FilteredLines> {
  const { table } = file
  if (filter.text === '') return { lines: linesOfLevel(table, filter.level), cut: false }
  const lines: number[] = []
  let lastRow = -2
  for await (const { line } of findText(file, text, filter.text, isStopped)) {
    const row = rowOfLine(table, line)
    if (row === lastRow && row >= 0) continue
    lastRow = row
    if (levelOfLine(table, row < 0 ? line : (table.line[row] as number)) < filter.level) continue
    if (lines.length === FILTER_LIMIT) return { lines: Uint32Array.from(lines), cut: true }
    // Before the first record a line has no head and stands for itself.
    lines.push(row < 0 ? line : (table.line[row] as number))
  }
  return { lines: Uint32Array.from(lines), cut: isStopped() }
}

function linesOfLevel(table: EventTable, level: number): Uint32Array {
  const lines = new Uint32Array(table.length)
  let count = 0
  for (let row = 0; row < table.length; row++) {
    const line = table.line[row] as number
    if ((table.level[row] as number) >= level && (count === 0 || lines[count - 1] !== line))
      lines[count++] = line
  }
  return lines.slice(0, count)
}

/** Line of the previous (-1) or next (1) record of at least `level` from a line; 0 = none. */
export function seekRecord(
  table: EventTable,
  line: number,
  direction: 1 | -1,
  level: number,
): number {
  let row = rowOfLine(table, line)
  // Inside a record, the way back leads to its own head first.
  if (direction === 1) row++
  else while (row >= 0 && table.line[row] === line) row--
  for (; row >= 0 && row < table.length; row += direction) {
    if ((table.level[row] as number) >= level) return table.line[row] as number
  }
  return 0
}
