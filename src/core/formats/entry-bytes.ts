/** The bytes of an entry as they come: a head to sniff on, then all of them, with failures as Problems. */
import type { Problem } from '../model/problem.ts'
import { HEAD_BYTES } from './pick-format.ts'

interface EntryBytesOptions {
  readonly tell: (problem: Omit<Problem, 'path'>) => void
  readonly onProgress?: (bytesDone: number) => void
  readonly signal?: AbortSignal
}

export class EntryBytes {
  /** Bytes handed on so far. */
  done = 0
  /** The source broke off; what came before is read as far as it goes. */
  failed = false
  readonly #source: AsyncIterator<Uint8Array>
  readonly #options: EntryBytesOptions
  readonly #early: Uint8Array[] = []

  constructor(chunks: AsyncIterable<Uint8Array>, options: EntryBytesOptions) {
    this.#source = chunks[Symbol.asyncIterator]()
    this.#options = options
  }

  /** The first 64 KiB, or all there is. `chunks` gives them again. */
  async head(): Promise<Uint8Array> {
    let length = 0
    while (length < HEAD_BYTES) {
      const chunk = await this.#next()
      if (chunk === null) break
      // The source may use its buffer again for the next chunk.
      this.#early.push(chunk.slice())
      length += chunk.length
    }
    const head = new Uint8Array(Math.min(length, HEAD_BYTES))
    let at = 0
    for (const chunk of this.#early) {
      head.set(chunk.subarray(0, head.length - at), at)
      at += Math.min(chunk.length, head.length - at)
    }
    return head
  }

  async *chunks(): AsyncGenerator<Uint8Array> {
    for (let chunk = this.#early.shift(); chunk !== undefined; chunk = this.#early.shift()) {
      yield this.#count(chunk)
    }
    for (let chunk = await this.#next(); chunk !== null; chunk = await this.#next()) {
      yield this.#count(chunk)
    }
  }

  /** All bytes were read by another way. */
  finish(total: number): void {
    this.done = total
    this.#options.onProgress?.(total)
  }

  #count(chunk: Uint8Array): Uint8Array {
    this.done += chunk.length
    this.#options.onProgress?.(this.done)
    return chunk
  }

  async #next(): Promise<Uint8Array | null> {
    const { signal, tell } = this.#options
    signal?.throwIfAborted()
    if (this.failed) return null
    try {
      const step = await this.#source.next()
      return step.done === true ? null : step.value
    } catch (error) {
      signal?.throwIfAborted()
      this.failed = true
      tell({
        code: 'damaged',
        at: `${this.done}`,
        detail: `Expected more bytes, the source broke off: ${error instanceof Error ? error.message : String(error)}`,
        skipped: null,
      })
      return null
    }
  }
}

/** Chunks per intermediate Blob: a browser may move a Blob out of memory, an array of chunks it may not. */
const PARTS = 64

/** Collects bytes into a Blob. Each part must stay unchanged until it is in. */
export class BlobParts {
  readonly #whole: Blob[] = []
  #parts: (Uint8Array<ArrayBuffer> | Blob)[] = []

  add(copy: Uint8Array<ArrayBuffer> | Blob): void {
    this.#parts.push(copy)
    if (this.#parts.length < PARTS) return
    this.#whole.push(new Blob(this.#parts))
    this.#parts = []
  }

  blob(): Blob {
    return new Blob([...this.#whole, ...this.#parts])
  }
}

export async function collectBlob(chunks: AsyncIterable<Uint8Array>): Promise<Blob> {
  const parts = new BlobParts()
  for await (const chunk of chunks) parts.add(chunk.slice())
  return parts.blob()
}
