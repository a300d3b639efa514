/** Spreads entries over the pool and collects what comes back. */
import type { Entry } from '../src/core/bundle/entry.ts'
import type { EncodingName, LogFile } from '../src/core/model/log-file.ts'
import type { Problem } from '../src/core/model/problem.ts'
import type { ReadProgress } from './engine-api.ts'
import type { ParsePool, SlotResult } from './parse-pool.ts'

export interface ReadEntry {
  readonly entry: Entry
  readonly file: LogFile | null
  readonly text: Blob | null
  readonly problems: readonly Problem[]
}

export interface ReadWatch {
  readonly isCancelled: () => boolean
  /** The encoding that a person chose for a path; null = none. */
  readonly encodingOf: (path: string) => EncodingName | null
  readonly progress: (progress: ReadProgress) => void
  readonly read: (result: ReadEntry) => void
}

/** Entries up to this size (unpacked, bytes) are read in no time: their findings need not wait for the large ones. */
const QUICK_BYTES = 1 << 20

/** In a large bundle, so are larger ones: up to this part of the whole. */
const QUICK_SHARE = 0.01

const weight = (entry: Entry): number => entry.bytes ?? entry.packedBytes * 8

/**
 * Two ends of one line, ordered by size. Slots take the largest first, so that none is left alone with a large entry
 * at the end; the last slot takes the quick ones first, so that findings show early. Together they waste nothing.
 */
export class EntryQueue {
  readonly #order: readonly Entry[]
  readonly #quickBytes: number
  #first = 0
  #last: number

  constructor(entries: readonly Entry[]) {
    this.#order = [...entries].sort((a, b) => weight(b) - weight(a))
    this.#last = this.#order.length - 1
    const total = entries.reduce((sum, entry) => sum + weight(entry), 0)
    this.#quickBytes = Math.max(QUICK_BYTES, total * QUICK_SHARE)
  }

  next(quickFirst: boolean): Entry | undefined {
    if (this.#first > this.#last) return undefined
    const smallest = this.#order[this.#last] as Entry
    if (quickFirst && weight(smallest) <= this.#quickBytes) {
      this.#last--
      return smallest
    }
    return this.#order[this.#first++]
  }
}

/** Reads all entries; ends early where it is cancelled. Never throws for what an entry holds. */
export async function readEntries(
  entries: readonly Entry[],
  pool: ParsePool,
  watch: ReadWatch,
): Promise<void> {
  const queue = new EntryQueue(entries)
  const totalBytes = entries.reduce((sum, entry) => sum + entry.packedBytes, 0)
  const partly = new Map<Entry, number>()
  let settledBytes = 0
  let doneEntries = 0
  const report = (entry: Entry): void => {
    let doneBytes = settledBytes
    for (const [running, bytes] of partly) doneBytes += Math.min(bytes, running.packedBytes)
    const totalEntries = entries.length
    const stage = 'reading'
    watch.progress({ stage, doneBytes, totalBytes, entry: entry.path, doneEntries, totalEntries })
  }
  const runSlot = async (slot: number): Promise<void> => {
    const quickFirst = slot === pool.size - 1
    while (!watch.isCancelled()) {
      const entry = queue.next(quickFirst)
      if (entry === undefined) return
      partly.set(entry, 0)
      report(entry)
      const asked = { entry, encoding: watch.encodingOf(entry.path) }
      const result = await pool.run(slot, asked, (bytes) => {
        partly.set(entry, bytes)
        report(entry)
      })
      if (watch.isCancelled()) return
      partly.delete(entry)
      settledBytes += entry.packedBytes
      doneEntries++
      report(entry)
      watch.read(readEntryOf(entry, result))
    }
  }
  await Promise.all(Array.from({ length: pool.size }, (_, slot) => runSlot(slot)))
}

/** What a slot made of an entry; a worker that ended is a problem of the entry. */
export function readEntryOf(entry: Entry, result: SlotResult): ReadEntry {
  if (result.kind === 'done') return { entry, ...result.done }
  return { entry, file: null, text: null, problems: [workerDied(entry, result.why)] }
}

function workerDied(entry: Entry, why: string): Problem {
  return {
    code: 'worker-died',
    path: entry.path,
    at: null,
    detail: `the worker that read this entry ended: ${why}`,
    skipped: entry.bytes,
  }
}
