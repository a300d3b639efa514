/** One record of a chunk: its header, what System says, and its data as fields, as a line and as an EventRecord. */
import { utcMs, wallMs } from '../../model/units.ts'
import { failureOf, namesResult } from '../event-log/result-code.ts'
import {
  codeOf,
  MOST_TEXT,
  MOST_VALUES,
  utcOf,
  type EventRecord,
  type EventValue,
} from '../event-log/record.ts'
import type { Chunk } from './chunk.ts'
import { Instance } from './instance.ts'
import type { Slot } from './layout.ts'
import { TextBuffer } from './text-buffer.ts'
import { ARRAY, eachOfArray, fileTimeMs, printValue, ValueType } from './value-types.ts'

/** Before a record's XML: magic (4 bytes), size (4), id (8), FILETIME (8). Behind it the size again. */
export const RECORD_HEADER = 24

/** Fields and pieces of text that are visited for one record: more than any line or record takes. */
const MOST_VISITS = 4 * MOST_VALUES

/** XML inside values inside XML: real records nest two deep. */
const DEEPEST = 6

/** No log of this format is older, and a later time than 2200 is damage. */
const EARLIEST = Date.UTC(1990, 0, 1)
const LATEST = Date.UTC(2200, 0, 1)

function plausible(ms: number): number {
  return ms >= EARLIEST && ms <= LATEST ? ms : Number.NaN
}

const resultNames = new Map<string, boolean>()

/** Asked for the same few hundred names again and again. */
function isResultName(name: string): boolean {
  let known = resultNames.get(name)
  if (known === undefined) {
    known = namesResult(name)
    if (resultNames.size < MOST_NAMES) resultNames.set(name, known)
  }
  return known
}

/** Names that are remembered; a log of a hostile writer may have any number. */
const MOST_NAMES = 4096

/** A field as it is met: `text` where the words are at hand, else a value of the chunk. Returns false to end. */
type Visit = (
  name: string,
  type: number,
  offset: number,
  size: number,
  text: string | null,
) => boolean

export class RecordReader {
  /** Of the record that `read` read last. */
  provider = ''
  id = 0
  level = 0
  /** Milliseconds since 1970, UTC. */
  timeMs = Number.NaN
  /** XML inside the record, most often its data, cannot be read; known once its data was written or made a record. */
  isDataDamaged = false
  readonly #chunk: Chunk
  readonly #instances: Instance[] = Array.from({ length: DEEPEST }, () => new Instance())
  readonly #scratch = new TextBuffer(MOST_TEXT)
  #headerId = 0
  /** Fields and texts that may still be visited: XML inside XML multiplies. */
  #budget = 0

  constructor(chunk: Chunk) {
    this.#chunk = chunk
  }

  get root(): Instance {
    return this.#instances[0] as Instance
  }

  /** Reads the record at `at` of the chunk with its `size`; false where its XML is damaged: then only `timeMs` counts. */
  read(at: number, size: number): boolean {
    const { view } = this.#chunk
    this.provider = ''
    this.id = 0
    this.level = 0
    this.isDataDamaged = false
    this.#budget = MOST_VISITS
    this.timeMs = plausible(fileTimeMs(view, at + 16))
    this.#headerId = view.getUint32(at + 12, true) * 0x100000000 + view.getUint32(at + 8, true)
    if (!this.root.read(this.#chunk, at + RECORD_HEADER, at + size - 4)) return false
    const { system } = this.root.template
    if (system === null) return false
    this.provider = this.#words(system.provider)
    this.id = this.#number(system.id)
    this.level = this.#number(system.level)
    const created = plausible(this.#time(system.time))
    if (!Number.isNaN(created)) this.timeMs = created
    return true
  }

  /** `Name=value; Name=value; value`, appended; each value at most `most` units long. Bytes of old providers are left out. */
  writeData(out: TextBuffer, most: number): void {
    let isFirst = true
    this.#visitAll((name, type, offset, size, text) => {
      if (type === ValueType.Binary) return true
      if (!isFirst) out.text('; ')
      isFirst = false
      if (name !== '') {
        out.text(name)
        out.put(61)
      }
      const before = out.limit(most)
      if (text === null) printValue(out, this.#chunk, type, offset, size)
      else out.text(text)
      out.unlimit(before)
      return !out.isFull
    })
  }

  /**
   * A result code for a record that has no meaning of its own: of the first value that is named for one, else the first failing
   * code inside a text. 0 = none.
   */
  resultCode(): number {
    let named = 0
    let inText = 0
    this.#visitAll((name, type, offset, size, text) => {
      if (isResultName(name)) named = codeOf(text ?? this.#print(type, offset, size))
      else if (inText === 0 && type === ValueType.String && text === null)
        inText = failureOf(this.#print(type, offset, size))
      return named === 0
    })
    return named === 0 ? inText : named
  }

  /** The whole record, bounded, for those that mean something. */
  toRecord(): EventRecord {
    const { system } = this.root.template
    const data: EventValue[] = []
    this.#visitAll((name, type, offset, size, text) => {
      data.push({ name, value: text ?? this.#print(type, offset, size) })
      return data.length < MOST_VALUES
    })
    return {
      provider: this.provider,
      id: this.id,
      version: this.#number(system?.version ?? null),
      level: this.level,
      channel: this.#words(system?.channel ?? null),
      computer: this.#words(system?.computer ?? null),
      recordId: this.#headerId,
      utc: utcMs(this.timeMs),
      wall: wallMs(Number.NaN),
      data,
      message: '',
    }
  }

  #visitAll(visit: Visit): void {
    this.#budget = MOST_VISITS
    this.#visitFields(0, visit)
  }

  #visitFields(depth: number, visit: Visit): boolean {
    const { template } = this.#instances[depth] as Instance
    for (const field of template.fields) {
      if (--this.#budget < 0) return false
      if (field.index < 0) {
        if (!visit(field.name, ValueType.String, 0, 0, field.text ?? this.#mixture(depth, field)))
          return false
      } else if (!this.#visitValue(depth, field.name, field.index, visit)) return false
    }
    return true
  }

  #visitValue(depth: number, name: string, index: number, visit: Visit): boolean {
    const instance = this.#instances[depth] as Instance
    if (index >= instance.count) return visit(name, ValueType.Null, 0, 0, null)
    const type = instance.types[index] as number
    const offset = instance.offsets[index] as number
    const size = instance.sizes[index] as number
    if (type === ValueType.BinXml) {
      const inner = this.#instances[depth + 1]
      if (size === 0 || inner === undefined) return true
      if (inner.read(this.#chunk, offset, offset + size)) return this.#visitFields(depth + 1, visit)
      this.isDataDamaged = true
      return true
    }
    if ((type & ARRAY) === 0) return visit(name, type, offset, size, null)
    let goesOn = true
    eachOfArray(this.#chunk, type, offset, size, (at, length) => {
      goesOn &&= --this.#budget >= 0 && visit(name, type & ~ARRAY, at, length, null)
      return goesOn
    })
    return goesOn
  }

  /** Words and values together, as in `<Data>%1 of %2</Data>`. */
  #mixture(depth: number, { parts }: Slot): string {
    const instance = this.#instances[depth] as Instance
    let text = ''
    for (const part of parts) {
      if (text.length >= MOST_TEXT || --this.#budget < 0) break
      if (part.kind === 'text' || part.kind === 'cdata') text += part.text
      else if (part.kind === 'value' && part.index < instance.count)
        text += this.#printOf(instance, part.index)
    }
    return text.slice(0, MOST_TEXT)
  }

  #words(slot: Slot | null): string {
    if (slot === null) return ''
    if (slot.text !== null) return slot.text
    if (slot.index < 0) return this.#mixture(0, slot)
    return slot.index < this.root.count ? this.#printOf(this.root, slot.index) : ''
  }

  #number(slot: Slot | null): number {
    if (slot === null) return 0
    const { index } = slot
    if (index >= 0 && index < this.root.count) {
      const { view } = this.#chunk
      const offset = this.root.offsets[index] as number
      const size = this.root.sizes[index] as number
      const type = this.root.types[index] as number
      if (type === ValueType.UInt8 && size >= 1) return view.getUint8(offset)
      if (type === ValueType.UInt16 && size >= 2) return view.getUint16(offset, true)
    }
    const value = Number(this.#words(slot))
    return Number.isFinite(value) ? value : 0
  }

  #time(slot: Slot | null): number {
    if (slot === null) return Number.NaN
    const { index } = slot
    if (index >= 0 && index < this.root.count) {
      const isTicks = this.root.types[index] === ValueType.FileTime && this.root.sizes[index] === 8
      if (isTicks) return fileTimeMs(this.#chunk.view, this.root.offsets[index] as number)
    }
    return utcOf(this.#words(slot))
  }

  #printOf({ types, offsets, sizes }: Instance, index: number): string {
    return this.#print(types[index] as number, offsets[index] as number, sizes[index] as number)
  }

  #print(type: number, offset: number, size: number): string {
    this.#scratch.clear()
    printValue(this.#scratch, this.#chunk, type, offset, size)
    return this.#scratch.toString()
  }
}
