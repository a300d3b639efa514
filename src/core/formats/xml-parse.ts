/** One pass of an XML format over one entry: elements become rows, signals and, beside them, signature hits. */
import { upperBound } from '../base/bisect.ts'
import { Level, RowFlag } from '../model/event-table.ts'
import { wallMs } from '../model/units.ts'
import type { TextWindow } from '../text/text-window.ts'
import type { Sink, TextSource } from './format.ts'
import { SignatureScan, type FoundSignature } from './signature-scan.ts'
import { isNamed, type XmlElement } from './xml-element.ts'
import type { RecordReader, XmlFormatDefinition } from './xml-types.ts'
import { XmlReader, type XmlFault } from './xml-reader.ts'

const LF = 10

export class XmlParse<State> {
  readonly #sink: Sink
  readonly #state: State
  readonly #records: readonly (readonly [string, RecordReader<State>])[]
  readonly #known = new Map<string, RecordReader<State> | null>()
  readonly #reader: XmlReader
  readonly #signatures: SignatureScan
  readonly #hits: FoundSignature[] = []
  /** Where the next row begins if it is the document's own: at the first mark of the text. */
  #document: { readonly offset: number; readonly line: number } | null = null
  #end = 0
  /** Behind a fault that ends the reading, lines are only counted. */
  #gaveUp = false

  constructor(definition: XmlFormatDefinition<State>, source: TextSource, sink: Sink) {
    this.#sink = sink
    this.#state = definition.newState?.() as State
    this.#records = Object.entries(definition.records)
    this.#signatures = new SignatureScan(source)
    this.#reader = new XmlReader({
      html: definition.html === true,
      grows: definition.grows === true,
      manyRoots: definition.manyRoots === true,
      decode: (bytes) => source.decode(bytes),
      isRecord: (name) => this.#readerOf(name) !== null,
      began: (offset, line) => (this.#document = { offset, line }),
      opened: () => this.#addDocument(),
      record: (element, offset, line) => this.#addRecord(element, offset, line),
      outside: (line) => sink.unparsed(line, 'before-first-record'),
    })
  }

  window(window: TextWindow): void {
    this.#signatures.window(window, (hit) => this.#hits.push(hit))
    this.#end = window.offset + window.bytes.length
    if (!this.#gaveUp) {
      this.#reader.window(window)
      this.#sink.table.extend(this.#end)
      if (this.#reader.fault?.isLast === true) this.#giveUp(window)
    } else this.#leaveOut(window, 0)
  }

  finish(): void {
    this.#reader.finish()
    this.#sink.table.extend(this.#end)
    const { fault } = this.#reader
    if (fault !== null) this.#tell(fault)
    const { table } = this.#sink
    const starts = table.start.subarray(0, table.length)
    for (const { signature, line, offset, groups } of this.#hits) {
      const row = upperBound(starts, offset) - 1
      this.#sink.hit({ signature, row, line, groups })
    }
  }

  #readerOf(name: string): RecordReader<State> | null {
    let found = this.#known.get(name)
    if (found === undefined) {
      found = this.#records.find(([wanted]) => isNamed(name, wanted))?.[1] ?? null
      // Names are the document's own: a hostile one may hold a million.
      if (this.#known.size < 1000) this.#known.set(name, found)
    }
    return found
  }

  /** The row of the document, before that of its first element, unless that is itself a record. */
  #addDocument(): void {
    if (this.#document === null) return
    const { offset, line } = this.#document
    this.#document = null
    const flags = RowFlag.TimeCarried
    this.#sink.table.add(wallMs(NaN), line, offset, Level.Info, 0, flags)
  }

  #addRecord(element: XmlElement, offset: number, line: number): void {
    const { table } = this.#sink
    const reading = this.#readerOf(element.name)?.(element, this.#state) ?? null
    if (reading === null) {
      this.#addDocument()
      return
    }
    const begin = this.#document ?? { offset, line }
    this.#document = null
    const above = wallMs(table.length === 0 ? NaN : (table.time[table.length - 1] as number))
    const carried = reading.time === undefined || Number.isNaN(reading.time)
    table.extend(begin.offset)
    const row = table.add(
      carried ? above : (reading.time ?? above),
      begin.line,
      begin.offset,
      reading.level ?? Level.Info,
      reading.component ? this.#sink.component(reading.component) : 0,
      carried ? RowFlag.TimeCarried : 0,
    )
    table.code[row] = reading.code ?? 0
    table.extend(this.#end)
    for (const draft of reading.signals ?? []) {
      // The union of kinds is wider than the compiler follows: the fields are those of the kind.
      this.#sink.signal({ ...draft, row, line: draft.line ?? element.line })
    }
  }

  /** The rest of the window behind the line of the fault is left out, and all that follows. */
  #giveUp(window: TextWindow): void {
    this.#gaveUp = true
    this.#reader.endRecord()
    const next = window.bytes.indexOf(LF, Math.max(0, this.#reader.offset - window.offset)) + 1
    if (next > 0) this.#leaveOut(window, next)
  }

  #leaveOut({ bytes, line: first, offset }: TextWindow, from: number): void {
    let line = first
    for (let at = bytes.indexOf(LF); at >= 0 && at < from; at = bytes.indexOf(LF, at + 1)) line++
    const { table } = this.#sink
    for (let at = from; at < bytes.length; line++) {
      const found = bytes.indexOf(LF, at)
      const end = found < 0 ? bytes.length : found
      const last = table.length - 1
      if (!isBlank(bytes, at, end)) {
        this.#sink.unparsed(line, 'damaged')
        if (last < 0 || ((table.flags[last] as number) & RowFlag.Unparsed) === 0) {
          const above = wallMs(last < 0 ? NaN : (table.time[last] as number))
          table.extend(offset + at)
          const flags = RowFlag.TimeCarried | RowFlag.Unparsed
          table.add(above, line, offset + at, Level.Info, 0, flags)
        }
      }
      at = end + 1
    }
    table.extend(offset + bytes.length)
  }

  #tell({ code, line, detail }: XmlFault): void {
    this.#sink.problem({ code, at: `line ${line}`, detail, skipped: null })
  }
}

function isBlank(bytes: Uint8Array, start: number, end: number): boolean {
  for (let at = start; at < end; at++) if ((bytes[at] as number) > 32) return false
  return true
}
