/** Signals `clock.utc` of logs that print their zone in every record: at the first record, and on both sides of a change. */
import type { Signal } from '../model/event-kinds.ts'
import { utcMs } from '../model/units.ts'

interface Beacon {
  readonly row: number
  readonly line: number
  readonly utc: number
}

export class ZoneBeacons {
  readonly #tell: (signal: Signal) => void
  #zone = NaN
  #last: Beacon | null = null
  #told = -1
  /** What waits for the signals of the lines above: `at` is the line that showed it. */
  readonly #waiting: { readonly at: number; readonly beacon: Beacon }[] = []

  constructor(tell: (signal: Signal) => void) {
    this.#tell = tell
  }

  /** `zone`: minutes east of UTC, printed in `line` of the record `row`, of wall time `time`. Lines in file order. */
  note(zone: number, row: number, line: number, time: number): void {
    if (Number.isNaN(time)) return
    const beacon = { row, line, utc: time - zone * 60_000 }
    if (zone !== this.#zone) {
      const last = this.#last
      if (last !== null && last.row !== this.#told) this.#waiting.push({ at: line, beacon: last })
      this.#waiting.push({ at: line, beacon })
      this.#told = row
      this.#zone = zone
    }
    this.#last = beacon
  }

  /** Tells what lines up to `line` have shown, so that signals stay in the order of the lines. */
  flush(line = Infinity): void {
    for (let next = this.#waiting[0]; next !== undefined && next.at <= line;) {
      const { row, line: place, utc } = next.beacon
      this.#tell({
        kind: 'clock.utc',
        row,
        line: place,
        utc: utcMs(utc),
        source: 'zone-in-line',
        errorMs: 0,
      })
      this.#waiting.shift()
      next = this.#waiting[0]
    }
  }
}
