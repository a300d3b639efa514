/** One log of the open bundle read anew, in the encoding that a person chose for it: all others stay as they are. */
import type { HeldBundle } from './held-bundle.ts'
import type { ParsePool } from './parse-pool.ts'
import { readEntryOf } from './read-entries.ts'

/** waiting = for the password of its archive; failed = its problems are told. In all but `read` the log is as it was. */
export type RereadEnd = 'read' | 'waiting' | 'failed' | 'given-up'

export class Rereading {
  readonly #bundle: HeldBundle
  readonly #path: string
  readonly #abort = new AbortController()
  /** Settles when it is given up, so that nothing waits for a worker that is gone. */
  readonly #cancelled: Promise<RereadEnd>

  constructor(bundle: HeldBundle, path: string) {
    this.#bundle = bundle
    this.#path = path
    this.#cancelled = new Promise((resolve) => {
      this.#abort.signal.addEventListener('abort', () => resolve('given-up'))
    })
  }

  cancel(): void {
    this.#abort.abort()
  }

  /** Call it where no reading uses the pool. */
  async run(pool: ParsePool): Promise<RereadEnd> {
    const reading = this.#read(pool)
    // After a cancel nobody listens any more, and what breaks off late is no news.
    reading.catch(() => undefined)
    return Promise.race([reading, this.#cancelled])
  }

  async #read(pool: ParsePool): Promise<RereadEnd> {
    const bundle = this.#bundle
    const path = this.#path
    const entry = await bundle.entryOf(path)
    if (this.#abort.signal.aborted) return 'given-up'
    if (entry === null) return 'waiting'
    const asked = { entry, encoding: bundle.encodingOf(path) }
    const result = await pool.runSoon(asked, () => undefined)
    if (this.#abort.signal.aborted) return 'given-up'
    const read = readEntryOf(entry, result)
    if (read.file === null) bundle.entryProblems.set(path, read.problems)
    else bundle.take(read)
    await bundle.refresh()
    return read.file === null ? 'failed' : 'read'
  }
}
