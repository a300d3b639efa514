/**
 * Tables of console tools. Their columns are counted in cells of the console, where a Chinese, Japanese or Korean character takes
 * two; a ruler of `=` or `-` below the header gives the widths.
 */

/** [from, to) in cells. */
export interface Column {
  readonly from: number
  readonly to: number
}

const RULER = /^ *(?:=+|-+)(?: +(?:=+|-+))* *$/

/** Columns of a line that consists of runs of `=` or `-` alone; null where it is none, or has fewer than `least` runs. */
export function rulerColumns(text: string, least = 2): readonly Column[] | null {
  if (text.length < 3 || text.length > 2000 || !RULER.test(text)) return null
  const columns: Column[] = []
  for (const run of text.matchAll(/=+|-+/g)) {
    columns.push({ from: run.index, to: run.index + run[0].length })
  }
  return columns.length < least ? null : columns
}

/** Columns of a header of property names (ASCII words) without a ruler: each begins at its word and ends before the next. */
export function headerColumns(text: string): readonly Column[] {
  const starts = [...text.matchAll(/\S+/g)].map(({ index }) => index)
  return starts.map((from, at) => ({ from, to: starts[at + 1] ?? Infinity }))
}

/**
 * The texts of a row. What stands between two columns belongs to neither, and the last column takes the rest of the line.
 * Most tools pad by cells; some pad by characters, which shows where characters stand between the columns.
 */
export function splitRow(text: string, columns: readonly Column[]): readonly string[] {
  const byCells = cutAt(text, columns, cellWidth)
  if (byCells.strays === 0) return byCells.texts
  const byCharacters = cutAt(text, columns, () => 1)
  return byCharacters.strays < byCells.strays ? byCharacters.texts : byCells.texts
}

function cutAt(
  text: string,
  columns: readonly Column[],
  width: (code: number) => number,
): { readonly texts: readonly string[]; readonly strays: number } {
  const texts = columns.map(() => '')
  let strays = 0
  let column = 0
  let cell = 0
  for (const character of text) {
    const last = columns.length - 1
    while (column < last && cell >= (columns[column + 1] as Column).from) column++
    const { from, to } = columns[column] as Column
    const isInside = cell >= from && (cell < to || column === last)
    if (isInside) texts[column] += character
    else if (character.trim() !== '') strays++
    cell += width(character.codePointAt(0) as number)
  }
  return { texts: texts.map((one) => one.trim()), strays }
}

/** Cells of a text's characters together. */
export function textWidth(text: string): number {
  let cells = 0
  for (const character of text) cells += cellWidth(character.codePointAt(0) as number)
  return cells
}

/** 2 for what East Asian Width calls wide or full: https://www.unicode.org/reports/tr11/ */
export function cellWidth(code: number): 1 | 2 {
  if (code < 0x1100) return 1
  const isWide =
    code <= 0x115f ||
    (code >= 0x2e80 && code <= 0xa4cf && code !== 0x303f) ||
    (code >= 0xac00 && code <= 0xd7a3) ||
    (code >= 0xf900 && code <= 0xfaff) ||
    (code >= 0xfe30 && code <= 0xfe6f) ||
    (code >= 0xff00 && code <= 0xff60) ||
    (code >= 0xffe0 && code <= 0xffe6) ||
    (code >= 0x20000 && code <= 0x3fffd)
  return isWide ? 2 : 1
}

/** Where the cell `cell` begins in the text, in UTF-16 units; the text's length where it is shorter. */
export function unitAtCell(text: string, cell: number): number {
  let cells = 0
  let unit = 0
  for (const character of text) {
    if (cells >= cell) return unit
    cells += cellWidth(character.codePointAt(0) as number)
    unit += character.length
  }
  return unit
}
