/** Lines of one log as a reader sees them: a slice of its text, or the lines that stand for a binary file. */
import { segmentOf } from '../derive/clocks.ts'
import { levelOfLine, rowOfLine } from '../model/event-table.ts'
import type { LogFile } from '../model/log-file.ts'
import type { FileClock } from '../model/story.ts'
import { readLines } from '../text/decode-window.ts'
import { decoderFor } from '../text/decoder.ts'

export interface LogLine {
  /** 1-based. */
  readonly line: number
  readonly text: string
  readonly level: number
  /** UtcMs of the record that the line belongs to; NaN = none. */
  readonly utc: number
  /** Wall time as printed, ms; NaN = none. */
  readonly wall: number
  /** False for continuation lines. */
  readonly head: boolean
}

/** Texts of lines `from` (1-based) to `from + count - 1`, fewer at the end. `text` null: nothing but rendered lines. */
export async function readFileLines(
  file: LogFile,
  text: Blob | null,
  from: number,
  count: number,
): Promise<readonly string[]> {
  if (file.rendered !== null) return file.rendered.slice(from - 1, from - 1 + count)
  if (text === null) return []
  return readLines(
    text,
    file.lineIndex,
    file.lines,
    from,
    count,
    decoderFor(file.encoding, file.encodingRuns),
  )
}

/** Texts of single lines in ascending order; neighbours are read together. */
export async function readScatteredLines(
  file: LogFile,
  text: Blob | null,
  lines: ArrayLike<number>,
): Promise<readonly string[]> {
  const texts: string[] = []
  for (let at = 0; at < lines.length;) {
    const from = lines[at] as number
    let end = at + 1
    while (end < lines.length && isNear(from, lines[end - 1] as number, lines[end] as number)) end++
    const read = await readFileLines(file, text, from, (lines[end - 1] as number) - from + 1)
    for (; at < end; at++) texts.push(read[(lines[at] as number) - from] ?? '')
  }
  return texts
}

/** Reading some lines too many is cheaper than another read; reading thousands too many is not. */
function isNear(from: number, last: number, next: number): boolean {
  return next > last && next - last <= 64 && next - from <= 2048
}

/** What the columns know of a line. */
export function annotateLine(
  file: LogFile,
  clock: FileClock | undefined,
  line: number,
  text: string,
): LogLine {
  const { table } = file
  const row = rowOfLine(table, line)
  if (row < 0) return { line, text, level: 0, utc: NaN, wall: NaN, head: false }
  const wall = table.time[row] as number
  const offset =
    clock === undefined || clock.segments.length === 0 ? 0 : segmentOf(clock, row).offsetMinutes
  return {
    line,
    text,
    level: levelOfLine(table, line),
    utc: wall - offset * 60_000,
    wall,
    head: table.line[row] === line,
  }
}
