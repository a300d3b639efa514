/** Interval partitioning: rows in which no two spans overlap, as few as can be. */

interface Interval {
  readonly from: number
  readonly to: number
}

export interface PackedRows {
  /** Row of each interval, in the order given. */
  readonly rows: readonly number[]
  readonly count: number
}

/**
 * Gives each interval the first row that is free when it begins, taking them by begin and then the
 * longer first, so that what contains stands above what is contained. Touching ends do not overlap, nor do
 * instants: several at one moment are drawn as one with a count. Beyond `mostRows`, an interval goes where
 * it hides least.
 */
export function packRows(
  intervals: readonly Interval[],
  mostRows = Number.POSITIVE_INFINITY,
): PackedRows {
  const order = intervals.map((_, index) => index)
  order.sort((a, b) => {
    const first = intervals[a] as Interval
    const second = intervals[b] as Interval
    return first.from - second.from || second.to - first.to || a - b
  })
  const rows = new Array<number>(intervals.length).fill(0)
  const ends: number[] = []
  for (const index of order) {
    const { from, to } = intervals[index] as Interval
    let row = ends.findIndex((end) => end <= from)
    if (row < 0) row = ends.length < mostRows ? ends.length : ends.indexOf(Math.min(...ends))
    ends[row] = Math.max(to, ends[row] ?? to)
    rows[index] = row
  }
  return { rows, count: ends.length }
}
