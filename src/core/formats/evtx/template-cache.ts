/**
 * Templates of a whole log: every chunk holds its own copies of the same few dozen, and compiling them anew costs a third of the
 * reading. Copies differ only in the positions of names, so one is known again by its bytes without those, and by the names.
 */
import type { NameUse, Template } from './layout.ts'

/** A chunk, as far as it is compared. */
interface Copy {
  readonly bytes: Uint8Array
  readonly view: DataView
  nameAt(offset: number): string | null
}

interface Known {
  readonly template: Template
  readonly bytes: Uint8Array
  readonly names: readonly NameUse[]
}

/** The same template stands in several shapes, by which of its names the chunk had before. */
const MOST_SHAPES = 8
/** A real log has 100 KiB of them. One that has more begins anew: it gains nothing from a cache. */
const MOST_BYTES = 4 << 20

export class TemplateCache {
  readonly #byId = new Map<number, Known[]>()
  #bytes = 0

  /** The template whose XML stands at `from` with its `size`, if it was compiled before. */
  find(chunk: Copy, id: number, from: number, size: number): Template | null {
    for (const known of this.#byId.get(id) ?? [])
      if (known.bytes.length === size && isSame(known, chunk, from)) return known.template
    return null
  }

  /** Any shape of it, for a chunk that lost its own. */
  byId(id: number): Template | null {
    return this.#byId.get(id)?.[0]?.template ?? null
  }

  add(chunk: Copy, id: number, from: number, size: number, compiled: Omit<Known, 'bytes'>): void {
    if (this.#bytes + size > MOST_BYTES) {
      this.#byId.clear()
      this.#bytes = 0
    }
    const shapes = this.#byId.get(id) ?? []
    if (shapes.length >= MOST_SHAPES) return
    shapes.push({ ...compiled, bytes: chunk.bytes.slice(from, from + size) })
    this.#byId.set(id, shapes)
    this.#bytes += size
  }
}

function isSame({ bytes, names }: Known, chunk: Copy, from: number): boolean {
  let at = 0
  for (const { at: place, name, isHere } of names) {
    if (!isEqual(bytes, at, place, chunk.bytes, from)) return false
    const offset = chunk.view.getUint32(from + place, true)
    if (isHere !== (offset === from + place + 4) || chunk.nameAt(offset) !== name) return false
    // Behind the position of a name that stands here, the position of the next of its hash.
    at = place + (isHere ? 8 : 4)
  }
  return isEqual(bytes, at, bytes.length, chunk.bytes, from)
}

/** Whether a[start, end) stands in `b` as well, `shift` further. */
function isEqual(a: Uint8Array, start: number, end: number, b: Uint8Array, shift: number): boolean {
  for (let at = start; at < end; at++) if (a[at] !== b[at + shift]) return false
  return true
}
