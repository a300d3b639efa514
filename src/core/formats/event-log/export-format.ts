/**
 * Exports of event logs as text: a reader is shown every line and says where records begin and what they hold.
 *
 * A record is known at its last line, so its row is filled when the next one begins. Every line is decoded: exports are made by hand,
 * of one log at a time. Dates in the order of a locale are settled behind the last record, so signals wait for that.
 */
import { Level, RowFlag } from '../../model/event-table.ts'
import { wallMs } from '../../model/units.ts'
import type { Localized } from '../../model/units.ts'
import type { TextWindow } from '../../text/text-window.ts'
import { LocalDates } from '../day-order.ts'
import type { Head, Sample, Sink, TextFormat, TextSource } from '../format.ts'
import { SignatureScan } from '../signature-scan.ts'
import { readExportTime } from './export-date.ts'
import { MESSAGE_KINDS, readMessageExport, UtcBeacon } from './export-reading.ts'
import { levelOfWord } from './level-words.ts'
import type { EventSignal } from './meaning.ts'
import { MOST_TEXT } from './record.ts'

/** A record as it is printed. '' = not printed. */
export interface PrintedEvent {
  readonly time: string
  readonly level: string
  readonly provider: string
  readonly id: string
  readonly channel: string
  readonly computer: string
  readonly message: string
}

export interface ExportWriter {
  /** The line at hand begins a record, or stands for itself (a header). */
  begin(): void
  /** What the record says that began last. */
  tell(event: PrintedEvent): void
  /** The line at hand is not of this grammar. */
  unparsed(): void
  /** A fault of the export, told once. */
  damaged(detail: string): void
}

/** One per file. A line of which it says nothing belongs to the record above. */
export interface ExportReader {
  /** `text`: one physical line without its end. */
  line(text: string, out: ExportWriter): void
  end(out: ExportWriter): void
}

export interface ExportDefinition {
  readonly id: string
  readonly title: string | Localized
  readonly docs: string
  readonly names: readonly RegExp[]
  readonly samples: readonly Sample[]
  readonly sniff: (head: Head) => number
  readonly newReader: () => ExportReader
}

export function exportFormat({ newReader, ...rest }: ExportDefinition): TextFormat {
  return {
    ...rest,
    kind: 'text',
    emits: MESSAGE_KINDS,
    patterns: [],
    async parse(source, sink) {
      const parse = new ExportParse(newReader(), source, sink)
      for await (const window of source.windows) parse.window(window)
      parse.finish()
    },
  }
}

const LF = 10
const CR = 13
const NO_ROW = -1
/** Readers see this much of a line, in bytes. */
const MOST_READ_BYTES = 64 * 1024

class ExportParse implements ExportWriter {
  readonly #reader: ExportReader
  readonly #source: TextSource
  readonly #sink: Sink
  readonly #scan: SignatureScan
  readonly #dates = new LocalDates()
  readonly #clock = new UtcBeacon()
  /** Signals of records, until the order of day and month is settled. */
  readonly #said: {
    readonly row: number
    readonly line: number
    /** The row's time as it was read; NaN = none. */
    readonly read: number
    readonly signal: EventSignal
  }[] = []
  #row = NO_ROW
  #rowLine = 0
  #isUnparsed = false
  #line = 0
  #start = 0
  #isTold = false
  #isDamaged = false
  #unfinished = false

  constructor(reader: ExportReader, source: TextSource, sink: Sink) {
    this.#reader = reader
    this.#source = source
    this.#sink = sink
    this.#scan = new SignatureScan(source)
  }

  window(window: TextWindow): void {
    const { bytes } = window
    const rows: number[] = []
    this.#unfinished = window.continues
    this.#line = window.line
    let from = 0
    while (from < bytes.length) {
      const found = bytes.indexOf(LF, from)
      const end = found < 0 ? bytes.length : found
      this.#start = window.offset + from
      if (this.#unfinished) this.#unfinished = false
      else this.#readLine(bytes, from, Math.min(end, from + MOST_READ_BYTES))
      rows.push(this.#row)
      from = found < 0 ? bytes.length : found + 1
      this.#line++
    }
    this.#sink.table.extend(window.offset + bytes.length)
    this.#scan.window(window, ({ signature, line, groups }) => {
      this.#sink.hit({ signature, row: rows[line - window.line] ?? NO_ROW, line, groups })
    })
  }

  finish(): void {
    this.#reader.end(this)
    this.#dates.settle(this.#sink, 'month-first', 'either')
    const { time } = this.#sink.table
    for (const { row, line, read, signal } of this.#said) {
      // A start of the machine moves with its record, whose day and month may have changed places.
      const moved = (time[row] as number) - read
      const isMoved = signal.kind === 'sys.boot' && moved !== 0
      const final = isMoved ? { ...signal, at: wallMs(signal.at + moved) } : signal
      this.#sink.signal({ ...final, row, line })
    }
  }

  begin(): void {
    if (this.#isTold) return
    this.#isTold = true
    this.#isUnparsed = false
    this.#add(0)
  }

  tell(event: PrintedEvent): void {
    if (this.#row === NO_ROW || this.#isUnparsed) return
    const { table } = this.#sink
    const row = this.#row
    const { utc, wall } = readExportTime(event.time, this.#dates)
    const id = Number(event.id) & 0xffff
    const reading = readMessageExport(
      {
        provider: event.provider,
        id: Number.isNaN(id) ? 0 : id,
        version: 0,
        level: levelOfWord(event.level),
        channel: event.channel,
        computer: event.computer,
        recordId: NaN,
        utc,
        wall,
        message: event.message.slice(0, MOST_TEXT),
      },
      this.#clock,
    )
    table.level[row] = reading.level
    table.code[row] = reading.code
    table.component[row] = reading.component === '' ? 0 : this.#sink.component(reading.component)
    if (!Number.isNaN(reading.time)) {
      table.time[row] = reading.time
      table.flags[row] = (table.flags[row] as number) & ~RowFlag.TimeCarried
    }
    const read = table.time[row] as number
    const line = this.#rowLine
    for (const signal of reading.signals) this.#said.push({ row, line, read, signal })
  }

  unparsed(): void {
    if (this.#isTold) return
    this.#isTold = true
    if (!this.#isUnparsed) this.#add(RowFlag.Unparsed)
    this.#isUnparsed = true
    this.#sink.unparsed(this.#line, 'not-in-grammar')
  }

  damaged(detail: string): void {
    if (this.#isDamaged) return
    this.#isDamaged = true
    this.#sink.problem({ code: 'damaged', at: `line ${this.#line}`, detail, skipped: null })
  }

  #readLine(bytes: Uint8Array, from: number, end: number): void {
    let to = end
    while (to > from && (bytes[to - 1] === CR || bytes[to - 1] === 0)) to--
    const decoded = this.#source.decode(bytes.subarray(from, to))
    const text = decoded.startsWith('\uFEFF') ? decoded.slice(1) : decoded
    this.#isTold = false
    this.#reader.line(text, this)
    if (!this.#isTold && text.trim() !== '' && (this.#row === NO_ROW || this.#isUnparsed))
      this.unparsed()
  }

  #add(flags: number): void {
    const { table } = this.#sink
    table.extend(this.#start)
    const above = wallMs(this.#row === NO_ROW ? NaN : (table.time[this.#row] as number))
    const carried = flags | RowFlag.TimeCarried
    this.#row = table.add(above, this.#line, this.#start, Level.Info, 0, carried)
    this.#rowLine = this.#line
  }
}
