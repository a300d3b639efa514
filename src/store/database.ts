/**
 * The browser's own database of kept sessions. Light rows stand apart from heavy ones, so that a list of sessions
 * never reads a column.
 */
import type { Table } from 'dexie'
import { Dexie } from 'dexie'
import { DATABASE_NAME } from './database-name.ts'
import type { PackedFile } from './packed-columns.ts'
import type { DroppedFile, LockedEntry } from '../core/bundle/entry.ts'
import type { Analysis } from '../core/model/analysis.ts'
import type { SessionChoices } from '../core/model/choices.ts'
import type { Problem } from '../core/model/problem.ts'
import type { Story } from '../core/model/story.ts'
import type { Localized } from '../core/model/units.ts'
import type { TimelineModel } from '../core/timeline/lanes.ts'

/** What the list of sessions shows. */
export interface SessionRow {
  readonly id: string
  readonly name: string
  /** ms since 1970 UTC. */
  readonly savedAt: number
  /** Size of what was dropped. */
  readonly bytes: number
  readonly entries: number
  readonly failed: boolean | null
  readonly sentence: Localized
}

/** A dropped file as it came. `batch` 0 = the first drop, 1 = the first one added to it ... */
export interface FileRow extends DroppedFile {
  readonly session: string
  readonly index: number
  readonly batch: number
}

/** Columns of several log files, one behind the other. */
export interface ColumnsRow {
  readonly session: string
  readonly chunk: number
  readonly bytes: ArrayBuffer
}

/** All that a session needs to show itself again, columns and text excepted. */
export interface StoryRow {
  readonly id: string
  /** STORY_VERSION of the program that wrote it. */
  readonly version: number
  readonly files: readonly PackedFile[]
  readonly story: Omit<Story, 'files'>
  readonly analysis: Analysis
  readonly timeline: TimelineModel
  /** What the user has chosen for single files. */
  readonly choices: SessionChoices
  /** Entries that need a password, those that had been read with one included: passwords are never kept. */
  readonly locked: readonly LockedEntry[]
  /** Problems of opening archives, and of entries, as far as they stand in no log file. */
  readonly listProblems: readonly Problem[]
  readonly entryProblems: readonly Problem[]
}

/**
 * Raised when the meaning of a stored story, signal or column changes. A session of another version is read again
 * from its dropped files, which never go stale.
 */
export const STORY_VERSION = 3

export class SessionDatabase extends Dexie {
  readonly sessions!: Table<SessionRow, string>
  readonly files!: Table<FileRow, [string, number]>
  readonly columns!: Table<ColumnsRow, [string, number]>
  readonly stories!: Table<StoryRow, string>

  constructor(name: string = DATABASE_NAME) {
    super(name)
    this.version(1).stores({
      sessions: 'id, savedAt',
      files: '[session+index], session',
      columns: '[session+chunk], session',
      stories: 'id',
    })
  }
}

let open: SessionDatabase | null = null

export function sessionDatabase(): SessionDatabase {
  return (open ??= new SessionDatabase())
}
