import 'fake-indexeddb/auto'
import { afterEach, beforeEach, describe, expect, test } from 'vitest'
import { Dexie } from 'dexie'
import { NO_CHOICES } from '../../src/core/model/choices.ts'
import { SessionDatabase, STORY_VERSION } from '../../src/store/database.ts'
import { findSession, keepReading, keepSession, keepStory } from '../../src/store/keep-session.ts'
import type { KeptSession } from '../../src/store/keep-session.ts'
import {
  deleteAllSessions,
  deleteSession,
  listSessions,
  renameSession,
} from '../../src/store/sessions.ts'
import { keptSession } from './kept-bundle.ts'

let database: SessionDatabase
let session: KeptSession
beforeEach(async () => {
  database = new SessionDatabase()
  session = await keptSession()
})
afterEach(() => database.delete())

async function keep(id: string | null = null, what = session): Promise<string> {
  const result = await keepSession(id, what, database)
  if (!result.kept) throw new Error(result.why)
  return result.id
}

async function find(id: string): Promise<KeptSession> {
  const found = await findSession(id, database)
  if (found.kind !== 'found') throw new Error(found.kind)
  return found.session
}

test('comes back as it was kept', async () => {
  const found = await find(await keep())
  expect(found.story).toEqual(session.story)
  expect(found.analysis).toEqual(session.analysis)
  expect(found.timeline).toEqual(session.timeline)
  expect(found.choices).toEqual(session.choices)
  expect(found.batches.map((batch) => batch.map(({ path }) => path))).toEqual([
    ['CBS.log'],
    ['setupact.log'],
  ])
  const text = await found.batches[0]?.[0]?.blob.text()
  expect(text).toBe(await session.batches[0]?.[0]?.blob.text())
})

test('is listed lightly, newest first', async () => {
  const first = await keep()
  const second = await keep(null, { ...session, name: 'second' })
  await database.sessions.update(first, { savedAt: 1 })
  const rows = await listSessions(database)
  expect(rows.map(({ id }) => id)).toEqual([second, first])
  expect(rows[1]).toEqual({
    id: first,
    name: 'PC-0231.zip',
    savedAt: 1,
    bytes: session.analysis.bundle.bytes,
    entries: 2,
    failed: session.analysis.verdict.failed,
    sentence: session.analysis.verdict.sentence,
  })
})

test('kept again, it takes the place of what was kept, and the name that the user gave stays', async () => {
  const id = await keep()
  await renameSession(id, 'mine', database)
  const smaller = { ...session, batches: session.batches.slice(0, 1), choices: NO_CHOICES }
  expect(await keep(id, smaller)).toBe(id)
  expect(await listSessions(database)).toHaveLength(1)
  const found = await find(id)
  expect(found).toMatchObject({ name: 'mine', choices: NO_CHOICES })
  expect(found.batches).toHaveLength(1)
  expect(await database.files.count()).toBe(1)
})

test('a new story leaves files and columns alone', async () => {
  const id = await keep()
  const columns = await database.columns.toArray()
  await keepStory(
    id,
    { ...session, choices: { ...NO_CHOICES, clocks: { 'CBS.log': 60 } } },
    database,
  )
  expect((await find(id)).choices.clocks).toEqual({ 'CBS.log': 60 })
  expect((await find(id)).story).toEqual(session.story)
  expect(await database.columns.toArray()).toEqual(columns)
})

test('files that were read anew take their columns with them, the dropped ones stay', async () => {
  const id = await keep()
  const dropped = await database.files.toArray()
  const [first, ...rest] = session.story.files
  if (first === undefined) throw new Error('no file')
  const table = { ...first.table, line: first.table.line.map((line) => line + 100) }
  const reread = { ...first, encoding: 'big5', encodingChosen: true, table } as const
  const story = { ...session.story, files: [reread, ...rest] }
  const choices = { ...NO_CHOICES, encodings: { 'CBS.log': 'big5' } } as const
  await keepReading(id, { ...session, story, choices }, database)
  const found = await find(id)
  expect(found.story).toEqual(story)
  expect(found.choices).toEqual(choices)
  expect((await database.files.toArray()).map(({ path }) => path)).toEqual(
    dropped.map(({ path }) => path),
  )
  await keepReading('gone', session, database)
  expect(await listSessions(database)).toHaveLength(1)
})

test('deleted, it leaves nothing', async () => {
  const gone = await keep()
  const stays = await keep()
  await deleteSession(gone, database)
  expect((await listSessions(database)).map(({ id }) => id)).toEqual([stays])
  expect(await findSession(gone, database)).toEqual({ kind: 'missing' })
  expect(await database.files.count()).toBe(2)
  await deleteAllSessions(database)
  const counts = await Promise.all(database.tables.map((table) => table.count()))
  expect(counts).toEqual([0, 0, 0, 0])
})

test('of another version of the program, it is to be read again from its files', async () => {
  const id = await keep()
  await database.stories.update(id, { version: STORY_VERSION + 1 })
  const found = await findSession(id, database)
  if (found.kind !== 'stale') throw new Error(found.kind)
  expect(found.name).toBe('PC-0231.zip')
  expect(found.batches.flat().map(({ path }) => path)).toEqual(['CBS.log', 'setupact.log'])
  expect(found.choices).toEqual(session.choices)
})

test('of a version that kept clocks alone, they are still the user’s', async () => {
  const id = await keep()
  const choices = { 'CBS.log': 480, 'broken.log': 'x' }
  await database.stories.update(id, { version: 1, choices })
  const found = await findSession(id, database)
  if (found.kind !== 'stale') throw new Error(found.kind)
  expect(found.choices).toEqual({ ...NO_CHOICES, clocks: { 'CBS.log': 480 } })
})

describe('a browser that does not keep', () => {
  const failing = (error: Error): SessionDatabase => {
    database.columns.hook('creating', () => {
      throw error
    })
    return database
  }

  test('no room: full, and nothing half is left', async () => {
    const error = new DOMException('no room', 'QuotaExceededError')
    const result = await keepSession(null, session, failing(error))
    expect(result).toEqual({ kept: false, why: 'full' })
    expect(await database.files.count()).toBe(0)
    expect(await listSessions(database)).toEqual([])
  })

  test('a policy or a private window: refused', async () => {
    const error = new DOMException('no', 'SecurityError')
    expect(await keepSession(null, session, failing(error))).toEqual({
      kept: false,
      why: 'refused',
    })
  })

  test('no memory for the columns: unavailable, and no error', async () => {
    const [first] = session.story.files
    if (first === undefined) throw new Error('no file')
    const table = { ...first.table, length: 2 ** 49 }
    const story = { ...session.story, files: [{ ...first, table }] }
    const result = await keepSession(null, { ...session, story }, database)
    expect(result).toEqual({ kept: false, why: 'unavailable' })
  })

  test('no IndexedDB at all: unavailable, and an empty list', async () => {
    const none = new SessionDatabase('setupscope-none')
    none.close()
    const { dependencies } = Dexie
    const { indexedDB } = dependencies
    Object.assign(dependencies, { indexedDB: undefined })
    try {
      const absent = new SessionDatabase('setupscope-absent')
      expect(await keepSession(null, session, absent)).toEqual({ kept: false, why: 'unavailable' })
      expect(await listSessions(absent)).toEqual([])
    } finally {
      Object.assign(dependencies, { indexedDB })
    }
  })
})
