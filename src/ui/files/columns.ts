/** The columns of the list of files, in the order in which they stand. */
import type { TextKey } from '../../app/i18n/catalogue.ts'
import type { SortKey } from './file-rows.ts'

export const COLUMN_NAMES: Readonly<Record<SortKey, TextKey>> = {
  name: 'files.columnName',
  format: 'files.format',
  encoding: 'files.columnEncoding',
  bytes: 'files.columnSize',
  lines: 'files.columnLines',
  unparsed: 'files.columnUnparsed',
  clock: 'files.clock',
  errors: 'files.columnErrors',
  warnings: 'files.columnWarnings',
  problems: 'files.columnProblems',
}

/** Heights of a row in px: one line where every fact has a column, two where they share one. */
export const ROW_PX = { wide: 25, narrow: 41 } as const

/** Deeper levels are not set in any further: what matters is the name. In levels. */
const DEEPEST = 8
const LEVEL_PX = 14

export function indentOf(depth: number): number {
  return Math.min(depth, DEEPEST) * LEVEL_PX
}
