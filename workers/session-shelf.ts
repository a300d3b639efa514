/** What the engine needs of the store. */
import type { KeepResult, KeptSession } from '../src/store/keep-session.ts'
import type { FoundSession } from '../src/store/keep-session.ts'

export interface SessionShelf {
  /** id null = a new session. Never throws. */
  keep(id: string | null, session: KeptSession): Promise<KeepResult>
  /** Story and verdict of a kept session changed; its files did not. Never throws. */
  update(id: string, session: KeptSession): Promise<void>
  /** The same, and some of its files were read anew. Never throws. */
  replace(id: string, session: KeptSession): Promise<void>
  find(id: string): Promise<FoundSession>
}
