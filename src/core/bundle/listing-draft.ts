/** A listing while it grows: keeps paths unique and totals within the limits. */
import type { Problem, ProblemCode } from '../model/problem.ts'
import type { Entry, LockedEntry } from './entry.ts'
import type { Limits } from './limits.ts'

export class ListingDraft {
  readonly entries: Entry[] = []
  readonly locked: LockedEntry[] = []
  readonly problems: Problem[] = []
  readonly #paths = new Set<string>()
  readonly #limits: Limits
  #totalBytes = 0
  #refused = 0

  constructor(limits: Limits) {
    this.#limits = limits
  }

  report(code: ProblemCode, path: string, detail: string, skipped: number | null = null): void {
    this.problems.push({ code, path, at: null, detail, skipped })
  }

  /** The path itself, or with a number where it is taken already: both files are kept. */
  claimPath(path: string): string {
    if (!this.#paths.has(path)) {
      this.#paths.add(path)
      return path
    }
    let number = 2
    while (this.#paths.has(`${path} (${number})`)) number++
    const free = `${path} (${number})`
    this.#paths.add(free)
    this.report('duplicate-path', free, `a second file named ${path}`)
    return free
  }

  /** Adds the entry, or a Problem where it would go over a limit. */
  add(entry: Entry): void {
    const bytes = entry.bytes ?? 0
    const { entries, entryBytes, totalBytes } = this.#limits
    if (this.entries.length >= entries) {
      // One line for all that follow: thousands of equal ones would help nobody.
      this.#refused++
      return
    }
    if (bytes > entryBytes) {
      const detail = `${bytes} bytes unpacked; the limit for one file is ${entryBytes}`
      this.report('over-limit', entry.path, detail, bytes)
    } else if (this.#totalBytes + bytes > totalBytes) {
      const detail = `with its ${bytes} bytes the bundle would go over ${totalBytes} unpacked`
      this.report('over-limit', entry.path, detail, bytes)
    } else {
      this.#totalBytes += bytes
      this.entries.push(entry)
    }
  }

  /** To be called once, when nothing is added any more. */
  close(bundleName: string): void {
    if (this.#refused === 0) return
    const detail = `${this.#refused} files more than the ${this.#limits.entries} that are listed`
    this.report('over-limit', bundleName, detail)
  }
}
