/** One pass of a line format over one entry: windows of bytes become rows, signals and hits. */
import { Level, RowFlag, type LevelValue } from '../model/event-table.ts'
import type { Signal } from '../model/event-kinds.ts'
import type { UnparsedReason } from '../model/log-file.ts'
import { wallMs } from '../model/units.ts'
import { ComponentNames } from './component-names.ts'
import type { TextWindow } from '../text/text-window.ts'
import type { Sink, TextSource } from './format.ts'
import type { HeadReader, LineContext, LineFormatDefinition, LineHead } from './line-types.ts'
import { newLineHead, resetLineHead } from './line-sniff.ts'
import { keptIndex } from './kept-indexes.ts'
import type { NeedleIndex } from './needle-index.ts'
import { resultCode } from './result-code.ts'
import { ZoneBeacons } from './zone-beacons.ts'

const LF = 10
const CR = 13
const NO_ROW = -1

/**
 * Patterns see this much of a line, in bytes. Most of them search, and a search of n characters may take n² steps:
 * a line of 1 MiB would hold a worker for half an hour. Lines of real logs stay under 3 KiB.
 */
const MOST_READ_BYTES = 8192

export class LineParse<State> {
  readonly #definition: LineFormatDefinition<State>
  readonly #source: TextSource
  readonly #sink: Sink
  readonly #reader: HeadReader
  readonly #codeOf: (bytes: Uint8Array, start: number, end: number) => number
  readonly #state: State
  /** Targets below kinds.length are patterns, the rest are signatures. */
  readonly #needles: NeedleIndex
  readonly #components: ComponentNames
  readonly #zones: ZoneBeacons
  readonly #head: LineHead = newLineHead()
  readonly #lines = new WindowLines()

  #row = NO_ROW
  /** The current record is a warning or an error whose code has not been met yet. */
  #wantsCode = false
  /** Why the current row is no record; null = it is one. */
  #unparsed: UnparsedReason | null = null
  /** The head of the current record has not come yet. */
  #isOpen = false
  /** A continuing window still belongs to the line of the window before. */
  #unfinished = false

  constructor(definition: LineFormatDefinition<State>, source: TextSource, sink: Sink) {
    this.#definition = definition
    this.#source = source
    this.#sink = sink
    this.#reader = definition.newHead()
    this.#codeOf = definition.codeOf ?? resultCode
    this.#state = definition.newState?.() as State
    this.#needles = keptIndex(definition.kinds, source.signatures)
    this.#components = new ComponentNames((name) => sink.component(name))
    this.#zones = new ZoneBeacons((signal) => sink.signal(signal))
  }

  window(window: TextWindow): void {
    this.#readHeads(window)
    this.#findNeedles(window)
  }

  /** Behind the last window: a record whose head has not come is no error, whatever code its text holds. */
  finish(): void {
    if (this.#isOpen) this.#sink.table.code[this.#row] = 0
    this.#isOpen = false
  }

  #readHeads(window: TextWindow): void {
    const { bytes } = window
    const lines = this.#lines
    lines.clear()
    this.#unfinished = window.continues
    let from = 0
    let line = window.line
    while (from < bytes.length) {
      const found = bytes.indexOf(LF, from)
      const next = found < 0 ? bytes.length : found + 1
      let end = found < 0 ? bytes.length : found
      while (end > from && isPadding(bytes[end - 1] as number)) end--
      const start = skipMarks(bytes, from, end)
      const message = this.#readLine(window, from, start, end, line)
      lines.add(from, start, end, message, this.#row)
      from = next
      line++
    }
    this.#sink.table.extend(window.offset + bytes.length)
  }

  /** Adds the row that begins with this line, if one does; returns the offset of the message. */
  #readLine(window: TextWindow, from: number, start: number, end: number, line: number): number {
    const { table } = this.#sink
    const head = this.#head
    const inside = this.#unfinished
    this.#unfinished = false
    resetLineHead(head)
    if (!inside && this.#reader.read(window.bytes, start, end, head)) {
      if (head.unparsed !== null) {
        this.#readUnparsed(window, from, start, end, line, head.unparsed)
        return start
      }
      this.#unparsed = null
      this.finish()
      const above = this.#row === NO_ROW ? wallMs(NaN) : wallMs(table.time[this.#row] as number)
      const carried = Number.isNaN(head.time)
      table.extend(window.offset + from)
      this.#row = table.add(
        carried ? above : head.time,
        line,
        window.offset + from,
        head.level,
        this.#componentOf(window.bytes),
        carried ? RowFlag.TimeCarried : 0,
      )
      this.#isOpen = head.part === 'open'
      this.#wantsCode = this.#isOpen || head.level >= Level.Warning
      this.#noteZone(line)
      if (this.#wantsCode) this.#readCode(window.bytes, head.message, end)
      return head.message
    }
    if (this.#row === NO_ROW) {
      this.#readUnparsed(window, from, start, end, line, 'before-first-record')
    } else if (this.#unparsed !== null) {
      if (!inside) this.#readUnparsed(window, from, start, end, line, this.#unparsed)
    } else {
      if (this.#wantsCode) this.#readCode(window.bytes, start, end)
      if (head.part === 'close' && this.#isOpen) this.#close(window.bytes, line)
    }
    return start
  }

  #componentOf(bytes: Uint8Array): number {
    const { componentStart, componentLength } = this.#head
    return componentLength === 0
      ? 0
      : this.#components.index(bytes, componentStart, componentLength)
  }

  /** The last line of a record has brought its head. */
  #close(bytes: Uint8Array, line: number): void {
    const { table } = this.#sink
    const head = this.#head
    const row = this.#row
    this.#isOpen = false
    this.#wantsCode = false
    table.level[row] = head.level
    table.component[row] = this.#componentOf(bytes)
    if (head.level < Level.Warning) table.code[row] = 0
    if (Number.isNaN(head.time)) return
    table.time[row] = head.time
    table.flags[row] = (table.flags[row] as number) & ~RowFlag.TimeCarried
    this.#noteZone(line)
  }

  #noteZone(line: number): void {
    const { time, zone } = this.#head
    if (!Number.isNaN(zone)) this.#zones.note(zone, this.#row, line, time)
  }

  /** A line of no record: it goes on with the run of such lines above it, or begins one, which stands as a row of its own. */
  #readUnparsed(
    window: TextWindow,
    from: number,
    start: number,
    end: number,
    line: number,
    reason: UnparsedReason,
  ): void {
    const { table } = this.#sink
    if (this.#unparsed !== reason) {
      this.finish()
      const above = this.#row === NO_ROW ? wallMs(NaN) : wallMs(table.time[this.#row] as number)
      table.extend(window.offset + from)
      const flags = RowFlag.TimeCarried | RowFlag.Unparsed
      this.#row = table.add(above, line, window.offset + from, Level.Info, 0, flags)
      this.#unparsed = reason
      this.#wantsCode = false
    }
    if (!isBlank(window.bytes, start, end)) this.#sink.unparsed(line, reason)
  }

  #readCode(bytes: Uint8Array, start: number, end: number): void {
    const code = this.#codeOf(bytes, start, end)
    if (code === 0) return
    this.#sink.table.code[this.#row] = code
    this.#wantsCode = false
  }

  #findNeedles(window: TextWindow): void {
    const lines = this.#lines
    let current = NO_ROW
    let index = 0
    const wanted: number[] = []
    this.#needles.scan(window.bytes, (offset, targets) => {
      while (index + 1 < lines.length && (lines.from[index + 1] as number) <= offset) index++
      if (index !== current) {
        if (current !== NO_ROW) this.#runLine(window, current, wanted)
        wanted.length = 0
        current = index
      }
      for (const target of targets) if (!wanted.includes(target)) wanted.push(target)
    })
    if (current !== NO_ROW) this.#runLine(window, current, wanted)
    this.#zones.flush()
  }

  #runLine(window: TextWindow, index: number, wanted: number[]): void {
    const { kinds } = this.#definition
    const { signatures } = this.#source
    const { table } = this.#sink
    const lines = this.#lines
    const start = lines.start[index] as number
    const row = lines.row[index] as number
    const line = window.line + index
    this.#zones.flush(line)
    const end = Math.min(lines.end[index] as number, start + MOST_READ_BYTES)
    const text = this.#source.decode(window.bytes.subarray(start, end))
    const context: LineContext<State> = {
      text,
      // The head is ASCII in every format, so its bytes are characters.
      message: text.slice((lines.message[index] as number) - start),
      time: wallMs(table.time[row] as number),
      level: table.level[row] as LevelValue,
      component: this.#components.name(table.component[row] as number),
      row,
      line,
      state: this.#state,
    }
    wanted.sort((a, b) => a - b)
    for (const target of wanted) {
      const kind = kinds[target]
      if (kind !== undefined) {
        const match = kind.pattern.exec(context.message)
        const fields = match === null ? null : kind.read(match, context)
        // The union of kinds is wider than the compiler follows: the fields are those of this kind.
        if (fields !== null) this.#sink.signal({ ...fields, kind: kind.kind, row, line } as Signal)
        continue
      }
      const signature = signatures[target - kinds.length]
      if (signature === undefined) continue
      const groups = signature.pattern ? signature.pattern.exec(text) : [signature.needle]
      if (groups === null) continue
      this.#sink.hit({ signature: signature.id, row, line, groups: groups.map((g) => g ?? '') })
    }
  }
}

/** The lines of the window at hand, as columns that are used again. Offsets count from bytes[0]. */
class WindowLines {
  length = 0
  /** Where the line begins, and where its text begins behind marks and NULs. */
  from = new Int32Array(1024)
  start = new Int32Array(1024)
  end = new Int32Array(1024)
  message = new Int32Array(1024)
  row = new Int32Array(1024)

  clear(): void {
    this.length = 0
  }

  add(from: number, start: number, end: number, message: number, row: number): void {
    if (this.length === this.from.length) this.#grow()
    const at = this.length++
    this.from[at] = from
    this.start[at] = start
    this.end[at] = end
    this.message[at] = message
    this.row[at] = row
  }

  #grow(): void {
    const twice = (old: Int32Array): Int32Array<ArrayBuffer> => {
      const made = new Int32Array(old.length * 2)
      made.set(old)
      return made
    }
    this.from = twice(this.from)
    this.start = twice(this.start)
    this.end = twice(this.end)
    this.message = twice(this.message)
    this.row = twice(this.row)
  }
}

/** What may stand between a line's text and its LF: a CR, and NULs where a write was lost. */
function isPadding(byte: number): boolean {
  return byte === CR || byte === 0
}

function isBlank(bytes: Uint8Array, start: number, end: number): boolean {
  for (let at = start; at < end; at++) if (bytes[at] !== 32 && bytes[at] !== 9) return false
  return true
}

/** Behind NULs and byte order marks: both occur where another program went on with the file. */
function skipMarks(bytes: Uint8Array, from: number, end: number): number {
  let at = from
  for (;;) {
    if (at < end && bytes[at] === 0) at++
    else if (
      at + 3 <= end &&
      bytes[at] === 0xef &&
      bytes[at + 1] === 0xbb &&
      bytes[at + 2] === 0xbf
    )
      at += 3
    else return at
  }
}
