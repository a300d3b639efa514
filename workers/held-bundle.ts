/** The open bundle as the engine worker holds it: what was dropped, what was read of it, and what that says. */
import type { DroppedFile, Entry, Listing, LockedEntry } from '../src/core/bundle/entry.ts'
import type { ListProgress } from '../src/core/bundle/list-context.ts'
import type { Unpacked } from '../src/core/bundle/unpack/unpacking.ts'
import { chosenFor, NO_CHOICES, type SessionChoices } from '../src/core/model/choices.ts'
import type { EncodingName, LogFile } from '../src/core/model/log-file.ts'
import type { Problem } from '../src/core/model/problem.ts'
import { lockedProblems } from '../src/core/pipeline/locked-problems.ts'
import type { KeptSession } from '../src/store/keep-session.ts'
import { BundleView, makeView } from './bundle-view.ts'
import type { OpenBundle, SessionChanges } from './engine-api.ts'
import type { ReadEntry } from './read-entries.ts'
import { TextShelf } from './text-shelf.ts'

/** Dropped files -> entries. `passwords`: archive path -> password. */
export type ListFiles = (
  files: readonly DroppedFile[],
  options: {
    readonly passwords: ReadonlyMap<string, string>
    readonly signal?: AbortSignal
    readonly onProgress?: (progress: ListProgress) => void
    /** Kept between listings of the same files. */
    readonly unpacked?: Map<string, Unpacked>
  },
) => Promise<Listing>

/** An entry's text in the encoding that a person chose (null = by evidence), without columns; null where it has none. */
export type UnpackText = (entry: Entry, encoding: EncodingName | null) => Promise<Blob | null>

/** What reads files, given from outside so that tests can do without archives. */
export interface Readers {
  readonly list: ListFiles
  readonly unpack: UnpackText
  /** An entry's bytes as they are; null where they are too many or cannot be had. */
  readonly bytes: (entry: Entry) => Promise<Blob | null>
}

export class HeldBundle {
  readonly name: string
  /** The first drop, then each addition. */
  readonly batches: (readonly DroppedFile[])[] = []
  /** In order of listing. Empty for a kept session until a text of it is asked for. */
  readonly entries = new Map<string, Entry>()
  readonly files = new Map<string, LogFile>()
  readonly locked = new Map<string, LockedEntry>()
  readonly passwords = new Map<string, string>()
  /** One list per batch, from listing. */
  readonly listProblems: (readonly Problem[])[] = []
  /** Those that stand in no LogFile, by path of the entry. */
  readonly entryProblems = new Map<string, readonly Problem[]>()
  choices: SessionChoices = NO_CHOICES
  sessionId: string | null = null
  notKept: OpenBundle['notKept'] = null
  /** Writing this bundle, or the one it was copied from, to the store; gives the id it is kept under. */
  keeping: Promise<string | null> = Promise.resolve(null)
  view: BundleView | null = null
  texts: TextShelf

  readonly #readers: Readers
  /** Which batch gave a path: a later one with the same path has to give way. */
  readonly #batchOf = new Map<string, number>()
  /** Where an entry was locked, once it has been opened with a password. */
  readonly #lockOf = new Map<string, LockedEntry>()
  /** Batches whose archives have been opened. */
  readonly #listed = new Set<number>()
  /** Per batch, what its archives hold: a password for one of them is no reason to unpack the others again. */
  #unpacked = new WeakMap<readonly DroppedFile[], Map<string, Unpacked>>()
  /** Archives that had been opened with a password when the session was kept: read, but without their texts. */
  readonly #openedWhenKept = new Set<string>()
  /** Archives whose list of files was locked, once a password has opened it. */
  readonly #openedLists = new Map<string, LockedEntry>()
  /** What there was before this copy was made. */
  #before = { files: 0, locked: 0 }
  #relisting: Promise<void> | null = null
  #refreshes = 0

  constructor(name: string, readers: Readers) {
    this.name = name
    this.#readers = readers
    this.texts = new TextShelf((path) => this.#unpackAgain(path))
  }

  /** A copy to add to, so that giving up leaves this one as it was. Tables and texts are shared. */
  fork(): HeldBundle {
    const copy = new HeldBundle(this.name, this.#readers)
    copy.batches.push(...this.batches)
    copy.listProblems.push(...this.listProblems)
    copyInto(copy.entries, this.entries)
    copyInto(copy.files, this.files)
    copyInto(copy.locked, this.locked)
    copyInto(copy.passwords, this.passwords)
    copyInto(copy.entryProblems, this.entryProblems)
    copyInto(copy.#batchOf, this.#batchOf)
    copyInto(copy.#lockOf, this.#lockOf)
    copyInto(copy.#openedLists, this.#openedLists)
    for (const path of this.#openedWhenKept) copy.#openedWhenKept.add(path)
    for (const batch of this.#listed) copy.#listed.add(batch)
    copy.#unpacked = this.#unpacked
    const { choices, sessionId, notKept, keeping, view } = this
    Object.assign(copy, { choices, sessionId, notKept, keeping, view })
    copy.texts = this.texts.sharedWith((path) => copy.#unpackAgain(path))
    copy.#before = { files: this.files.size, locked: this.locked.size }
    return copy
  }

  get bytes(): number {
    return this.batches.flat().reduce((sum, { blob }) => sum + blob.size, 0)
  }

  /** Files in order of listing, whatever order they were read in. */
  orderedFiles(): readonly LogFile[] {
    // What a kept session had read with a password is listed as locked, not as an entry: it is a file all the same.
    const paths = new Set([...this.entries.keys(), ...this.files.keys()])
    return [...paths].flatMap((path) => this.files.get(path) ?? [])
  }

  problems(): readonly Problem[] {
    // What a kept session had read with a password is only without its text.
    const unread = [...this.locked.values()].filter(
      ({ path }) => !this.files.has(path) && !this.#openedWhenKept.has(path),
    )
    return [
      ...this.listProblems.flat(),
      ...lockedProblems(unread),
      ...[...this.entryProblems.values()].flat(),
    ]
  }

  /** True where a copy was added to and nothing came of it: no file, no lock, no unlocking. */
  gainedNothing(): boolean {
    return this.files.size === this.#before.files && this.locked.size === this.#before.locked
  }

  /** Archives have to be opened again: a password has come. */
  unlock(archivePath: string, password: string): void {
    this.passwords.set(archivePath, password)
    this.#listed.clear()
  }

  /** Lists what has not been listed, and returns the entries to read. */
  async list(
    signal?: AbortSignal,
    onProgress: (progress: ListProgress) => void = () => undefined,
  ): Promise<readonly Entry[]> {
    const unlocked = new Set<string>()
    const options = { ...(signal && { signal }), onProgress }
    for (let batch = 0; batch < this.batches.length; batch++) {
      if (!this.#listed.has(batch)) await this.#listBatch(batch, unlocked, options)
    }
    return [...this.entries.values()].filter(({ path }) => {
      // An unlocked entry of a kept session is read again: that alone shows whether the password is right.
      if (unlocked.has(path) || this.isReadOtherwise(path)) return true
      return !this.files.has(path) && !this.entryProblems.has(path)
    })
  }

  /** The encoding that a person chose for a log; null = none. */
  encodingOf(path: string): EncodingName | null {
    return chosenFor(this.choices.encodings, path) ?? null
  }

  /** Another encoding was chosen since it was read. What has no text of its own is not read in any. */
  isReadOtherwise(path: string): boolean {
    const file = this.files.get(path)
    if (file === undefined || file.rendered !== null) return false
    return this.encodingOf(path) !== this.#readAs(path)
  }

  /** The chosen encoding that a log was last read in; null = by evidence. */
  #readAs(path: string): EncodingName | null {
    const file = this.files.get(path)
    return file?.encodingChosen === true ? file.encoding : null
  }

  async #listBatch(
    batch: number,
    unlocked: Set<string>,
    options: { signal?: AbortSignal; onProgress: (progress: ListProgress) => void },
  ): Promise<void> {
    const files = this.batches[batch] ?? []
    const unpacked = this.#unpacked.get(files) ?? new Map<string, Unpacked>()
    this.#unpacked.set(files, unpacked)
    const listing = await this.#readers.list(files, {
      passwords: this.passwords,
      unpacked,
      ...options,
    })
    this.#listed.add(batch)
    const problems = [...listing.problems]
    const own = (path: string): string => this.#ownPath(path, batch, listing.name)
    for (const listed of listing.entries) {
      if (this.#isRepeated(listed, batch)) {
        const detail = 'a file of this name and size is already in the bundle'
        const skipped = listed.bytes
        problems.push({ code: 'duplicate-path', path: listed.path, at: null, detail, skipped })
        continue
      }
      const path = own(listed.path)
      this.#batchOf.set(path, batch)
      this.entries.set(path, path === listed.path ? listed : { ...listed, path })
      const lock = this.locked.get(path)
      if (lock === undefined) continue
      this.#lockOf.set(path, lock)
      this.locked.delete(path)
      this.entryProblems.delete(path)
      unlocked.add(path)
    }
    this.#openLists(listing, own)
    for (const lock of listing.locked) {
      const path = own(lock.path)
      this.#batchOf.set(path, batch)
      this.locked.set(path, { ...lock, path })
    }
    this.listProblems[batch] = problems
  }

  /** An archive that was one lock, its names being encrypted, gives way to the files in it. */
  #openLists({ locked }: Listing, own: (path: string) => string): void {
    const still = new Set(locked.map(({ path }) => own(path)))
    for (const [path, lock] of this.locked) {
      const isList = lock.path === lock.archivePath
      if (!isList || still.has(path) || !this.passwords.has(lock.archivePath)) continue
      this.locked.delete(path)
      this.#openedLists.set(path, lock)
    }
  }

  #isRepeated(listed: Entry, batch: number): boolean {
    const owner = this.#batchOf.get(listed.path)
    if (owner === undefined || owner === batch || listed.bytes === null) return false
    return this.entries.get(listed.path)?.bytes === listed.bytes
  }

  #ownPath(path: string, batch: number, name: string): string {
    const isTaken = (candidate: string): boolean =>
      (this.#batchOf.get(candidate) ?? batch) !== batch
    if (!isTaken(path)) return path
    let candidate = `${name}!/${path}`
    for (let number = 2; isTaken(candidate); number++) candidate = `${name} (${number})!/${path}`
    return candidate
  }

  take({ entry, file, text, problems }: ReadEntry): void {
    const { path } = entry
    if (file !== null) this.files.set(path, file)
    if (file !== null) this.texts.put(path, text)
    if (problems.length > 0) this.entryProblems.set(path, problems)
    else this.entryProblems.delete(path)
    const lock = this.#lockOf.get(path)
    if (lock === undefined || file !== null) return
    if (problems.some(({ code }) => code === 'wrong-password')) {
      // Waits for the right one.
      this.locked.set(path, lock)
      this.entries.delete(path)
      this.entryProblems.delete(path)
    }
  }

  /** Tells the story of the files as they are now. */
  async refresh(): Promise<BundleView> {
    const mine = ++this.#refreshes
    const { name, choices } = this
    const view = await makeView({
      name,
      bytes: this.bytes,
      entries: this.#entryCount(),
      files: this.orderedFiles(),
      choices,
      problems: this.problems(),
      textOf: (path) => this.texts.text(path),
    })
    // A later one may be done before: it knows more files, or newer clocks.
    if (mine === this.#refreshes || this.view === null) this.view = view
    return view
  }

  #entryCount(): number {
    // A kept session is not listed until a text is asked for.
    if (this.entries.size === 0 && this.view !== null) return this.view.analysis.bundle.entries
    return this.entries.size + this.locked.size
  }

  toOpenBundle(complete: boolean, changes: SessionChanges | null): OpenBundle {
    const { sessionId, notKept, view, locked, choices } = this
    if (view === null) throw new Error('the bundle has no story yet')
    const { analysis, timeline } = view
    return {
      sessionId,
      notKept,
      analysis,
      timeline,
      locked: [...locked.values()],
      choices,
      complete,
      changes,
    }
  }

  toKeep(): KeptSession {
    const { name, batches, choices, view } = this
    if (view === null) throw new Error('the bundle has no story yet')
    const { story, analysis, timeline } = view
    return {
      name,
      batches,
      choices,
      story,
      analysis,
      timeline,
      locked: this.#lockedWhenKept(),
      listProblems: this.listProblems.flat(),
      entryProblems: [...this.entryProblems.values()].flat(),
    }
  }

  /** Takes a kept session's story; its archives are opened when a text is asked for. */
  restore(kept: KeptSession): void {
    const { story, analysis, timeline, choices, locked, listProblems, entryProblems } = kept
    for (const file of story.files) this.files.set(file.path, file)
    const { problems } = analysis
    const stillLocked = problems.filter(({ code }) => code === 'encrypted').map(({ path }) => path)
    for (const lock of locked) {
      this.locked.set(lock.path, lock)
      if (!stillLocked.includes(lock.path)) this.#openedWhenKept.add(lock.path)
    }
    this.listProblems[0] = listProblems
    for (const problem of entryProblems) {
      const { path } = problem
      this.entryProblems.set(path, [...(this.entryProblems.get(path) ?? []), problem])
    }
    this.choices = choices
    this.view = new BundleView(story, analysis, timeline)
  }

  /** Locked entries, with those that only a password of this session opens: it is never kept. */
  #lockedWhenKept(): readonly LockedEntry[] {
    const unlocked = [...this.#lockOf.values(), ...this.#openedLists.values()]
    const opened = unlocked.filter(({ path }) => !this.locked.has(path))
    return [...this.locked.values(), ...opened]
  }

  async #unpackAgain(path: string): Promise<Blob | null> {
    const entry = await this.entryOf(path)
    return entry === null ? null : this.#readers.unpack(entry, this.#readAs(path))
  }

  /** The bytes of an entry as they are in its archive. */
  async bytesOf(path: string): Promise<Blob | null> {
    const entry = await this.entryOf(path)
    return entry === null ? null : this.#readers.bytes(entry)
  }

  /** The same where it need not be unpacked at once: a file beside no archive has any size. */
  async wholeOf(path: string): Promise<Blob | null> {
    const entry = await this.entryOf(path)
    if (entry?.source.how === 'blob') return entry.source.blob
    return entry === null ? null : this.#readers.bytes(entry)
  }

  /** An entry to read again, archives of a kept session being opened for it; null where it waits for a password, or is none. */
  async entryOf(path: string): Promise<Entry | null> {
    // Two views may ask at once: both wait for the whole listing, or the second finds only the first batch listed.
    if (!this.entries.has(path) && this.#listed.size < this.batches.length)
      this.#relisting ??= this.list().then(() => undefined)
    await this.#relisting
    return this.entries.get(path) ?? null
  }
}

function copyInto<Key, Value>(to: Map<Key, Value>, from: ReadonlyMap<Key, Value>): void {
  for (const [key, value] of from) to.set(key, value)
}
