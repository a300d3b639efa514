/**
 * Formats of lists: what tools print of a machine (processes, drivers, settings). Their lines have no stamp and mean something only
 * together: a table by its header, a record by its lines. So a reader is shown every line in order and says what it is.
 *
 * Every line is decoded, which costs ten times what the head of a log line costs: lists are small where logs are large.
 */
import type { EventFields, EventKind, Signal } from '../model/event-kinds.ts'
import { Level, RowFlag, type LevelValue } from '../model/event-table.ts'
import { wallMs, type Localized, type WallMs } from '../model/units.ts'
import type { TextWindow } from '../text/text-window.ts'
import type { Head, Sample, Sink, TextFormat, TextSource } from './format.ts'
import { SignatureScan } from './signature-scan.ts'

const LF = 10
const NO_ROW = -1

/** Readers see this much of a line, in bytes: see line-parse.ts. */
const MOST_READ_BYTES = 8192

type Fact = EventFields['machine.fact']
export type Item = EventFields['machine.item']
export type FactKey = Fact['key']

/** A line of the table and of the text, to cite later. */
export interface ListPlace {
  readonly row: number
  readonly line: number
}

/** What a reader says of the line that it is shown. A line of which it says nothing belongs to the record above. */
export interface ListWriter {
  /** The line begins a record. Absent level = Info, absent time = none is printed. */
  record(level?: LevelValue, time?: WallMs): void
  /** The line is not of this grammar. */
  unparsed(): void
  /** The line at hand. */
  here(): ListPlace
  /** What an inventory says of the machine; '' says nothing. Cites the line at hand, or `place`. */
  fact(key: FactKey, value: string, place?: ListPlace): void
  /** One thing that the list names. Cites the line on which the current record begins. */
  item(item: Pick<Item, 'item' | 'id'> & Partial<Item>): void
  /** Anything else. Cites the line on which the current record begins, or `place`. */
  tell<K extends EventKind>(kind: K, fields: EventFields[K], place?: ListPlace): void
}

/** One per file. */
export interface ListReader {
  /** `text`: one physical line without marks and without white space at its end. */
  line(text: string, out: ListWriter): void
  /** Behind the last line: a record that only an end closes. */
  end?(out: ListWriter): void
}

export interface ListFormatDefinition {
  readonly id: string
  readonly title: string | Localized
  readonly docs: string
  readonly names: readonly RegExp[]
  readonly samples: readonly Sample[]
  readonly emits: readonly EventKind[]
  readonly sniff: (head: Head) => number
  readonly newReader: () => ListReader
}

export function listFormat(definition: ListFormatDefinition): TextFormat {
  const { newReader, ...rest } = definition
  return {
    ...rest,
    kind: 'text',
    patterns: [],
    // Output that somebody copied has no line end behind its last line.
    isDocument: true,
    async parse(source, sink) {
      const parse = new ListParse(newReader(), source, sink)
      for await (const window of source.windows) parse.window(window)
      parse.end()
    },
  }
}

class ListParse implements ListWriter {
  readonly #reader: ListReader
  readonly #source: TextSource
  readonly #sink: Sink
  readonly #scan: SignatureScan
  /** The current row and the line on which it begins. */
  #row = NO_ROW
  #rowLine = 0
  #isUnparsed = false
  /** The line at hand, where it begins in the text, and whether it is told what it is. */
  #line = 0
  #start = 0
  #isTold = false
  #unfinished = false

  constructor(reader: ListReader, source: TextSource, sink: Sink) {
    this.#reader = reader
    this.#source = source
    this.#sink = sink
    this.#scan = new SignatureScan(source)
  }

  window(window: TextWindow): void {
    const { bytes } = window
    const rows: number[] = []
    this.#unfinished = window.continues
    let from = 0
    this.#line = window.line
    while (from < bytes.length) {
      const found = bytes.indexOf(LF, from)
      const end = found < 0 ? bytes.length : found
      this.#start = window.offset + from
      // The rest of a line that was too long for one window says nothing more.
      if (this.#unfinished) this.#unfinished = false
      else this.#readLine(bytes.subarray(from, Math.min(end, from + MOST_READ_BYTES)))
      rows.push(this.#row)
      from = found < 0 ? bytes.length : found + 1
      this.#line++
    }
    this.#sink.table.extend(window.offset + bytes.length)
    this.#scan.window(window, ({ signature, line, groups }) => {
      this.#sink.hit({ signature, row: rows[line - window.line] ?? NO_ROW, line, groups })
    })
  }

  end(): void {
    // What is told now is told of the last line.
    this.#line = Math.max(1, this.#line - 1)
    this.#reader.end?.(this)
  }

  record(level: LevelValue = Level.Info, time = wallMs(NaN)): void {
    if (this.#isTold) return
    this.#isTold = true
    this.#begin(0, level, time)
    this.#isUnparsed = false
  }

  unparsed(): void {
    if (this.#isTold) return
    this.#isTold = true
    if (!this.#isUnparsed) this.#begin(RowFlag.Unparsed, Level.Info, wallMs(NaN))
    this.#isUnparsed = true
    this.#sink.unparsed(this.#line, 'not-in-grammar')
  }

  here(): ListPlace {
    this.#needRow()
    return { row: this.#row, line: this.#line }
  }

  fact(key: FactKey, value: string, place?: ListPlace): void {
    const text = value.trim()
    if (text === '') return
    this.tell('machine.fact', { key, value: text, from: 'inventory' }, place ?? this.here())
  }

  item(item: Pick<Item, 'item' | 'id'> & Partial<Item>): void {
    const full = { name: '', provider: '', version: '', detail: '', ...item }
    this.tell('machine.item', full)
  }

  tell<K extends EventKind>(kind: K, fields: EventFields[K], place?: ListPlace): void {
    this.#needRow()
    const { row, line } = place ?? { row: this.#row, line: this.#rowLine }
    // The union of kinds is wider than the compiler follows: the fields are those of this kind.
    this.#sink.signal({ kind, row, line, ...fields } as unknown as Signal)
  }

  #readLine(bytes: Uint8Array): void {
    const text = cleanEnds(this.#source.decode(bytes))
    this.#isTold = false
    this.#reader.line(text, this)
    // A line that goes on with nothing stands for itself: a title above the first record, or what follows unknown lines.
    if (!this.#isTold && text !== '' && (this.#row === NO_ROW || this.#isUnparsed)) this.record()
  }

  /** A signal cites a row, so there must be one. */
  #needRow(): void {
    if (this.#row === NO_ROW || (this.#isUnparsed && !this.#isTold)) this.record()
  }

  #begin(flags: number, level: LevelValue, time: WallMs): void {
    const { table } = this.#sink
    table.extend(this.#start)
    const carried = Number.isNaN(time) ? RowFlag.TimeCarried : 0
    this.#row = table.add(time, this.#line, this.#start, level, 0, flags | carried)
    this.#rowLine = this.#line
  }
}

/** Without NULs and marks at both ends, and without white space behind. By hand: a pattern for a line's end takes n² steps. */
function cleanEnds(text: string): string {
  let start = 0
  let end = text.length
  while (start < end && (text[start] === '\0' || text[start] === '\uFEFF')) start++
  while (end > start && (text.charCodeAt(end - 1) <= 32 || text[end - 1] === '\u3000')) end--
  return text.slice(start, end)
}
