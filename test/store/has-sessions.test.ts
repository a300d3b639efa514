import 'fake-indexeddb/auto'
import { afterEach, beforeEach, expect, test } from 'vitest'

import { SessionDatabase } from '../../src/store/database.ts'
import { hasSessions } from '../../src/store/has-sessions.ts'
import { keepSession } from '../../src/store/keep-session.ts'
import { deleteAllSessions } from '../../src/store/sessions.ts'
import { keptSession } from './kept-bundle.ts'

let database: SessionDatabase
beforeEach(() => {
  database = new SessionDatabase()
})
afterEach(() => database.delete())

test('nothing is kept where there is no database, and none is made by asking', async () => {
  expect(await hasSessions()).toBe(false)
  expect(await indexedDB.databases()).toEqual([])
})

test('a kept session is seen, and a deleted one no more', async () => {
  await keepSession(null, await keptSession(), database)
  expect(await hasSessions()).toBe(true)
  await deleteAllSessions(database)
  expect(await hasSessions()).toBe(false)
})

test('asking leaves the database free for its own upgrade', async () => {
  await keepSession(null, await keptSession(), database)
  await hasSessions()
  database.close()
  const request = indexedDB.open(database.name, 1000)
  const blocked = await new Promise<boolean>((resolve) => {
    request.onblocked = () => resolve(true)
    request.onsuccess = () => resolve(false)
  })
  expect(blocked).toBe(false)
  request.result.close()
})

test('a browser without storage has none', async () => {
  expect(await hasSessions(undefined)).toBe(false)
  const refusing = {
    open: () => {
      throw new DOMException('no', 'SecurityError')
    },
  }
  expect(await hasSessions(refusing as unknown as IDBFactory)).toBe(false)
})
