/**
 * Dates of which day and month stand in the order of a locale: `8/9/2017` is in August or in September. The file as a whole
 * tells: by a number above 12, and else by the order in which its records were written.
 */
import { RowFlag, type EventTableBuilder } from '../model/event-table.ts'
import { wallMs, type WallMs } from '../model/units.ts'
import { wallFromParts } from '../text/wall-time.ts'
import type { Sink } from './format.ts'

const DAY_MS = 86_400_000

/** What undecided dates are read as. `known`: the program prints no other order, so nothing is left undecided. */
export type UsualOrder = 'month-first' | 'known'
/** How the records of a file follow each other: a log is appended to; a list may begin with the newest. */
export type RecordOrder = 'appended' | 'either'

/** Reads the dates of one file month first, and keeps what they tell. */
export class LocalDates {
  #monthFirst = 0
  #dayFirst = 0
  /** Midnights that are a day in either order, and the same in the other order. */
  readonly #undecided = new Map<number, number>()
  readonly #certain = new Set<number>()

  /** NaN where the numbers make no date in either order. Clock in milliseconds since midnight. */
  read(first: number, second: number, year: number, clock: number): WallMs {
    if (first > 12) return this.readDayFirst(first, second, year, clock)
    const midnight = wallFromParts(year, first, second, 0, 0, 0)
    if (Number.isNaN(midnight)) return midnight
    if (second > 12) {
      this.noteMonthFirst()
      this.#certain.add(midnight)
    } else if (first !== second) {
      this.#undecided.set(midnight, wallFromParts(year, second, first, 0, 0, 0))
    }
    return wallMs(midnight + clock)
  }

  /** A date whose order shows: parted by dots, or with a first number above 12. */
  readDayFirst(day: number, month: number, year: number, clock: number): WallMs {
    const midnight = wallFromParts(year, month, day, 0, 0, 0)
    if (Number.isNaN(midnight)) return midnight
    if (day > 12) this.noteDayFirst()
    this.#certain.add(midnight)
    return wallMs(midnight + clock)
  }

  /** Something else in the file shows that its undecided dates are day first. */
  noteDayFirst(): void {
    this.#dayFirst++
  }

  noteMonthFirst(): void {
    this.#monthFirst++
  }

  /** After the last record: turns day and month where the file's dates are day first, or says that nothing tells. */
  settle(sink: Sink, usual: UsualOrder, records: RecordOrder = 'appended'): void {
    const { table } = sink
    if (this.#monthFirst > 0 && this.#dayFirst === 0) return
    const rows = this.#undecidedRows(table)
    if (rows.length === 0) return
    const verdict = this.#verdict(table, records)
    if (verdict === 'day-first') {
      for (const row of rows) table.time[row] = this.#turned(table.time[row] as number)
    } else if (verdict === null && usual !== 'known') {
      sink.problem({
        code: 'ambiguous-dates',
        at: `line ${table.line[rows[0] as number]}`,
        detail:
          'Expected a day above 12 or records in order of time, found dates that fit both ways.',
        skipped: null,
      })
    }
  }

  #verdict(table: EventTableBuilder, records: RecordOrder): 'month-first' | 'day-first' | null {
    if (this.#dayFirst === 0) return this.#orderOf(table, records)
    // Both at once: two programs wrote into one file.
    return this.#monthFirst === 0 ? 'day-first' : null
  }

  /** A day that another line of the file names for certain stays what it is. */
  #turned(time: number): number {
    const clock = ((time % DAY_MS) + DAY_MS) % DAY_MS
    const midnight = time - clock
    const other = this.#certain.has(midnight) ? undefined : this.#undecided.get(midnight)
    return other === undefined ? time : other + clock
  }

  #undecidedRows(table: EventTableBuilder): readonly number[] {
    if (this.#undecided.size === 0) return []
    const rows: number[] = []
    for (let row = 0; row < table.length; row++) {
      const time = table.time[row] as number
      if (!Number.isNaN(time) && this.#turned(time) !== time) rows.push(row)
    }
    return rows
  }

  /** The order under which fewer records step out of line: back, or on where the newest comes first. null = both alike. */
  #orderOf(table: EventTableBuilder, records: RecordOrder): 'month-first' | 'day-first' | null {
    const read = { back: 0, on: 0 }
    const turned = { back: 0, on: 0 }
    let before = NaN
    let turnedBefore = NaN
    for (let row = 0; row < table.length; row++) {
      const time = table.time[row] as number
      if (Number.isNaN(time) || ((table.flags[row] as number) & RowFlag.TimeCarried) !== 0) continue
      const other = this.#turned(time)
      if (time < before) read.back++
      if (time > before) read.on++
      if (other < turnedBefore) turned.back++
      if (other > turnedBefore) turned.on++
      before = time
      turnedBefore = other
    }
    const strays = ({ back, on }: typeof read): number =>
      records === 'appended' ? back : Math.min(back, on)
    const asRead = strays(read)
    const asTurned = strays(turned)
    if (asRead === asTurned) return null
    return asRead < asTurned ? 'month-first' : 'day-first'
  }
}
