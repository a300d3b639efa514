/**
 * Whether anything is kept at all, asked of IndexedDB itself: a page that is only being opened need not load the store to
 * learn that it is empty.
 */
import { DATABASE_NAME } from './database-name.ts'

const TABLE = 'sessions'

/** False also where the browser refuses storage. Makes no database where there is none. */
export async function hasSessions(
  factory: IDBFactory | undefined = globalThis.indexedDB,
): Promise<boolean> {
  if (factory === undefined) return false
  try {
    const database = await opened(factory)
    if (database === null) return false
    try {
      return (await countOf(database)) > 0
    } finally {
      // A database held open would block the store's own upgrade of it.
      database.close()
    }
  } catch {
    return false
  }
}

/** Null = there is none. */
function opened(factory: IDBFactory): Promise<IDBDatabase | null> {
  return new Promise((resolve, reject) => {
    const request = factory.open(DATABASE_NAME)
    let isNew = false
    request.onupgradeneeded = () => {
      isNew = true
      // Undoes the making of it; the request then ends with an AbortError.
      request.transaction?.abort()
    }
    request.onsuccess = () => resolve(request.result)
    request.onerror = () => (isNew ? resolve(null) : reject(request.error!))
  })
}

function countOf(database: IDBDatabase): Promise<number> {
  if (!database.objectStoreNames.contains(TABLE)) return Promise.resolve(0)
  return new Promise((resolve, reject) => {
    const request = database.transaction(TABLE, 'readonly').objectStore(TABLE).count()
    request.onsuccess = () => resolve(request.result)
    request.onerror = () => reject(request.error!)
  })
}
