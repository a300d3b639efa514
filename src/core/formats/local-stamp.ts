/**
 * A date in the order of a locale and a time of day, without leading zeros: `8/9/2017 8:5:54`, `03.09.2023 07:06:12`,
 * `3/9/2023 7:05`. Day and month are told apart later (day-order.ts).
 */

/** What was read; one object, used again for every line. */
export interface LocalStamp {
  first: number
  second: number
  year: number
  /** Milliseconds since midnight. */
  clock: number
  /** The byte between the parts of the date: `/`, `.` or `-`. */
  mark: number
  /** Offset behind the stamp. */
  end: number
}

const DASH = 45
const DOT = 46
const SLASH = 47
const COLON = 58

export function newLocalStamp(): LocalStamp {
  return { first: 0, second: 0, year: 0, clock: 0, mark: 0, end: 0 }
}

/** Reads a stamp at `at`; false = none stands there. */
export function readLocalStamp(
  bytes: Uint8Array,
  at: number,
  end: number,
  stamp: LocalStamp,
): boolean {
  const number = new Digits(bytes, end)
  number.at = at
  stamp.first = number.read(2)
  const mark = bytes[number.at] as number
  if (mark !== SLASH && mark !== DOT && mark !== DASH) return false
  stamp.mark = mark
  stamp.second = number.behind(mark, 2)
  stamp.year = number.behind(mark, 4)
  const hour = number.behind(32, 2)
  const minute = number.behind(COLON, 2)
  // The seconds may lack.
  const second = bytes[number.at] === COLON ? number.behind(COLON, 2) : 0
  stamp.end = number.at
  stamp.clock = ((hour * 60 + minute) * 60 + second) * 1000
  return stamp.first > 0 && stamp.year > 1900 && hour < 24 && minute < 60 && second < 60
}

class Digits {
  at = 0
  readonly #bytes: Uint8Array
  readonly #end: number

  constructor(bytes: Uint8Array, end: number) {
    this.#bytes = bytes
    this.#end = end
  }

  /** The number of at most `most` digits at hand; NaN where no digit stands there. */
  read(most: number): number {
    const start = this.at
    let value = 0
    while (this.at < this.#end && this.at < start + most) {
      const digit = (this.#bytes[this.at] as number) - 48
      if (!(digit >= 0 && digit <= 9)) break
      value = value * 10 + digit
      this.at++
    }
    return this.at === start ? NaN : value
  }

  /** The number behind one byte; NaN where another byte stands there. */
  behind(byte: number, most: number): number {
    if (this.at >= this.#end || this.#bytes[this.at] !== byte) return NaN
    this.at++
    return this.read(most)
  }
}
