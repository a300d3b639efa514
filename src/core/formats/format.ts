/**
 * What a log format is. One format = one file beside this one, one line in index.ts, one folder in test/formats.
 * The definition carries its own samples; the contract runner proves the rest (docs/add-a-format.md).
 */
import type { EventKind, Signal } from '../model/event-kinds.ts'
import type { EventTableBuilder } from '../model/event-table.ts'
import type { SignatureHit, UnparsedReason } from '../model/log-file.ts'
import type { Problem } from '../model/problem.ts'
import type { Localized } from '../model/units.ts'
import type { TextWindow } from '../text/text-window.ts'

/** The start of an entry, for sniffing: at most 64 KiB. */
export interface Head {
  /** File name without folders, as dropped. A hint only: content decides. */
  readonly name: string
  readonly bytes: Uint8Array
  /** The same bytes decoded (encoding already chosen), cut at the last whole line; '' for binary. */
  readonly text: string
}

/** A literal that a rule looks for in the same pass. `needle` is ASCII and must stand in the line as it is. */
export interface Signature {
  readonly id: string
  readonly needle: string
  /** Applied to the decoded physical line that holds the needle; no match = no hit. Absent = the needle is enough. */
  readonly pattern?: RegExp
}

/** A line of a real log (or in its grammar) with the reading that is expected of it. */
export interface Sample {
  /** One record, without line end; continuation lines separated by \n. */
  readonly text: string
  /** `YYYY-MM-DD HH:MM:SS.mmm` as wall time, or null where the record has no stamp. */
  readonly time: string | null
  readonly level: 'info' | 'perf' | 'warning' | 'error' | 'fatal'
  readonly component?: string
  /** Signals expected, in order, without row and line. */
  readonly signals?: readonly ({ readonly kind: EventKind } & Readonly<Record<string, unknown>>)[]
  /** Lines that must stand before it to be understood (a section header that gives the date). */
  readonly after?: string
}

/** Where a format puts what it reads. The parse pass owns it; a format only adds. */
export interface Sink {
  readonly table: EventTableBuilder
  /** Index of a component name for the table's column. */
  component(name: string): number
  signal(signal: Signal): void
  hit(hit: SignatureHit): void
  /** A non-blank line that no record holds; called once per line, in file order. */
  unparsed(line: number, reason: UnparsedReason): void
  readonly problem: (problem: Omit<Problem, 'path'>) => void
}

export interface TextSource {
  readonly windows: AsyncIterable<TextWindow>
  /** Decodes bytes of a window (a whole line or a part that begins and ends at characters). */
  decode(bytes: Uint8Array): string
  readonly signatures: readonly Signature[]
}

/** Random access for binary formats: never the whole file in memory. */
export interface BinarySource {
  readonly size: number
  /** Bytes from `offset`, fewer than `length` at the end of the file. */
  read(offset: number, length: number): Promise<Uint8Array>
}

interface FormatBase {
  readonly id: string
  /** Name of the format for people. A product's own word serves every language. */
  readonly title: string | Localized
  /** The vendor's page that describes it. */
  readonly docs: string
  /** File names that usually hold it: a hint for ties, never proof. */
  readonly names: readonly RegExp[]
  /** 0 = surely not, 1 = surely. By content alone. */
  sniff(head: Head): number
}

export interface TextFormat extends FormatBase {
  readonly kind: 'text'
  readonly samples: readonly Sample[]
  /** The event kinds it can emit, for the runner: each must be shown by some sample. */
  readonly emits: readonly EventKind[]
  /** The patterns behind the kinds, for the runner: each must match in some sample. */
  readonly patterns: readonly { readonly kind: EventKind; readonly pattern: RegExp }[]
  /** A document may end without a line end; a log that does is cut inside its last line. */
  readonly isDocument?: true
  parse(source: TextSource, sink: Sink): Promise<void>
}

export interface BinaryFormat extends FormatBase {
  readonly kind: 'binary'
  /** Adds rows and signals; returns the lines that stand for the file in the viewer. */
  parse(source: BinarySource, sink: Sink): Promise<BinaryReading>
  /**
   * One record in full, by its place in the file (`start` and `size` of its row); null where it cannot be read. Absent: the lines
   * say all there is.
   */
  readRecord?(source: BinarySource, start: number, size: number): Promise<RecordText | null>
}

/** What the viewer shows beside the line of a record. */
export interface RecordText {
  readonly xml: string
  /** Our own words for what the record says; null = none. */
  readonly message: Localized | null
}

export interface BinaryReading {
  readonly rendered: readonly string[]
  readonly records: number
  readonly recordsBad: number
}

export type Format = TextFormat | BinaryFormat
