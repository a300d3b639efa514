/** The table that `npm run corpus` prints: a row per file, and what they come to together. */
import { reasonFor, type Explained } from './corpus-explained.ts'
import type { CorpusRow } from './corpus-reading.ts'

/** More non-blank lines than this share without a record are a gap in a grammar. */
export const MOST_UNPARSED = 0.005

/** Formats that hold no records: whatever is in such a file is no line of a log. */
const NO_GRAMMAR: ReadonlySet<string | null> = new Set([null, 'text', 'binary'])

export function unparsedShare({ unparsed, nonBlank }: CorpusRow): number {
  return nonBlank === 0 ? 0 : unparsed / nonBlank
}

/** A log of a known format with too many lines that its format does not know. */
export function hasGap(row: CorpusRow): boolean {
  return !NO_GRAMMAR.has(row.format) && unparsedShare(row) > MOST_UNPARSED
}

const HEADS = [
  'file',
  'format',
  'encoding',
  'lines',
  'events',
  'signals',
  'unparsed',
  'share',
  'first time',
  'last time',
  'problems',
  'ms',
  'MB/s',
] as const

/** Columns of numbers stand to the right. */
const NUMBERS: ReadonlySet<string> = new Set([
  'lines',
  'events',
  'signals',
  'unparsed',
  'share',
  'ms',
  'MB/s',
])

export function corpusTable(rows: readonly CorpusRow[]): string {
  const cells = [HEADS, ...rows.map(cellsOf), totalsOf(rows)]
  const widths = HEADS.map((_, column) => Math.max(...cells.map((row) => width(row[column] ?? ''))))
  const written = cells.map((row) =>
    row
      .map((cell, column) => {
        const padding = ' '.repeat((widths[column] ?? 0) - width(cell))
        return NUMBERS.has(HEADS[column] ?? '') ? padding + cell : cell + padding
      })
      .join('  ')
      .trimEnd(),
  )
  return `${written.join('\n')}\n`
}

function cellsOf(row: CorpusRow): readonly string[] {
  return [
    row.path,
    row.format ?? 'not read',
    row.encoding,
    number(row.lines),
    number(row.events),
    number(row.signals),
    number(row.unparsed),
    row.unparsed === 0 ? '' : `${(unparsedShare(row) * 100).toFixed(2)} %`,
    row.firstTime ?? '',
    row.lastTime ?? '',
    problemWords(row),
    row.ms.toFixed(0),
    speed(row.bytes, row.ms),
  ]
}

function totalsOf(rows: readonly CorpusRow[]): readonly string[] {
  const sum = (of: (row: CorpusRow) => number) => rows.reduce((all, row) => all + of(row), 0)
  const [bytes, ms, unparsed] = [
    sum((row) => row.bytes),
    sum((row) => row.ms),
    sum((row) => row.unparsed),
  ]
  const nonBlank = sum((row) => (NO_GRAMMAR.has(row.format) ? 0 : row.nonBlank))
  return [
    `${rows.length} files, ${(bytes / 1e6).toFixed(1)} MB`,
    `${new Set(rows.map(({ format }) => format)).size} formats`,
    '',
    number(sum((row) => row.lines)),
    number(sum((row) => row.events)),
    number(sum((row) => row.signals)),
    number(unparsed),
    nonBlank === 0 ? '' : `${((unparsed / nonBlank) * 100).toFixed(2)} %`,
    '',
    '',
    number(sum((row) => row.problems.length)),
    ms.toFixed(0),
    speed(bytes, ms),
  ]
}

/** `damaged 2, truncated` */
function problemWords({ problems }: CorpusRow): string {
  const counts = new Map<string, number>()
  for (const { code } of problems) counts.set(code, (counts.get(code) ?? 0) + 1)
  return [...counts].map(([code, count]) => (count > 1 ? `${code} ${count}` : code)).join(', ')
}

/** What the table does not say: which gaps are known, and which are not. */
export function gapNotes(rows: readonly CorpusRow[], explained?: readonly Explained[]): string {
  const notes = rows.filter(hasGap).map((row) => {
    const share = `${(unparsedShare(row) * 100).toFixed(2)} % unparsed`
    return `${row.path}: ${share}: ${reasonFor(row.path, explained) ?? 'NOT EXPLAINED'}`
  })
  return notes.length === 0 ? '' : `\n${notes.join('\n')}\n`
}

export function unexplained(
  rows: readonly CorpusRow[],
  explained?: readonly Explained[],
): readonly CorpusRow[] {
  return rows.filter((row) => hasGap(row) && reasonFor(row.path, explained) === null)
}

const number = (value: number): string => value.toLocaleString('en-US')

function speed(bytes: number, ms: number): string {
  return ms === 0 || bytes === 0 ? '' : (bytes / 1000 / ms).toFixed(1)
}

/** Columns that a text takes in a terminal: Chinese, Japanese and Korean letters take two. */
function width(text: string): number {
  return Array.from(text).reduce((sum, letter) => sum + (letter >= '\u1100' ? 2 : 1), 0)
}
