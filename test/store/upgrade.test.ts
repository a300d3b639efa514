import 'fake-indexeddb/auto'
import { readdirSync, readFileSync } from 'node:fs'
import { join } from 'node:path'
import { afterEach, describe, expect, test } from 'vitest'
import { SessionDatabase, STORY_VERSION } from '../../src/store/database.ts'
import { findSession } from '../../src/store/keep-session.ts'
import { listSessions } from '../../src/store/sessions.ts'
import { CBS_LINES } from '../workers/log-bundle.ts'
import { restoreStored } from './stored-session.ts'
import type { StoredDatabase } from './stored-session.ts'

const FOLDER = join(import.meta.dirname, '../fixtures')
const fixtures = readdirSync(FOLDER).filter((name) => name.startsWith('stored-session-'))

let database: SessionDatabase
afterEach(() => database.delete())

describe.each(fixtures)('%s', (name) => {
  test('is listed, and opens or is read again', async () => {
    const stored = JSON.parse(readFileSync(join(FOLDER, name), 'utf8')) as StoredDatabase
    database = new SessionDatabase('setupscope-upgraded')
    await restoreStored('setupscope-upgraded', stored)

    const [row] = await listSessions(database)
    expect(row).toMatchObject({ name: 'PC-0231.zip', entries: 2 })

    const found = await findSession(row?.id ?? '', database)
    const version = stored.tables['stories']?.[0]?.['version']
    expect(found.kind).toBe(version === STORY_VERSION ? 'found' : 'stale')
    if (found.kind === 'missing') return
    const [cbs] = (found.kind === 'found' ? found.session : found).batches.flat()
    expect((await cbs?.blob.text())?.split('\r\n')[0]).toBe(CBS_LINES[0])

    if (found.kind !== 'found') return
    const [file] = found.session.story.files
    expect(file).toMatchObject({ path: 'CBS.log', lines: 6 })
    expect([...(file?.table.line ?? [])]).toEqual([1, 2, 3, 5, 6])
  })
})
