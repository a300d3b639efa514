/** Lines of no record, gathered into runs as they pass. */
import type { UnparsedReason, UnparsedRun } from '../model/log-file.ts'

/** Lines this far apart are one run: a blank line between two of them does not part them. */
const NEAR = 2
/** A file that is mostly something else would otherwise be listed line by line: the last run then takes the rest. */
const MOST_RUNS = 1000

export class UnparsedRuns {
  readonly runs: UnparsedRun[] = []

  add(line: number, reason: UnparsedReason): void {
    const last = this.runs.at(-1)
    const goesOn = last?.reason === reason && line - last.toLine <= NEAR
    if (last !== undefined && (goesOn || this.runs.length === MOST_RUNS))
      this.runs[this.runs.length - 1] = { ...last, toLine: line, lines: last.lines + 1 }
    else this.runs.push({ fromLine: line, toLine: line, lines: 1, reason })
  }
}
