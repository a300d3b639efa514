/** Kept sessions as the page lists them. A browser that refuses storage has none; nothing here throws for that. */
import type { SessionRow } from './database.ts'
import { sessionDatabase } from './database.ts'
import type { SessionDatabase } from './database.ts'

export type { SessionRow } from './database.ts'

/** Newest first. */
export async function listSessions(
  database: SessionDatabase = sessionDatabase(),
): Promise<SessionRow[]> {
  try {
    return await database.sessions.orderBy('savedAt').reverse().toArray()
  } catch {
    return []
  }
}

export async function renameSession(
  id: string,
  name: string,
  database: SessionDatabase = sessionDatabase(),
): Promise<void> {
  await database.sessions.update(id, { name })
}

export async function deleteSession(
  id: string,
  database: SessionDatabase = sessionDatabase(),
): Promise<void> {
  const { sessions, files, columns, stories } = database
  await database.transaction('rw', [sessions, files, columns, stories], async () => {
    await sessions.delete(id)
    await stories.delete(id)
    await files.where('session').equals(id).delete()
    await columns.where('session').equals(id).delete()
  })
}

/** Empties the tables instead of dropping the database: another tab that holds it open would block that. */
export async function deleteAllSessions(
  database: SessionDatabase = sessionDatabase(),
): Promise<void> {
  const { sessions, files, columns, stories } = database
  await database.transaction('rw', [sessions, files, columns, stories], async () => {
    await Promise.all([sessions.clear(), files.clear(), columns.clear(), stories.clear()])
  })
}
