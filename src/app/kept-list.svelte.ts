/** The kept sessions as the page last listed them, and what can be done with them. */
import type { KeptSession, SessionShelf } from './connections.ts'

export class KeptList {
  readonly #shelf: SessionShelf
  #sessions = $state.raw<readonly KeptSession[]>([])
  #trouble = $state<string | null>(null)

  constructor(shelf: SessionShelf) {
    this.#shelf = shelf
  }

  /** Newest first. */
  get sessions(): readonly KeptSession[] {
    return this.#sessions
  }

  /** Why the last wish was not fulfilled; null = it was. */
  get trouble(): string | null {
    return this.#trouble
  }

  async list(): Promise<void> {
    try {
      this.#sessions = await this.#shelf.listSessions()
      this.#trouble = null
    } catch (error) {
      this.#trouble = messageOf(error)
    }
  }

  rename(id: string, name: string): Promise<void> {
    return this.#change(() => this.#shelf.renameSession(id, name))
  }

  delete(id: string): Promise<void> {
    return this.#change(() => this.#shelf.deleteSession(id))
  }

  deleteAll(): Promise<void> {
    return this.#change(() => this.#shelf.deleteAllSessions())
  }

  async #change(change: () => Promise<void>): Promise<void> {
    try {
      await change()
    } catch (error) {
      this.#trouble = messageOf(error)
      return
    }
    await this.list()
  }
}

function messageOf(error: unknown): string {
  return error instanceof Error ? error.message : String(error)
}
