/**
 * Virtual memory of a dump that holds physical pages: the processor's own walk through its tables.
 * AMD64 Architecture Programmer's Manual, volume 2, 5.3 (four levels, 4 KiB, 2 MiB and 1 GiB pages).
 */
import { PAGE_BYTES, joined, viewOf, type Memory, type ReadFile } from './memory.ts'
import type { PageOffset } from './physical.ts'

const PRESENT = 1n
const LARGE = 0x80n
const FRAME = 0x000f_ffff_ffff_f000n
/** Software bits of Windows for a page that left the working set but is in memory still: transition set, prototype clear. */
const TRANSITION = 0x800n
const PROTOTYPE = 0x400n

/** Pages kept: tables and stacks are asked for again and again. 16 MiB. */
const KEPT_PAGES = 4096

export class PagedMemory implements Memory {
  readonly #root: bigint
  readonly #offsetOf: PageOffset
  readonly #readFile: ReadFile
  readonly #pages = new Map<number, Promise<Uint8Array | null>>()

  /** `root`: the page directory's physical address (CR3), low bits ignored. */
  constructor(root: bigint, offsetOf: PageOffset, readFile: ReadFile) {
    this.#root = root & FRAME
    this.#offsetOf = offsetOf
    this.#readFile = readFile
  }

  async read(address: bigint, length: number): Promise<Uint8Array> {
    const parts: Uint8Array[] = []
    let have = 0
    while (have < length) {
      const at = address + BigInt(have)
      const physical = await this.translate(at)
      const page = physical === null ? null : await this.#page(physical)
      if (physical === null || page === null) break
      const inside = Number(physical & 0xfffn)
      const part = page.subarray(inside, Math.min(PAGE_BYTES, inside + length - have))
      parts.push(part)
      have += part.length
      if (part.length === 0) break
    }
    return joined(parts, have)
  }

  /** Physical address; null = not mapped, paged out, or its tables are not in the dump. */
  async translate(address: bigint): Promise<bigint | null> {
    if (!isCanonical(address)) return null
    let table = this.#root
    for (const shift of [39n, 30n, 21n, 12n]) {
      const page = await this.#page(table)
      if (page === null) return null
      const index = Number((address >> shift) & 0x1ffn)
      const entry = viewOf(page).getBigUint64(index * 8, true)
      if ((entry & PRESENT) === 0n) return transitionPage(entry, shift, address)
      const frame = entry & FRAME
      if (shift === 12n) return frame | (address & 0xfffn)
      if ((entry & LARGE) !== 0n && shift !== 39n) {
        const mask = (1n << shift) - 1n
        return (frame & ~mask) | (address & mask)
      }
      table = frame
    }
    return null
  }

  #page(physical: bigint): Promise<Uint8Array | null> {
    const number = Number(physical >> 12n)
    const known = this.#pages.get(number)
    if (known !== undefined) return known
    const read = this.#readPage(number)
    if (this.#pages.size >= KEPT_PAGES) this.#pages.delete(this.#pages.keys().next().value ?? -1)
    this.#pages.set(number, read)
    return read
  }

  async #readPage(number: number): Promise<Uint8Array | null> {
    const offset = this.#offsetOf(number)
    if (offset === null) return null
    const page = await this.#readFile(offset, PAGE_BYTES)
    return page.length === PAGE_BYTES ? page : null
  }
}

function transitionPage(entry: bigint, shift: bigint, address: bigint): bigint | null {
  const isTransition = (entry & (TRANSITION | PROTOTYPE)) === TRANSITION
  return shift === 12n && isTransition ? (entry & FRAME) | (address & 0xfffn) : null
}

/** Bits 63 to 47 are all alike. */
function isCanonical(address: bigint): boolean {
  const high = address >> 47n
  return high === 0n || high === 0x1_ffffn
}
