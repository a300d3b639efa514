import { closeSync, openSync, readSync, statSync } from 'node:fs'

/** A file as a Blob. Node's own openAsBlob (20.x) loses the size of files from 4 GiB up. */
export class FileBlob extends Blob {
  readonly #path: string
  readonly #from: number
  readonly #to: number

  constructor(path: string, from = 0, to = statSync(path).size) {
    super([])
    this.#path = path
    this.#from = from
    this.#to = to
  }

  override get size(): number {
    return this.#to - this.#from
  }

  override slice(start = 0, end = this.size): Blob {
    const from = Math.min(this.#from + start, this.#to)
    return new FileBlob(this.#path, from, Math.max(from, Math.min(this.#from + end, this.#to)))
  }

  override arrayBuffer(): Promise<ArrayBuffer> {
    const bytes = new Uint8Array(this.size)
    const file = openSync(this.#path, 'r')
    try {
      readSync(file, bytes, 0, bytes.length, this.#from)
    } finally {
      closeSync(file)
    }
    return Promise.resolve(bytes.buffer)
  }
}
