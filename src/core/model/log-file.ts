import type { EventTable } from './event-table.ts'
import type { FileKind } from './file-kind.ts'
import type { Signal } from './event-kinds.ts'
import type { Problem } from './problem.ts'

/** Encodings that the text layer decides between. `utf-8*` = UTF-8 with stray bytes of an ANSI code page. */
export type EncodingName =
  | 'ascii'
  | 'utf-8'
  | 'utf-8*'
  | 'utf-16le'
  | 'utf-16be'
  | 'gb18030'
  | 'big5'
  | 'shift_jis'
  | 'euc-kr'
  | 'windows-874'
  | 'windows-1250'
  | 'windows-1251'
  | 'windows-1252'
  | 'windows-1253'
  | 'windows-1254'
  | 'windows-1255'
  | 'windows-1256'
  | 'windows-1257'
  | 'windows-1258'
  | 'koi8-r'
  | 'koi8-u'
  | 'ibm437'
  | 'ibm720'
  | 'ibm737'
  | 'ibm775'
  | 'ibm850'
  | 'ibm852'
  | 'ibm857'
  | 'ibm862'
  | 'ibm866'
  | 'binary'

/** Lines of one encoding in a file of several: it lasts to the next run, lines of plain ASCII included. */
export interface EncodingRun {
  /** 1-based. */
  readonly fromLine: number
  readonly encoding: EncodingName
  /** 0..1: how sure the choice is, for the file's lines of this encoding together. */
  readonly confidence: number
}

/** A rule's signature found in a line; `groups` are the pattern's captures (index 0 = whole match). */
export interface SignatureHit {
  readonly signature: string
  readonly row: number
  readonly line: number
  readonly groups: readonly string[]
}

/**
 * Why lines belong to no record. `before-first-record`: text above the first head (a note that somebody put there, the end of a
 * record that was cut off). `not-in-grammar`: the format knows every kind of line it may hold, and this is none.
 * `damaged`: bytes that are no text of this log (a lost block, a binary tail).
 */
export type UnparsedReason = 'before-first-record' | 'not-in-grammar' | 'damaged'

/** Neighbouring lines that belong to no record. They are shown and searched like all others. */
export interface UnparsedRun {
  /** 1-based, both included. */
  readonly fromLine: number
  readonly toLine: number
  /** Of these, lines that are not blank. */
  readonly lines: number
  readonly reason: UnparsedReason
}

/** One entry after the parse pass. Plain data: it crosses threads and goes into the store. */
export interface LogFile {
  /** Path inside the bundle, `/` as separator, `!/` after a nested archive. */
  readonly path: string
  /** Size after unpacking, in bytes, as it came. */
  readonly bytes: number
  /** Id of the format that read it; 'text' = readable but of no known format; 'binary' = neither. */
  readonly format: string
  /** What a file without lines is by its first bytes; null = text, or not known. */
  readonly kind: FileKind | null
  readonly encoding: EncodingName
  /** 0..1: how sure the choice of encoding is. */
  readonly encodingConfidence: number
  /** True where a person chose it. */
  readonly encodingChosen: boolean
  /** Where the file changes its encoding, in file order, the first 64 changes; [] = one encoding throughout. */
  readonly encodingRuns: readonly EncodingRun[]
  /** Number of lines (a last line without line end counts); rendered lines for binary formats. */
  readonly lines: number
  /** Byte offset in the text of line 1, 1+STRIDE, 1+2*STRIDE ... (STRIDE = LINE_INDEX_STRIDE). */
  readonly lineIndex: Uint32Array
  readonly table: EventTable
  readonly signals: readonly Signal[]
  readonly hits: readonly SignatureHit[]
  readonly problems: readonly Problem[]
  /** Non-blank lines that no record holds, in file order; [] = every line is read. Empty for text of no known format. */
  readonly unparsed: readonly UnparsedRun[]
  /** For binary formats: the lines that the viewer shows in place of text. */
  readonly rendered: readonly string[] | null
  /** Records read and records given up, for binary formats; null for text. */
  readonly records: number | null
  readonly recordsBad: number | null
}

/** Every how many lines the index holds an offset. 64 lines of a log are about 8 KB: one small read. */
export const LINE_INDEX_STRIDE = 64
