import type { WallMs } from './units.ts'

/** Severity of a record. The numbers are the column's values; greater is worse. */
export const Level = { Info: 0, Perf: 1, Warning: 2, Error: 3, Fatal: 4 } as const
export type LevelValue = (typeof Level)[keyof typeof Level]

/** Bits of EventTable.flags. */
export const RowFlag = {
  /** The record prints no time of its own: `time` is carried over from the record above (or NaN). */
  TimeCarried: 1,
  /** The record is a piece of text that did not begin with the format's head (nothing above it to belong to). */
  Unparsed: 2,
} as const

/**
 * One row per log record (a stamped line with its continuation lines), in file order, as columns.
 * File order is never changed: clocks step back inside one file, and sorting would break the story.
 */
export interface EventTable {
  readonly length: number
  /** WallMs as printed; NaN = none known yet. See RowFlag.TimeCarried. */
  readonly time: Float64Array
  /** 1-based number of the record's first line; ascending, and equal where several records begin on one line (XML). */
  readonly line: Uint32Array
  /** Offset of the record's first byte in the entry's text (after unpacking; UTF-16 counts after its change to UTF-8). */
  readonly start: Uint32Array
  /** Bytes from `start` to the end of the record's last line, line end included. */
  readonly size: Uint32Array
  readonly level: Uint8Array
  readonly flags: Uint8Array
  /** Index into `components`; 0 = none. */
  readonly component: Uint16Array
  /** A result code found in an error or warning record, unsigned 32 bit; 0 = none. */
  readonly code: Uint32Array
  readonly components: readonly string[]
}

/** Grows columns while a format is read; `finish` cuts them to length. */
export class EventTableBuilder {
  #capacity = 1024
  length = 0
  time = new Float64Array(this.#capacity)
  line = new Uint32Array(this.#capacity)
  start = new Uint32Array(this.#capacity)
  size = new Uint32Array(this.#capacity)
  level = new Uint8Array(this.#capacity)
  flags = new Uint8Array(this.#capacity)
  component = new Uint16Array(this.#capacity)
  code = new Uint32Array(this.#capacity)

  /** Appends a record and returns its row. `size` starts at 0 and is set by `extend` when the record's end is known. */
  add(
    time: WallMs,
    line: number,
    start: number,
    level: number,
    component: number,
    flags = 0,
  ): number {
    if (this.length === this.#capacity) this.#grow()
    const row = this.length++
    this.time[row] = time
    this.line[row] = line
    this.start[row] = start
    this.size[row] = 0
    this.level[row] = level
    this.component[row] = component
    this.flags[row] = flags
    this.code[row] = 0
    return row
  }

  /** Makes the last record end at byte `end` of the text. */
  extend(end: number): void {
    if (this.length === 0) return
    const row = this.length - 1
    this.size[row] = end - (this.start[row] as number)
  }

  finish(components: readonly string[]): EventTable {
    const n = this.length
    return {
      length: n,
      time: this.time.slice(0, n),
      line: this.line.slice(0, n),
      start: this.start.slice(0, n),
      size: this.size.slice(0, n),
      level: this.level.slice(0, n),
      flags: this.flags.slice(0, n),
      component: this.component.slice(0, n),
      code: this.code.slice(0, n),
      components,
    }
  }

  #grow(): void {
    this.#capacity *= 2
    const capacity = this.#capacity
    const grown = <T extends { set(from: T): void }>(made: T, old: T): T => {
      made.set(old)
      return made
    }
    this.time = grown(new Float64Array(capacity), this.time)
    this.line = grown(new Uint32Array(capacity), this.line)
    this.start = grown(new Uint32Array(capacity), this.start)
    this.size = grown(new Uint32Array(capacity), this.size)
    this.level = grown(new Uint8Array(capacity), this.level)
    this.flags = grown(new Uint8Array(capacity), this.flags)
    this.component = grown(new Uint16Array(capacity), this.component)
    this.code = grown(new Uint32Array(capacity), this.code)
  }
}

/** The buffers of a table, to hand over between threads without a copy. */
export function tableBuffers(table: EventTable): ArrayBufferLike[] {
  return [
    table.time.buffer,
    table.line.buffer,
    table.start.buffer,
    table.size.buffer,
    table.level.buffer,
    table.flags.buffer,
    table.component.buffer,
    table.code.buffer,
  ]
}

/** Row of the record that holds 1-based `line` (the last that begins on it), or -1 where the line stands before the first record. */
export function rowOfLine(table: EventTable, line: number): number {
  let low = 0
  let high = table.length
  while (low < high) {
    const middle = (low + high) >>> 1
    if ((table.line[middle] as number) <= line) low = middle + 1
    else high = middle
  }
  return low - 1
}

/** The worst level of the records that begin on `line`, or that of the record around it; 0 where there is none. */
export function levelOfLine(table: EventTable, line: number): number {
  let row = rowOfLine(table, line)
  let worst = row < 0 ? 0 : (table.level[row] as number)
  while (row > 0 && table.line[row] === line && table.line[row - 1] === line) {
    worst = Math.max(worst, table.level[--row] as number)
  }
  return worst
}
