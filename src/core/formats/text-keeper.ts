/** Passes windows on and keeps their bytes as the entry's text, unless its own Blob already is that text. */
import type { TextWindow } from '../text/text-window.ts'
import type { TextWindows } from '../text/windows.ts'
import { BlobParts } from './entry-bytes.ts'

export class TextKeeper implements AsyncIterable<TextWindow> {
  readonly #windows: TextWindows
  readonly #blob: Blob | undefined
  readonly #isChanged: () => boolean
  readonly #parts = new BlobParts()
  readonly #iterator: AsyncGenerator<TextWindow>
  #kept = 0

  /** `blob`: the bytes as they came, where the text may be the same. `isChanged`: whether it is not, as far as it was read. */
  constructor(windows: TextWindows, blob: Blob | undefined, isChanged: () => boolean) {
    this.#windows = windows
    this.#blob = blob
    this.#isChanged = isChanged
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

  /** What is changed is known before its window comes; up to there the text is the bytes as they came. */
  get #canReuse(): boolean {
    return this.#blob !== undefined && !this.#windows.changesBytes && !this.#isChanged()
  }

  async #next(): Promise<IteratorResult<TextWindow, undefined>> {
    const step = await this.#iterator.next()
    if (step.done === true) return { done: true, value: undefined }
    if (!this.#canReuse) this.#keep(step.value)
    return { done: false, value: step.value }
  }

  #keep({ bytes, offset }: TextWindow): void {
    if (offset > this.#kept) {
      // The mark before the first window is kept too, so that offsets are those of the file.
      const before = this.#blob?.slice(this.#kept, offset) ?? MARK.slice(0, offset - this.#kept)
      this.#parts.add(before)
    }
    this.#parts.add(bytes.slice())
    this.#kept = offset + bytes.length
  }
}

const MARK = new Uint8Array([0xef, 0xbb, 0xbf])
