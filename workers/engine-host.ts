/** What page and engine worker say to each other beside EngineApi: the pool's ports. Types only. */
import type { EngineApi } from './engine-api.ts'

export interface EngineHost extends EngineApi {
  /** Once, before anything else. `restart` asks the page for a new worker in a slot. */
  attach(ports: readonly MessagePort[], restart: (slot: number) => void): void
  /** The page has put a new worker into a slot; `why` is for the problem of the entry that is lost. */
  replaced(slot: number, port: MessagePort, why: string): void
}
