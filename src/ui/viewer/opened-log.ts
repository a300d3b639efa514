/** The rows of the viewer: every line of a file, or the lines that pass a filter. Rows count from 0, lines from 1. */
import type { FilteredLines } from '../../../workers/engine-api.ts'

export interface OpenedLog {
  readonly path: string
  /** Lines of the whole file. */
  readonly total: number
  readonly rows: number
  /** 1-based lines in view, ascending; null = all. */
  readonly lines: Uint32Array | null
  /** The filter gave up at its limit. */
  readonly cut: boolean
}

export function openedLog(path: string, total: number, found: FilteredLines | null): OpenedLog {
  return {
    path,
    total,
    rows: found === null ? total : found.lines.length,
    lines: found?.lines ?? null,
    cut: found?.cut ?? false,
  }
}

export function lineOfRow(log: OpenedLog, row: number): number {
  return log.lines === null ? row + 1 : (log.lines[row] ?? 0)
}

/** Row of a line, or of the last one before it where it is filtered away; -1 = before all. */
export function rowOfLine(log: OpenedLog, line: number): number {
  if (log.lines === null) return Math.min(line, log.total) - 1
  let low = 0
  let high = log.lines.length
  while (low < high) {
    const middle = (low + high) >>> 1
    if ((log.lines[middle] ?? 0) <= line) low = middle + 1
    else high = middle
  }
  return low - 1
}
