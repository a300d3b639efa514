/** One log file as the exported JSON shows it: counts and spans taken from columns, no text. */
import { toUtc } from '../derive/clocks.ts'
import { formatTitle } from '../formats/format-title.ts'
import type { AnalysisEntry } from '../model/analysis.ts'
import type { EventTable } from '../model/event-table.ts'
import { Level, RowFlag } from '../model/event-table.ts'
import type { LogFile } from '../model/log-file.ts'
import type { FileClock } from '../model/story.ts'
import type { UtcMs, WallMs } from '../model/units.ts'
import { utcMs, wallMs } from '../model/units.ts'
import { utcText, wallText } from './notation.ts'

interface StampedRows {
  /** Rows of the first and the last record with a time of its own, in file order; -1 = none. */
  readonly first: number
  readonly last: number
  readonly earliest: WallMs
  readonly latest: WallMs
}

/** Records that only carry the time of the one above do not count: they print no time. */
function stampedRows(table: EventTable): StampedRows {
  let first = -1
  let last = -1
  let earliest = NaN
  let latest = NaN
  for (let row = 0; row < table.length; row++) {
    const time = table.time[row] as number
    if (Number.isNaN(time) || ((table.flags[row] as number) & RowFlag.TimeCarried) !== 0) continue
    if (first === -1) {
      first = row
      earliest = time
      latest = time
    }
    last = row
    if (time < earliest) earliest = time
    if (time > latest) latest = time
  }
  return { first, last, earliest: wallMs(earliest), latest: wallMs(latest) }
}

function countLevels(table: EventTable): AnalysisEntry['levels'] {
  let error = 0
  let warning = 0
  for (let row = 0; row < table.length; row++) {
    const level = table.level[row] as number
    if (level >= Level.Error) error++
    else if (level === Level.Warning) warning++
  }
  return { error, warning, info: table.length - error - warning }
}

/** `pinnedAt`: where a person pinned it; NaN = nowhere. */
export function describeEntry(file: LogFile, clock: FileClock, pinnedAt: UtcMs): AnalysisEntry {
  const { table } = file
  const stamped = stampedRows(table)
  const wallOf = (row: number): WallMs => wallMs(row < 0 ? NaN : (table.time[row] as number))
  const utcOf = (row: number): UtcMs => (row < 0 ? utcMs(NaN) : toUtc(clock, row, wallOf(row)))
  return {
    path: file.path,
    bytes: file.bytes,
    format: file.format,
    formatTitle: formatTitle(file.format),
    kind: file.kind,
    encoding: file.encoding,
    encodingConfidence: file.encodingConfidence,
    encodingChosen: file.encodingChosen,
    encodingRuns: file.encodingRuns,
    lines: file.lines,
    events: table.length,
    levels: countLevels(table),
    firstTime: utcText(utcOf(stamped.first)),
    lastTime: utcText(utcOf(stamped.last)),
    firstWallTime: wallText(wallOf(stamped.first)),
    lastWallTime: wallText(wallOf(stamped.last)),
    earliestWallTime: wallText(stamped.earliest),
    latestWallTime: wallText(stamped.latest),
    clock: clock.segments.map(({ fromLine, offsetMinutes, source, errorSeconds }) => ({
      fromLine,
      offsetMinutes,
      source,
      errorSeconds,
    })),
    pinnedAt: utcText(pinnedAt),
    records: file.records,
    recordsBad: file.recordsBad,
    unparsedLines: file.unparsed.reduce((sum, { lines }) => sum + lines, 0),
    unparsed: file.unparsed,
  }
}
