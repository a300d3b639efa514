/**
 * Texts of the open bundle. Those of this reading are Blobs, which a browser keeps outside of the worker's memory;
 * those of a kept session are unpacked again when a line is asked for, and the last few are held.
 */

/** Texts unpacked again and held, in bytes: one very large log, or many of the usual size. */
const HELD_BYTES = 512 << 20

/** Unpacks a text again; null where that cannot be done (password not given, file gone). */
export type Unpack = (path: string) => Promise<Blob | null>

export class TextShelf {
  #fresh = new Map<string, Blob>()
  /** In order of use, the latest last. A promise, so that two views of one log unpack it once. */
  readonly #held = new Map<string, Promise<Blob | null>>()
  readonly #sizes = new Map<string, number>()
  readonly #unpack: Unpack

  constructor(unpack: Unpack) {
    this.#unpack = unpack
  }

  /** A shelf with the same fresh texts (they are the same files) that unpacks in another way. */
  sharedWith(unpack: Unpack): TextShelf {
    const shelf = new TextShelf(unpack)
    shelf.#fresh = new Map(this.#fresh)
    return shelf
  }

  /** null = it has none (any more): a log that is read anew may turn out to be no text. */
  put(path: string, text: Blob | null): void {
    this.#held.delete(path)
    if (text === null) this.#fresh.delete(path)
    else this.#fresh.set(path, text)
  }

  text(path: string): Promise<Blob | null> {
    const fresh = this.#fresh.get(path)
    if (fresh !== undefined) return Promise.resolve(fresh)
    const held = this.#held.get(path) ?? this.#fetch(path)
    this.#held.delete(path)
    this.#held.set(path, held)
    return held
  }

  #fetch(path: string): Promise<Blob | null> {
    const fetched = this.#unpack(path).catch(() => null)
    void fetched.then((text) => {
      // What could not be had is asked for again: a password may have come.
      if (text === null) this.#held.delete(path)
      else {
        this.#sizes.set(path, text.size)
        this.#forget()
      }
    })
    return fetched
  }

  #forget(): void {
    let total = 0
    for (const path of this.#held.keys()) total += this.#sizes.get(path) ?? 0
    for (const path of this.#held.keys()) {
      if (total <= HELD_BYTES || this.#held.size === 1) return
      total -= this.#sizes.get(path) ?? 0
      this.#held.delete(path)
    }
  }
}
