/**
 * Writes one chunk of an event log, byte by byte by the public layout: names and templates stand where they are used first and
 * are named by position afterwards.
 * https://github.com/libyal/libevtx/blob/main/documentation/Windows%20XML%20Event%20Log%20(EVTX).asciidoc
 */
import { crc32 } from './crc32.ts'
import { utf16, type Value } from './value-bytes.ts'
import type { Content, Hole, Special, Tag } from './xml-source.ts'

export const CHUNK_SIZE = 0x10000
const HEADER = 0x200
/** Positions of names and of templates, by hash: readers that look for them there find them. */
const NAME_TABLE = 0x80
const TEMPLATE_TABLE = 0x180

/** A template with its values. Without `template`, the XML stands in the record itself. */
export interface Fragment {
  readonly xml: Tag
  /** Same id = same template. */
  readonly template: string | null
  readonly values: readonly (Value | Fragment)[]
}

export class ChunkWriter {
  readonly bytes = new Uint8Array(CHUNK_SIZE)
  readonly #view = new DataView(this.bytes.buffer)
  readonly #names = new Map<string, number>()
  readonly #templates = new Map<string, number>()
  readonly #from: number
  #at = HEADER
  #records = 0
  #lastRecord = 0

  /** `from` = id of the chunk's first record. */
  constructor(from: number) {
    this.#from = from
    this.#ascii(0, 'ElfChnk\0')
  }

  get records(): number {
    return this.#records
  }

  /** False where the record does not fit any more; the chunk is then as before. */
  add(id: number, timeMs: number, body: Fragment): boolean {
    const before = {
      at: this.#at,
      tables: this.bytes.slice(NAME_TABLE, HEADER),
      names: [...this.#names],
      templates: [...this.#templates],
    }
    const start = this.#at
    try {
      this.#u32(0x00002a2a)
      this.#at += 4
      this.#u64(BigInt(id))
      this.#u64(BigInt(timeMs) * 10_000n + 116444736000000000n)
      this.#fragment(body, true)
      this.#u8(0)
      this.#at = Math.ceil((this.#at + 4) / 8) * 8 - 4
      const size = this.#at + 4 - start
      this.#u32(size)
      this.#view.setUint32(start + 4, size, true)
    } catch (error) {
      if (!(error instanceof RangeError)) throw error
      this.bytes.fill(0, start)
      this.bytes.set(before.tables, NAME_TABLE)
      this.#at = before.at
      restore(this.#names, before.names)
      restore(this.#templates, before.templates)
      return false
    }
    this.#records++
    this.#lastRecord = start
    return true
  }

  /** Fills in the header. */
  finish(): Uint8Array {
    const last = BigInt(this.#from + Math.max(0, this.#records - 1))
    for (const [offset, value] of [
      [8, BigInt(this.#from)],
      [16, last],
      [24, BigInt(this.#from)],
      [32, last],
    ] as const)
      this.#view.setBigUint64(offset, value, true)
    this.#view.setUint32(40, 0x80, true)
    this.#view.setUint32(44, this.#lastRecord, true)
    this.#view.setUint32(48, this.#at, true)
    this.#view.setUint32(52, crc32(this.bytes.subarray(HEADER, this.#at)), true)
    const header = crc32(this.bytes.subarray(0, 120), this.bytes.subarray(128, HEADER))
    this.#view.setUint32(124, header, true)
    return this.bytes
  }

  #fragment({ xml, template, values }: Fragment, isRecord: boolean): void {
    this.#write(0x0f, 1, 1, 0)
    if (template === null) {
      this.#element(xml, false)
      return
    }
    this.#write(0x0c, 1)
    this.#u32(idOf(template))
    const known = this.#templates.get(template)
    this.#u32(known ?? this.#at + 4)
    if (known === undefined) this.#definition(xml, template)
    this.#u32(values.length)
    const descriptors = this.#at
    this.#at += 4 * values.length
    values.forEach((value, i) => {
      const from = this.#at
      if ('xml' in value) this.#fragment(value, false)
      else this.#raw(value.bytes)
      this.#view.setUint16(descriptors + 4 * i, this.#at - from, true)
      this.#view.setUint8(descriptors + 4 * i + 2, 'xml' in value ? 0x21 : value.type)
    })
    if (!isRecord) this.#u8(0)
  }

  #definition(xml: Tag, template: string): void {
    this.#templates.set(template, this.#at)
    this.#chain(TEMPLATE_TABLE + 4 * (idOf(template) % 32))
    this.#u32(idOf(template))
    this.#at += 12
    const size = this.#at
    this.#at += 4
    this.#write(0x0f, 1, 1, 0)
    this.#element(xml, true)
    this.#u8(0)
    this.#view.setUint32(size, this.#at - size - 4, true)
  }

  #element({ name, attributes, children }: Tag, inTemplate: boolean): void {
    const list = Object.entries(attributes)
    this.#u8(list.length > 0 ? 0x41 : 0x01)
    if (inTemplate) this.#u16(0xffff)
    const size = this.#at
    this.#at += 4
    this.#name(name)
    if (list.length > 0) {
      const listSize = this.#at
      this.#at += 4
      list.forEach(([attribute, value], i) => {
        this.#u8(i < list.length - 1 ? 0x46 : 0x06)
        this.#name(attribute)
        this.#content(value, inTemplate)
      })
      this.#view.setUint32(listSize, this.#at - listSize - 4, true)
    }
    if (children.length === 0) {
      this.#u8(0x03)
    } else {
      this.#u8(0x02)
      for (const child of children) this.#content(child, inTemplate)
      this.#u8(0x04)
    }
    this.#view.setUint32(size, this.#at - size - 4, true)
  }

  #content(content: Content, inTemplate: boolean): void {
    if (typeof content === 'string') {
      this.#write(0x05, 0x01)
      this.#text(content)
    } else if ('index' in content) this.#hole(content)
    else if ('name' in content) this.#element(content, inTemplate)
    else this.#special(content)
  }

  #hole({ index, type, isOptional }: Hole): void {
    this.#u8(isOptional ? 0x0e : 0x0d)
    this.#u16(index)
    this.#u8(type)
  }

  #special(special: Special): void {
    if ('cdata' in special) {
      this.#u8(0x07)
      this.#text(special.cdata)
    } else if ('entity' in special) {
      this.#u8(0x09)
      this.#name(special.entity)
    } else if ('character' in special) {
      this.#u8(0x08)
      this.#u16(special.character)
    } else {
      this.#u8(0x0a)
      this.#name(special.target)
      this.#u8(0x0b)
      this.#text(special.instruction)
    }
  }

  #name(name: string): void {
    const known = this.#names.get(name)
    this.#u32(known ?? this.#at + 4)
    if (known !== undefined) return
    this.#names.set(name, this.#at)
    const hash = hashOf(name)
    this.#chain(NAME_TABLE + 4 * (hash % 64))
    this.#u16(hash)
    this.#u16(name.length)
    this.#raw(utf16(name, true))
  }

  /** What stands here is the first of its list in the header's table; it names the one that was first before it. */
  #chain(entry: number): void {
    const first = this.#view.getUint32(entry, true)
    this.#view.setUint32(entry, this.#at, true)
    this.#u32(first)
  }

  #text(text: string): void {
    this.#u16(text.length)
    this.#raw(utf16(text))
  }

  #write(...bytes: readonly number[]): void {
    for (const byte of bytes) this.#u8(byte)
  }

  #raw(bytes: Uint8Array): void {
    this.bytes.set(bytes, this.#at)
    this.#at += bytes.length
  }

  #ascii(at: number, text: string): void {
    for (let i = 0; i < text.length; i++) this.bytes[at + i] = text.charCodeAt(i)
  }

  #u8(value: number): void {
    this.#view.setUint8(this.#at++, value)
  }

  #u16(value: number): void {
    this.#view.setUint16(this.#at, value, true)
    this.#at += 2
  }

  #u32(value: number): void {
    this.#view.setUint32(this.#at, value, true)
    this.#at += 4
  }

  #u64(value: bigint): void {
    this.#view.setBigUint64(this.#at, value, true)
    this.#at += 8
  }
}

function restore(map: Map<string, number>, entries: readonly (readonly [string, number])[]): void {
  map.clear()
  for (const [key, value] of entries) map.set(key, value)
}

function hashOf(name: string): number {
  let hash = 0
  for (let i = 0; i < name.length; i++) hash = (Math.imul(hash, 65599) + name.charCodeAt(i)) >>> 0
  return hash & 0xffff
}

/** Any number that differs between templates: the real ones are the first part of a GUID. */
function idOf(template: string): number {
  let hash = 0x811c9dc5
  for (let i = 0; i < template.length; i++)
    hash = Math.imul(hash ^ template.charCodeAt(i), 0x01000193) >>> 0
  return hash
}
