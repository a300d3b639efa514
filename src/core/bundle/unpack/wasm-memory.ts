/** The memory of a WebAssembly instance, which moves whenever it grows. */

export class WasmMemory {
  readonly #memory: WebAssembly.Memory
  readonly #limit: number
  #bytes: Uint8Array<ArrayBuffer>
  #view: DataView<ArrayBuffer>
  #wasRefused = false

  /** `limit`: it may grow so far, in bytes. */
  constructor(memory: WebAssembly.Memory, limit: number) {
    this.#memory = memory
    this.#limit = limit
    this.#bytes = new Uint8Array(memory.buffer)
    this.#view = new DataView(memory.buffer)
  }

  get limit(): number {
    return this.#limit
  }

  /** True where more was asked for than may be had. */
  get wasRefused(): boolean {
    return this.#wasRefused
  }

  get bytes(): Uint8Array<ArrayBuffer> {
    if (this.#bytes.buffer !== this.#memory.buffer)
      this.#bytes = new Uint8Array(this.#memory.buffer)
    return this.#bytes
  }

  get view(): DataView<ArrayBuffer> {
    if (this.#view.buffer !== this.#memory.buffer) this.#view = new DataView(this.#memory.buffer)
    return this.#view
  }

  u32(at: number): number {
    return this.view.getUint32(at, true)
  }

  setU32(at: number, value: number): void {
    this.view.setUint32(at, value, true)
  }

  setU64(at: number, value: number): void {
    this.view.setBigUint64(at, BigInt(value), true)
  }

  /** A copy of the bytes up to the first NUL. */
  cString(at: number): Uint8Array<ArrayBuffer> {
    const { bytes } = this
    return bytes.slice(at, bytes.indexOf(0, at))
  }

  /** Makes it at least `bytes` long; false = refused. */
  grow(bytes: number): boolean {
    const missing = bytes - this.#memory.buffer.byteLength
    if (missing <= 0) return true
    try {
      if (bytes <= this.#limit) {
        this.#memory.grow(Math.ceil(missing / PAGE_BYTES))
        return true
      }
    } catch {
      // The machine has no more.
    }
    this.#wasRefused = true
    return false
  }
}

const PAGE_BYTES = 65536
