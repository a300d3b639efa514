/** Writes and reads the heavy parts of a session. Called by the engine worker, which holds them. */
import type { SessionDatabase, SessionRow, StoryRow } from './database.ts'
import { sessionDatabase, STORY_VERSION } from './database.ts'
import { packFiles, unpackFiles } from './packed-columns.ts'
import type { PackedFile } from './packed-columns.ts'
import { readChoices } from './stored-choices.ts'
import { whyNotKept } from './refusal.ts'
import type { NotKept } from './refusal.ts'
import type { DroppedFile } from '../core/bundle/entry.ts'
import type { SessionChoices } from '../core/model/choices.ts'
import type { LogFile } from '../core/model/log-file.ts'
import type { Story } from '../core/model/story.ts'

/** A session in memory: what the engine gives to keep and gets back. */
export interface KeptSession extends Omit<StoryRow, 'id' | 'version' | 'files' | 'story'> {
  /** Name that the user knows it by. */
  readonly name: string
  /** Dropped files in batches: the first drop, then each addition. */
  readonly batches: readonly (readonly DroppedFile[])[]
  readonly story: Story
}

export type KeepResult =
  { readonly kept: true; readonly id: string } | { readonly kept: false; readonly why: NotKept }

/** Keeps a session under `id`, or under a new id where it is null. Never throws: analysis goes on without storage. */
export async function keepSession(
  id: string | null,
  session: KeptSession,
  database: SessionDatabase = sessionDatabase(),
): Promise<KeepResult> {
  const key = id ?? newSessionId()
  const { batches } = session
  const { sessions, files, columns, stories } = database
  try {
    // The columns of a very large bundle may not fit into memory twice.
    const { packed, chunks } = packFiles(session.story.files)
    await database.transaction('rw', [sessions, files, columns, stories], async () => {
      // A name that the user gave since is not taken back by keeping the session again.
      const known = await sessions.get(key)
      await files.where('session').equals(key).delete()
      await columns.where('session').equals(key).delete()
      const dropped = batches.flatMap((batch, number) =>
        batch.map(({ path, blob }) => ({ path, blob, batch: number })),
      )
      await files.bulkAdd(dropped.map((file, index) => ({ ...file, session: key, index })))
      await columns.bulkAdd(chunks.map((bytes, chunk) => ({ session: key, chunk, bytes })))
      await stories.put(storyRow(key, session, packed))
      await sessions.put(sessionRow(key, session, known?.name))
    })
    return { kept: true, id: key }
  } catch (error) {
    return { kept: false, why: whyNotKept(error) }
  }
}

/** Keeps a new verdict of a session whose files are kept already. Not a word where that fails: the old one stands. */
export async function keepStory(
  id: string,
  session: KeptSession,
  database: SessionDatabase = sessionDatabase(),
): Promise<void> {
  const { sessions, stories } = database
  try {
    await database.transaction('rw', [sessions, stories], async () => {
      const [known, stored] = await Promise.all([sessions.get(id), stories.get(id)])
      if (known === undefined || stored === undefined) return
      await stories.put(storyRow(id, session, stored.files))
      await sessions.put(sessionRow(id, session, known.name))
    })
  } catch {
    return
  }
}

/** The same where files were read anew: their columns as well, but not the dropped files, which stay as they are. */
export async function keepReading(
  id: string,
  session: KeptSession,
  database: SessionDatabase = sessionDatabase(),
): Promise<void> {
  const { sessions, columns, stories } = database
  try {
    const { packed, chunks } = packFiles(session.story.files)
    await database.transaction('rw', [sessions, columns, stories], async () => {
      const known = await sessions.get(id)
      if (known === undefined) return
      await columns.where('session').equals(id).delete()
      await columns.bulkAdd(chunks.map((bytes, chunk) => ({ session: id, chunk, bytes })))
      await stories.put(storyRow(id, session, packed))
      await sessions.put(sessionRow(id, session, known.name))
    })
  } catch {
    return
  }
}

function storyRow(id: string, session: KeptSession, packed: readonly PackedFile[]): StoryRow {
  const { files: _files, ...story } = session.story
  const { name: _name, batches: _batches, ...rest } = session
  return { ...rest, id, version: STORY_VERSION, files: packed, story }
}

function sessionRow(id: string, session: KeptSession, name = session.name): SessionRow {
  const { bundle, verdict } = session.analysis
  return {
    id,
    name,
    savedAt: Date.now(),
    bytes: bundle.bytes,
    entries: bundle.entries,
    failed: verdict.failed,
    sentence: verdict.sentence,
  }
}

/** `stale`: written by another version of the program, to be read again from `batches`. */
export type FoundSession =
  | { readonly kind: 'found'; readonly session: KeptSession }
  | {
      readonly kind: 'stale'
      readonly name: string
      readonly batches: readonly (readonly DroppedFile[])[]
      readonly choices: SessionChoices
    }
  | { readonly kind: 'missing' }

export async function findSession(
  id: string,
  database: SessionDatabase = sessionDatabase(),
): Promise<FoundSession> {
  const [row, stored, fileRows] = await Promise.all([
    database.sessions.get(id),
    database.stories.get(id),
    database.files.where('session').equals(id).sortBy('index'),
  ])
  if (row === undefined) return { kind: 'missing' }
  const batches: DroppedFile[][] = []
  for (const { batch, path, blob } of fileRows) (batches[batch] ??= []).push({ path, blob })
  if (stored?.version !== STORY_VERSION) {
    return { kind: 'stale', name: row.name, batches, choices: readChoices(stored?.choices) }
  }

  const { id: _id, version: _version, files: packed, story, ...rest } = stored
  const chunkRows = await database.columns.where('session').equals(id).sortBy('chunk')
  const chunks = chunkRows.map(({ bytes }) => bytes)
  const files: LogFile[] = unpackFiles(packed, chunks)
  return {
    kind: 'found',
    session: { ...rest, name: row.name, batches, story: { ...story, files } },
  }
}

/** 128 random bits. `crypto.randomUUID` is absent on plain http:// pages. */
function newSessionId(): string {
  const bytes = crypto.getRandomValues(new Uint8Array(16))
  return Array.from(bytes, (byte) => byte.toString(16).padStart(2, '0')).join('')
}
