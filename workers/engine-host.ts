/** What page and engine worker say to each other beside EngineApi: the pool's ports. Types only. */
import type { CodeBook } from '../src/core/codes/code-book.ts'
import type { SessionRow } from '../src/store/database.ts'
import type { EngineApi } from './engine-api.ts'

export interface EngineHost extends EngineApi {
  /**
   * Once, before anything else. `restart` asks the page for a new worker in a slot, `loadProgram` for 7-Zip, which is
   * loaded only when an archive needs it.
   */
  attach(
    ports: readonly MessagePort[],
    restart: (slot: number) => void,
    loadProgram: () => Promise<Uint8Array<ArrayBuffer>>,
  ): void
  /** Kept sessions, newest first. The store's library is large, so only the engine carries it. */
  listSessions(): Promise<readonly SessionRow[]>
  renameSession(id: string, name: string): Promise<void>
  deleteSession(id: string): Promise<void>
  deleteAllSessions(): Promise<void>
  /** Names and texts of codes, before the first reading: a worker cannot load them itself. */
  learnCodes(book: CodeBook): void
  /** The page has put a new worker into a slot; `why` is for the problem of the entry that is lost. */
  replaced(slot: number, port: MessagePort, why: string): void
}
