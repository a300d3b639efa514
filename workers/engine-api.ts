/** The boundary between the page and the engine worker: plain data both ways. Types only. */
import type { DroppedFile, LockedEntry } from '../src/core/bundle/entry.ts'
import type { Analysis } from '../src/core/model/analysis.ts'
import type { ClockChoices, SessionChoices } from '../src/core/model/choices.ts'
import type { EncodingName } from '../src/core/model/log-file.ts'
import type { RecordText } from '../src/core/formats/format.ts'
import type { LogLine } from '../src/core/pipeline/file-lines.ts'
import type { FilteredLines, LineFilter } from '../src/core/pipeline/filter-records.ts'
import type { Problem } from '../src/core/model/problem.ts'
import type { DensityBins, TimelineModel } from '../src/core/timeline/lanes.ts'

export interface ReadProgress {
  readonly stage: 'listing' | 'unpacking' | 'reading' | 'story' | 'keeping'
  /** Packed bytes done and in all; of `entry` alone while that is unpacked. */
  readonly doneBytes: number
  readonly totalBytes: number
  /** Entries being read now, '' = none. */
  readonly entry: string
  readonly doneEntries: number
  readonly totalEntries: number
}

/** What the page holds of an open bundle: light enough to be replaced whole. */
export interface OpenBundle {
  /** Session id in the store; null = not kept. */
  readonly sessionId: string | null
  /** Why it is not kept; null = it is. */
  readonly notKept: 'refused' | 'full' | 'unavailable' | null
  readonly analysis: Analysis
  readonly timeline: TimelineModel
  readonly locked: readonly LockedEntry[]
  /** What the user has chosen for single files, those included that wait for a password. */
  readonly choices: SessionChoices
  /** False while entries are still being read: the analysis is of what is read so far. */
  readonly complete: boolean
  /** What adding files changed; null on a first reading. */
  readonly changes: SessionChanges | null
}

export interface SessionChanges {
  readonly addedEntries: readonly string[]
  readonly newFindings: readonly string[]
  readonly goneFindings: readonly string[]
  readonly verdictChanged: boolean
  /** True where a failure was shown only now, or no more. */
  readonly failedBefore: boolean | null
  readonly failedNow: boolean | null
}

/** A bundle that gives no analysis at all. */
export interface Refusal {
  readonly problems: readonly Problem[]
  readonly locked: readonly LockedEntry[]
}

export type OpenResult =
  | { readonly kind: 'opened'; readonly bundle: OpenBundle }
  | { readonly kind: 'refused'; readonly refusal: Refusal }
  | { readonly kind: 'cancelled' }

export type { RecordText } from '../src/core/formats/format.ts'
export type { LogLine } from '../src/core/pipeline/file-lines.ts'
export type { FilteredLines, LineFilter } from '../src/core/pipeline/filter-records.ts'

export interface SearchHits {
  readonly hits: readonly { readonly path: string; readonly line: number; readonly text: string }[]
  readonly cut: boolean
}

export type { ClockChoices, SessionChoices } from '../src/core/model/choices.ts'
export type { EncodingName } from '../src/core/model/log-file.ts'

export interface EngineApi {
  /**
   * Reads what was dropped. `partial` is called with the analysis so far; progress often. One at a time: a new
   * reading gives up the one in work. A `partial` may be complete: all is told, and is only being kept.
   */
  open(
    name: string,
    files: readonly DroppedFile[],
    listeners: { progress(progress: ReadProgress): void; partial(bundle: OpenBundle): void },
  ): Promise<OpenResult>
  /** Adds files to the open bundle and analyses again. */
  add(
    files: readonly DroppedFile[],
    listeners: { progress(progress: ReadProgress): void; partial(bundle: OpenBundle): void },
  ): Promise<OpenResult>
  /** Gives a password for an archive's locked entries and reads them. */
  unlock(
    archivePath: string,
    password: string,
    listeners: { progress(progress: ReadProgress): void; partial(bundle: OpenBundle): void },
  ): Promise<OpenResult>
  cancel(): Promise<void>
  /** Opens a kept session: story and columns from the store, text when it is asked for. */
  reopen(sessionId: string): Promise<OpenResult>
  setClocks(choices: ClockChoices): Promise<OpenBundle>
  /**
   * Reads one log anew in an encoding; null = in the one that its bytes tell. Waits for a reading in work; given up
   * (`cancel`, or a new reading), the log stays as it was. The choice holds for what is read later: added, unlocked, reopened.
   */
  setEncoding(path: string, encoding: EncodingName | null): Promise<OpenBundle>
  /** Pins an entry without times of its own (a screenshot) to a moment, UtcMs; null = takes it off. */
  setPin(path: string, utcMs: number | null): Promise<OpenBundle>
  /** An entry's bytes as they are in the archive; null where it has more than 64 MiB or cannot be had. */
  blob(path: string): Promise<Blob | null>
  /**
   * The whole record on a 1-based line of a binary log: its XML, and our own words for it. null where its format tells no more than
   * the line, or its bytes cannot be had.
   */
  recordXml(path: string, line: number): Promise<RecordText | null>
  bins(from: number, to: number, count: number): Promise<readonly DensityBins[]>
  lines(path: string, from: number, count: number): Promise<readonly LogLine[]>
  /** Text of given 1-based lines (for a filtered view). */
  linesAt(path: string, lines: Uint32Array): Promise<readonly LogLine[]>
  filter(path: string, filter: LineFilter): Promise<FilteredLines>
  /** Previous (-1) or next (1) record of at least `level` from a line; 0 = none. */
  seek(path: string, line: number, direction: 1 | -1, level: number): Promise<number>
  search(text: string, limit: number): Promise<SearchHits>
}
