/** What the page is composed of, so that main.ts can put the true parts in and a test its own. Types only. */
import type { EngineApi } from '../../workers/engine-api.ts'
import type { Localized } from '../core/model/units.ts'

export type Engine = EngineApi

/** A kept session, as light as a list needs it. */
export interface KeptSession {
  readonly id: string
  readonly name: string
  readonly savedAt: number
  readonly bytes: number
  readonly entries: number
  readonly failed: boolean | null
  readonly sentence: Localized
}

export interface SessionShelf {
  listSessions(): Promise<readonly KeptSession[]>
  renameSession(id: string, name: string): Promise<void>
  deleteSession(id: string): Promise<void>
  deleteAllSessions(): Promise<void>
}

export interface SampleBundle {
  readonly id: string
  readonly title: Localized
  open(): Promise<File>
}

export interface Connections {
  /** Its script is loaded and its workers are started at the first call, not before. */
  readonly engine: Engine
  /** Has all at hand that a first bundle needs, or (`whole`) that any may need. Settles when it has, or cannot have it. */
  prepareEngine(whole?: boolean): Promise<void>
  readonly sessions: SessionShelf
  readonly samples: readonly SampleBundle[]
}
