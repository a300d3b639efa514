/**
 * A whole database as JSON, as a version of the program left it in a browser: binary values as base64. Written once
 * per version of the schema, never again; `writeStored` made it.
 */
import type { SessionDatabase } from '../../src/store/database.ts'

/** Rows by table. */
export type StoredTables = Readonly<Record<string, readonly Record<string, unknown>[]>>

export interface StoredDatabase {
  /** As IndexedDB counts: ten times Dexie's. */
  readonly version: number
  /** Key path by table. */
  readonly keys: Readonly<Record<string, string | string[]>>
  readonly tables: StoredTables
}

export async function writeStored(database: SessionDatabase): Promise<StoredDatabase> {
  const tables: Record<string, Record<string, unknown>[]> = {}
  const keys: Record<string, string | string[]> = {}
  for (const table of database.tables) {
    keys[table.name] = table.schema.primKey.keyPath as string | string[]
    const rows = (await table.toArray()) as Record<string, unknown>[]
    tables[table.name] = await Promise.all(rows.map(textual))
  }
  return { version: database.backendDB().version, keys, tables }
}

/** Puts it into IndexedDB without a line of the store. */
export function restoreStored(name: string, stored: StoredDatabase): Promise<void> {
  return new Promise((resolve, reject) => {
    const request = indexedDB.open(name, stored.version)
    request.onerror = () => reject(new Error('not opened'))
    request.onupgradeneeded = () => {
      for (const [table, keyPath] of Object.entries(stored.keys)) {
        const made = request.result.createObjectStore(table, { keyPath })
        if (table === 'sessions') made.createIndex('savedAt', 'savedAt')
        if (table === 'files' || table === 'columns') made.createIndex('session', 'session')
      }
    }
    request.onsuccess = () => {
      const database = request.result
      const writing = database.transaction(Object.keys(stored.tables), 'readwrite')
      for (const [table, rows] of Object.entries(stored.tables)) {
        for (const row of rows) writing.objectStore(table).put(binary(row))
      }
      writing.oncomplete = () => {
        database.close()
        resolve()
      }
    }
  })
}

async function textual(row: Record<string, unknown>): Promise<Record<string, unknown>> {
  const { blob, bytes, ...rest } = row
  if (blob instanceof Blob) return { ...rest, $blob: base64(await blob.arrayBuffer()) }
  if (bytes instanceof ArrayBuffer) return { ...rest, $bytes: base64(bytes) }
  return row
}

function binary(row: Record<string, unknown>): Record<string, unknown> {
  const { $blob, $bytes, ...rest } = row
  if (typeof $blob === 'string') return { ...rest, blob: new Blob([bytesOf($blob)]) }
  if (typeof $bytes === 'string') return { ...rest, bytes: bytesOf($bytes).buffer }
  return row
}

const base64 = (buffer: ArrayBuffer): string => Buffer.from(buffer).toString('base64')
const bytesOf = (text: string): Uint8Array<ArrayBuffer> =>
  Uint8Array.from(Buffer.from(text, 'base64'))
