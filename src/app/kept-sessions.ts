/** The kept sessions as the page lists them: an engine that has none to list is not even loaded. */
import { hasSessions } from '../store/has-sessions.ts'
import type { SessionShelf } from './connections.ts'

export function sessionShelf(engine: SessionShelf, isAnyKept = hasSessions): SessionShelf {
  return {
    listSessions: async () => ((await isAnyKept()) ? engine.listSessions() : []),
    renameSession: (id, name) => engine.renameSession(id, name),
    deleteSession: (id) => engine.deleteSession(id),
    deleteAllSessions: () => engine.deleteAllSessions(),
  }
}
