/** Entries that wait for a password, as the problems that they are until it comes. */
import type { LockedEntry } from '../bundle/entry.ts'
import type { Problem } from '../model/problem.ts'

export function lockedProblems(locked: Iterable<LockedEntry>): Problem[] {
  return Array.from(locked, ({ path, archivePath }) => {
    const detail = `it needs the password of ${archivePath}`
    return { code: 'encrypted', path, at: null, detail, skipped: null }
  })
}
