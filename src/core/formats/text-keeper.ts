/** Passes windows on and keeps their bytes as the entry's text, unless its own Blob already is that text. */
import type { TextWindow } from '../text/text-window.ts'
import type { TextWindows } from '../text/windows.ts'
import { BlobParts } from './entry-bytes.ts'

export class TextKeeper implements AsyncIterable<TextWindow> {
  readonly #windows: TextWindows
  readonly #blob: Blob | undefined
  readonly #parts = new BlobParts()
  readonly #iterator: AsyncGenerator<TextWindow>
  #kept = 0

  constructor(windows: TextWindows, blob: Blob | undefined) {
    this.#windows = windows
    this.#blob = blob
    this.#iterator = windows[Symbol.asyncIterator]()
  }

  [Symbol.asyncIterator](): AsyncIterator<TextWindow> {
    return { next: () => this.#next() }
  }

  async drain(): Promise<void> {
    for await (const _ of this) continue
  }

  text(): Blob {
    return this.#canReuse && this.#blob ? this.#blob : this.#parts.blob()
  }

  /** Changed line ends are known before the first window comes. */
  get #canReuse(): boolean {
    return this.#blob !== undefined && !this.#windows.changesBytes
  }

  async #next(): Promise<IteratorResult<TextWindow, undefined>> {
    const step = await this.#iterator.next()
    if (step.done === true) return { done: true, value: undefined }
    if (!this.#canReuse) this.#keep(step.value)
    return { done: false, value: step.value }
  }

  #keep({ bytes, offset }: TextWindow): void {
    // The mark before the first window is kept too, so that offsets are those of the file.
    if (offset > this.#kept) this.#parts.add(MARK.slice(0, offset - this.#kept))
    this.#parts.add(bytes.slice())
    this.#kept = offset + bytes.length
  }
}

const MARK = new Uint8Array([0xef, 0xbb, 0xbf])
