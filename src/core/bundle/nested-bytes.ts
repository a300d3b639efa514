/** What unpacked nested archives may take together: reserved before an archive is unpacked, settled after it. */
import type { Limits } from './limits.ts'

export class NestedBytes {
  readonly #largest: number
  #left: number

  constructor({ nestedBytes, nestedTotalBytes }: Limits) {
    this.#largest = nestedBytes
    this.#left = nestedTotalBytes
  }

  /** Bytes that the next archive may have; 0 = none are left. */
  reserve(): number {
    const reserved = Math.min(this.#largest, this.#left)
    this.#left -= reserved
    return reserved
  }

  settle(reserved: number, used: number): void {
    this.#left += Math.max(0, reserved - used)
  }
}
