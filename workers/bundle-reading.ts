/** One reading of a bundle from listing to keeping: progress, analyses of what is read so far, giving up. */
import type { Analysis } from '../src/core/model/analysis.ts'
import type { OpenBundle, OpenResult, ReadProgress } from './engine-api.ts'
import type { HeldBundle } from './held-bundle.ts'
import type { ParsePool } from './parse-pool.ts'
import { readEntries } from './read-entries.ts'
import { sessionChanges } from './session-changes.ts'
import type { SessionShelf } from './session-shelf.ts'

export interface Listeners {
  progress(progress: ReadProgress): void
  partial(bundle: OpenBundle): void
}

export interface ReadingParts {
  readonly pool: ParsePool
  readonly shelf: SessionShelf
  readonly now: () => number
}

/** Progress is for eyes: ten times a second, in ms. */
const PROGRESS_MS = 100

/** The first analysis of what is read so far comes this soon, in ms; each next one takes twice as long to come. */
const PARTIAL_MS = 250

/** Partial analyses, with the page's work of showing them, may take this part of the time: they hold up the reading. */
const PARTIAL_SHARE = 0.1

/** An analysis of a part is not worth its time when the whole is this near, in ms. */
const NEARLY_DONE_MS = 2000

/** Sessions with fewer records are kept in no time, so that one answer tells all. */
const QUICKLY_KEPT_ROWS = 100_000

const CANCELLED: OpenResult = { kind: 'cancelled' }

export class BundleReading {
  readonly #bundle: HeldBundle
  readonly #parts: ReadingParts
  readonly #listeners: Listeners
  readonly #abort = new AbortController()
  /** Settles when it is cancelled, so that nothing waits for a worker that is gone. */
  readonly #cancelled: Promise<OpenResult>
  /** Settles when the pool is free again: all is read, or the reading was given up. */
  readonly whenRead: Promise<void>
  #poolIsFree = (): void => undefined
  /** What a cancel comes too late for: the whole is shown already, and only being kept. */
  #told: OpenResult = CANCELLED
  #lastProgress = -Infinity
  #lastPartial = 0
  #readingSince = 0
  /** 0..1 of the packed bytes. */
  #readShare = 0
  #partials = 0
  /** Least time to the next partial analysis, ms. */
  #partialGap = PARTIAL_MS
  #partialTimer: ReturnType<typeof setTimeout> | null = null
  #partialRunning: Promise<void> = Promise.resolve()

  constructor(bundle: HeldBundle, parts: ReadingParts, listeners: Listeners) {
    this.#bundle = bundle
    this.#parts = parts
    this.#listeners = listeners
    this.#cancelled = new Promise((resolve) => {
      this.#abort.signal.addEventListener('abort', () => resolve(this.#told))
    })
    this.whenRead = new Promise((resolve) => (this.#poolIsFree = resolve))
  }

  cancel(): void {
    this.#abort.abort()
    this.#poolIsFree()
  }

  /** `before`: the analysis that this reading adds to; null = a first reading. */
  run(before: Analysis | null): Promise<OpenResult> {
    const reading = this.#read(before).finally(() => {
      this.#stopPartials()
      this.#poolIsFree()
    })
    // After a cancel nobody listens any more, and what breaks off late is no news.
    reading.catch(() => undefined)
    return Promise.race([reading, this.#cancelled])
  }

  async #read(before: Analysis | null): Promise<OpenResult> {
    const bundle = this.#bundle
    const { pool, now } = this.#parts
    this.#tell({ ...NOTHING, stage: 'listing' }, true)
    const entries = await bundle.list(this.#abort.signal, ({ path: entry, unpacking }) => {
      if (unpacking === null) this.#tell({ ...NOTHING, stage: 'listing', entry })
      else {
        // The first word of an archive may be the last for a while: deriving a key takes its time.
        const isFirst = unpacking.doneBytes === 0
        this.#tell({ ...NOTHING, ...unpacking, stage: 'unpacking', entry }, isFirst)
      }
    })
    if (this.#isCancelled()) return CANCELLED
    this.#readingSince = this.#lastPartial = now()
    await readEntries(entries, pool, {
      isCancelled: () => this.#isCancelled(),
      encodingOf: (path) => bundle.encodingOf(path),
      progress: (progress) => {
        this.#readShare = progress.doneBytes / Math.max(1, progress.totalBytes)
        this.#tell(progress)
      },
      read: (one) => {
        if (this.#isCancelled()) return
        bundle.take(one)
        if (one.file !== null) this.#planPartial()
      },
    })
    if (this.#isCancelled()) return CANCELLED
    this.#poolIsFree()
    this.#stopPartials()
    await this.#partialRunning
    if (bundle.files.size === 0 || (before !== null && bundle.gainedNothing())) {
      return this.#refuse()
    }
    const totalBytes = entries.reduce((sum, { packedBytes }) => sum + packedBytes, 0)
    const done = { doneBytes: totalBytes, totalBytes, entry: '' }
    const all = { ...done, doneEntries: entries.length, totalEntries: entries.length }
    this.#tell({ ...all, stage: 'story' }, true)
    const { analysis } = await bundle.refresh()
    if (this.#isCancelled()) return CANCELLED
    const changes = before === null ? null : sessionChanges(before, analysis)
    this.#tell({ ...all, stage: 'keeping' }, true)
    if (rowsOf(bundle) > QUICKLY_KEPT_ROWS) {
      // All there is to see is known, and storage may be slow.
      const shown = bundle.toOpenBundle(true, changes)
      this.#told = { kind: 'opened', bundle: shown }
      this.#listeners.partial(shown)
    }
    // What this was added to may still be on its way into the store: it is one session, not two.
    bundle.keeping = this.#keep(bundle.keeping)
    await bundle.keeping
    return { kind: 'opened', bundle: bundle.toOpenBundle(true, changes) }
  }

  async #keep(earlier: Promise<string | null>): Promise<string | null> {
    const bundle = this.#bundle
    bundle.sessionId ??= await earlier
    const { shelf } = this.#parts
    const { view } = bundle
    const kept = await shelf.keep(bundle.sessionId, bundle.toKeep())
    bundle.sessionId = kept.kept ? kept.id : null
    bundle.notKept = kept.kept ? null : kept.why
    // Something was chosen meanwhile: a clock, or the encoding of a log, which was then read anew.
    if (kept.kept && bundle.view !== view) {
      const isReread = bundle.view?.story.files.some((file, at) => file !== view?.story.files[at])
      await shelf[isReread ? 'replace' : 'update'](kept.id, bundle.toKeep())
    }
    return bundle.sessionId
  }

  #refuse(): OpenResult {
    const locked = [...this.#bundle.locked.values()]
    return { kind: 'refused', refusal: { problems: this.#bundle.problems(), locked } }
  }

  #isCancelled(): boolean {
    return this.#abort.signal.aborted
  }

  #tell(progress: ReadProgress, always = false): void {
    const at = this.#parts.now()
    const isLast = progress.stage === 'reading' && progress.doneEntries === progress.totalEntries
    if (this.#isCancelled() || (!always && !isLast && at - this.#lastProgress < PROGRESS_MS)) return
    this.#lastProgress = at
    this.#listeners.progress(progress)
  }

  #planPartial(): void {
    if (this.#partialTimer !== null) return
    const wait = Math.max(0, this.#lastPartial + this.#partialGap - this.#parts.now())
    this.#partialTimer = setTimeout(() => {
      this.#partialRunning = this.#partial().finally(() => (this.#partialTimer = null))
    }, wait)
  }

  async #partial(): Promise<void> {
    const started = this.#parts.now()
    const elapsed = started - this.#readingSince
    const left = elapsed / Math.max(this.#readShare, 0.001) - elapsed
    if (left < NEARLY_DONE_MS && this.#partials > 0) return
    this.#partials++
    try {
      await this.#bundle.refresh()
      if (!this.#isCancelled()) this.#listeners.partial(this.#bundle.toOpenBundle(false, null))
    } catch {
      // Half a bundle may be told in a way that the whole is not; only the whole one counts.
    }
    this.#lastPartial = this.#parts.now()
    const cost = this.#lastPartial - started
    this.#partialGap = Math.max(2 * this.#partialGap, cost / PARTIAL_SHARE)
  }

  #stopPartials(): void {
    if (this.#partialTimer !== null) clearTimeout(this.#partialTimer)
  }
}

const NOTHING = { doneBytes: 0, totalBytes: 0, entry: '', doneEntries: 0, totalEntries: 0 }

function rowsOf(bundle: HeldBundle): number {
  let rows = 0
  for (const { table } of bundle.files.values()) rows += table.length
  return rows
}
