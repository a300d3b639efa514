/**
 * Binary XML -> tree. Tokens as [MS-EVEN6] 2.2.12 and the libevtx documentation give them; bit 0x40 of a token says that more
 * follows and is not needed to read on.
 * https://github.com/libyal/libevtx/blob/main/documentation/Windows%20XML%20Event%20Log%20(EVTX).asciidoc
 */
import type { Chunk } from './chunk.ts'
import type { NameUse } from './layout.ts'
import { ValueType } from './value-types.ts'
import type { Attribute, Element, Part } from './xml-tree.ts'

export const Token = {
  End: 0x00,
  OpenElement: 0x01,
  CloseStart: 0x02,
  CloseEmpty: 0x03,
  EndElement: 0x04,
  Text: 0x05,
  Attribute: 0x06,
  CData: 0x07,
  CharRef: 0x08,
  EntityRef: 0x09,
  InstructionTarget: 0x0a,
  InstructionText: 0x0b,
  Template: 0x0c,
  Value: 0x0d,
  OptionalValue: 0x0e,
  Fragment: 0x0f,
} as const

const MORE = 0x40

/** Real templates nest six deep. */
const DEEPEST = 40

const ENTITIES: Readonly<Record<string, string>> = {
  lt: '<',
  gt: '>',
  amp: '&',
  quot: '"',
  apos: "'",
}

/** Reads what stands in [at, end) of the chunk. Once something is not as it must be, `isDamaged` is true for good. */
export class TreeReader {
  at: number
  isDamaged = false
  /** In the order of their use. */
  readonly names: NameUse[] = []
  readonly #from: number
  readonly #chunk: Chunk
  readonly #end: number
  #depth = 0

  constructor(chunk: Chunk, at: number, end: number) {
    this.#chunk = chunk
    this.at = at
    this.#from = at
    this.#end = Math.min(end, chunk.length)
  }

  /** Elements up to the end token or the end of the range, with a fragment header before them or none. */
  readElements(): readonly Part[] {
    const parts: Part[] = []
    if (this.#peek() === Token.Fragment) this.at += 4
    while (!this.isDamaged && this.at < this.#end) {
      const token = this.#peek()
      if (token === Token.End) {
        this.at++
        break
      }
      if ((token & ~MORE) === Token.OpenElement) {
        const element = this.#element()
        if (element !== null) parts.push({ kind: 'element', element })
      } else if (token === Token.InstructionTarget) parts.push(this.#instruction())
      else this.isDamaged = true
    }
    return parts
  }

  /**
   * Inside a template an element has a number of two bytes that others do not have (what it depends on). Which it is shows in
   * the place of its name: right behind the field, or before it in the chunk.
   */
  #element(): Element | null {
    if (++this.#depth > DEEPEST) {
      this.isDamaged = true
      return null
    }
    const hasAttributes = (this.#u8() & MORE) !== 0
    const known = this.#knowsName(this.at + 6) || !this.#knowsName(this.at + 4)
    this.at += known ? 6 : 4
    const name = this.#name()
    const attributes = hasAttributes ? this.#attributes() : []
    const close = this.#u8()
    let parts: readonly Part[] = []
    if (close === Token.CloseStart) parts = this.#content()
    else if (close !== Token.CloseEmpty) this.isDamaged = true
    this.#depth--
    return this.isDamaged ? null : { name, attributes, parts }
  }

  #attributes(): readonly Attribute[] {
    const attributes: Attribute[] = []
    // The size of the list is not needed: the first token that is no attribute ends it.
    this.#u32()
    while (!this.isDamaged && (this.#peek() & ~MORE) === Token.Attribute) {
      this.at++
      const name = this.#name()
      attributes.push({ name, parts: this.#data() })
    }
    return attributes
  }

  /** What an attribute holds: texts, references, values. */
  #data(): readonly Part[] {
    const parts: Part[] = []
    while (!this.isDamaged) {
      const part = this.#dataPart(this.#peek() & ~MORE)
      if (part === null) break
      parts.push(part)
    }
    return parts
  }

  #content(): readonly Part[] {
    const parts: Part[] = []
    while (!this.isDamaged) {
      const token = this.#peek() & ~MORE
      if (token === Token.EndElement) {
        this.at++
        break
      }
      if (token === Token.OpenElement) {
        const element = this.#element()
        if (element !== null) parts.push({ kind: 'element', element })
        continue
      }
      const part = token === Token.InstructionTarget ? this.#instruction() : this.#dataPart(token)
      if (part === null) this.isDamaged = true
      else parts.push(part)
    }
    return parts
  }

  /** Null where the token begins none of these. */
  #dataPart(token: number): Part | null {
    switch (token) {
      case Token.Text:
        this.at++
        if (this.#u8() !== ValueType.String) this.isDamaged = true
        return { kind: 'text', text: this.#text() }
      case Token.CData:
        this.at++
        return { kind: 'cdata', text: this.#text() }
      case Token.CharRef:
        this.at++
        return { kind: 'text', text: String.fromCharCode(this.#u16()) }
      case Token.EntityRef: {
        this.at++
        const name = this.#name()
        return { kind: 'text', text: ENTITIES[name] ?? `&${name};` }
      }
      case Token.Value:
      case Token.OptionalValue: {
        this.at++
        const index = this.#u16()
        // The type in the template is what its writer declared; the record's own says what is there.
        this.#u8()
        return { kind: 'value', index, isOptional: token === Token.OptionalValue }
      }
      default:
        return null
    }
  }

  #instruction(): Part {
    this.at++
    const target = this.#name()
    if (this.#u8() !== Token.InstructionText) this.isDamaged = true
    return { kind: 'instruction', target, text: this.#text() }
  }

  /** Length in characters, then the characters. */
  #text(): string {
    const count = this.#u16()
    const from = this.at
    this.at += 2 * count
    if (this.isDamaged || this.at > this.#end) {
      this.isDamaged = true
      return ''
    }
    return this.#chunk.text(from, count)
  }

  /** Position of a name in the chunk; a name that stands right here is skipped. */
  #name(): string {
    const offset = this.#u32()
    const name = this.isDamaged ? null : this.#chunk.nameAt(offset)
    if (name === null) {
      this.isDamaged = true
      return ''
    }
    const isHere = offset === this.at
    this.names.push({ at: this.at - 4 - this.#from, name, isHere })
    if (isHere) this.at += 10 + 2 * name.length
    return name
  }

  /** Whether the four bytes at `at` can be the position of a name. */
  #knowsName(at: number): boolean {
    if (!this.#chunk.has(at, 4)) return false
    const offset = this.#chunk.view.getUint32(at, true)
    return (offset === at + 4 || offset < at) && this.#chunk.nameAt(offset) !== null
  }

  #peek(): number {
    if (this.at < this.#end) return this.#chunk.bytes[this.at] as number
    this.isDamaged = true
    return Token.End
  }

  #u8(): number {
    return this.#take(1) ? (this.#chunk.bytes[this.at - 1] as number) : 0
  }

  #u16(): number {
    return this.#take(2) ? this.#chunk.view.getUint16(this.at - 2, true) : 0
  }

  #u32(): number {
    return this.#take(4) ? this.#chunk.view.getUint32(this.at - 4, true) : 0
  }

  #take(size: number): boolean {
    if (this.at + size > this.#end) this.isDamaged = true
    else this.at += size
    return !this.isDamaged
  }
}
