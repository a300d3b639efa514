/** A template with the values of one record: what a record's body is, and what stands where its template leaves room for XML. */
import type { Chunk } from './chunk.ts'
import { TreeReader, Token } from './read-tree.ts'
import type { Template } from './layout.ts'
import { compileTemplate, DEFINITION_HEADER, templateAt } from './template.ts'

const EMPTY: Template = { parts: [], system: null, fields: [] }

/** Made once and read into again and again. */
export class Instance {
  template: Template = EMPTY
  /** Number of values. Type, place in the chunk and bytes of each: */
  count = 0
  types = new Uint8Array(64)
  offsets = new Uint32Array(64)
  sizes = new Uint16Array(64)

  /** Reads what stands in [at, end) of the chunk; false = damaged. */
  read(chunk: Chunk, at: number, end: number): boolean {
    this.count = 0
    this.template = EMPTY
    let from = at
    if (chunk.has(from, 5) && chunk.bytes[from] === Token.Fragment) from += 4
    if (!chunk.has(from, 1) || from >= end) return false
    return chunk.bytes[from] === Token.Template
      ? this.#readInstance(chunk, from, Math.min(end, chunk.length))
      : this.#readElements(chunk, from, end)
  }

  /** XML without a template, as logs hold that collect events of other machines. */
  #readElements(chunk: Chunk, at: number, end: number): boolean {
    const reader = new TreeReader(chunk, at, end)
    const parts = reader.readElements()
    if (reader.isDamaged || parts.length === 0) return false
    this.template = compileTemplate(parts)
    return true
  }

  /** Token (1 byte), version (1), id (4), place of the definition (4); the definition, if it stands here; values. */
  #readInstance(chunk: Chunk, at: number, end: number): boolean {
    let from = at + 10
    if (from + 4 > end) return false
    const id = chunk.view.getUint32(at + 2, true)
    const definition = chunk.view.getUint32(at + 6, true)
    const template = templateAt(chunk, definition) ?? chunk.templateCache.byId(id)
    if (template === null) return false
    if (definition === from)
      from += DEFINITION_HEADER + chunk.view.getUint32(from + DEFINITION_HEADER - 4, true)
    if (from + 4 > end) return false
    this.template = template
    return this.#readValues(chunk, from, end)
  }

  /** Count (4 bytes), size (2) and type (1) and nothing (1) for each, then the values without a gap. */
  #readValues(chunk: Chunk, at: number, end: number): boolean {
    const { view } = chunk
    const count = view.getUint32(at, true)
    let offset = at + 4 + 4 * count
    if (offset > end) return false
    if (count > this.types.length) this.#grow(count)
    for (let i = 0; i < count; i++) {
      const descriptor = at + 4 + 4 * i
      const size = view.getUint16(descriptor, true)
      this.types[i] = chunk.bytes[descriptor + 2] as number
      this.offsets[i] = offset
      this.sizes[i] = size
      offset += size
      if (offset > end) return false
    }
    this.count = count
    return true
  }

  /** A record has at most 16,384 values, since each has four bytes of its 64 KiB. */
  #grow(count: number): void {
    const capacity = 2 ** Math.ceil(Math.log2(count))
    this.types = new Uint8Array(capacity)
    this.offsets = new Uint32Array(capacity)
    this.sizes = new Uint16Array(capacity)
  }
}
