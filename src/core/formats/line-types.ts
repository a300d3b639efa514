/** The words in which a line format is declared; `lineFormat` of line-format.ts makes a format of them. */
import type { EventFields, EventKind } from '../model/event-kinds.ts'
import type { LevelValue } from '../model/event-table.ts'
import type { UnparsedReason } from '../model/log-file.ts'
import type { Code, Localized, WallMs } from '../model/units.ts'
import type { Head, Sample } from './format.ts'

/** What a HeadReader found at the start of a line. One object, used again for every line. */
export interface LineHead {
  /** NaN = the head prints no time: the row takes the time of the row above (RowFlag.TimeCarried). */
  time: WallMs
  level: LevelValue
  /** Offset of the component's name in the bytes; length 0 = none. ASCII. */
  componentStart: number
  componentLength: number
  /** Offset where the message begins; the end of the line where it is empty. */
  message: number
  /**
   * Set by a reader that returns true for a line which its grammar does not know: the line begins (or goes on with) a run of
   * unparsed lines instead of a record. null before every call.
   */
  unparsed: UnparsedReason | null
  /** What the line prints of its zone, in minutes east of UTC; NaN = nothing. NaN before every call. */
  zone: number
  /**
   * Where the head of a record of several lines stands behind its text (logs of Configuration Manager): 'open' with true = a
   * record begins whose time, level and component come with a later line; 'close' with false = this line has brought them.
   * 'whole' before every call.
   */
  part: 'whole' | 'open' | 'close'
}

/**
 * Reads the head of one physical line from bytes[start, end): no line end, no NULs or BOM around it.
 * True = a record begins here and `head` is filled. False = the line belongs to the record above.
 * A reader may remember what it has read (the date of a section header); there is one reader per file.
 */
export interface HeadReader {
  read(bytes: Uint8Array, start: number, end: number, head: LineHead): boolean
}

/** What a pattern may know of its line. Valid during the call. */
export interface LineContext<State> {
  /** The decoded physical line, without line end, NULs or BOM. */
  readonly text: string
  /** `text` from the message on; the whole of it for a line without a head. */
  readonly message: string
  /** Time of the row (carried over where the row prints none); NaN = none known. */
  readonly time: WallMs
  readonly level: LevelValue
  readonly component: string
  readonly row: number
  readonly line: number
  /** What the format remembers from pattern to pattern; one per file. Patterns run in the order of the lines. */
  readonly state: State
}

type PatternOf<K extends EventKind, State> = {
  readonly kind: K
  /** ASCII literal (or any of several) that must stand in the line, as it is; without one the pattern is not tried. */
  readonly needle: string | readonly string[]
  /** Applied to the message (LineContext.message). No `g` or `y` flag. */
  readonly pattern: RegExp
  /** The fields of the signal, or null for none. May only change `state`. */
  readonly read: (match: RegExpExecArray, context: LineContext<State>) => EventFields[K] | null
}

/** Which lines say `kind`. Within a line, patterns run in the order in which the format lists them. */
export type KindPattern<State = undefined> = {
  readonly [K in EventKind]: PatternOf<K, State>
}[EventKind]

interface DefinitionBase<State> {
  readonly id: string
  readonly title: string | Localized
  readonly docs: string
  readonly names: readonly RegExp[]
  readonly samples: readonly Sample[]
  readonly newHead: () => HeadReader
  readonly kinds: readonly KindPattern<State>[]
  /** Default: the share of lines that the head reader takes. */
  readonly sniff?: (head: Head) => number
  /** The head reader fills `LineHead.zone`: signals `clock.utc` are then made of it. */
  readonly tellsZone?: true
  /**
   * The result code in a line of a warning or error record, from bytes[start, end); 0 = none.
   * Default: resultCode of result-code.ts. Asked again for continuation lines while it is 0.
   */
  readonly codeOf?: (bytes: Uint8Array, start: number, end: number) => Code
}

export type LineFormatDefinition<State> = DefinitionBase<State> &
  (undefined extends State
    ? { readonly newState?: () => State }
    : { readonly newState: () => State })
