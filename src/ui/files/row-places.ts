/** Where rows stand that are all of one height but for one block below one of them. Rows count from 0; px from the first one's top. */
export interface RowPlaces {
  readonly rows: number
  readonly rowPx: number
  /** Row below which the block stands; -1 = there is none. */
  readonly blockAt: number
  readonly blockPx: number
}

export function heightOf({ rows, rowPx, blockAt, blockPx }: RowPlaces): number {
  return rows * rowPx + (blockAt < 0 ? 0 : blockPx)
}

export function topOf({ rowPx, blockAt, blockPx }: RowPlaces, row: number): number {
  return row * rowPx + (blockAt >= 0 && row > blockAt ? blockPx : 0)
}

/** The row at a height; the block belongs to the row above it. */
export function rowAt(places: RowPlaces, px: number): number {
  const { rows, rowPx, blockAt, blockPx } = places
  const below = topOf(places, blockAt + 1)
  let row = Math.floor(px / rowPx)
  if (blockAt >= 0 && px >= below) row = blockAt + 1 + Math.floor((px - below) / rowPx)
  else if (blockAt >= 0 && px >= below - blockPx) row = blockAt
  return Math.max(0, Math.min(rows - 1, row))
}

/**
 * The rows to draw for a view from `from` to `to` px: what is seen, some more at both ends, and those in `always` (the row
 * with the focus would lose it if it were not there). Ascending.
 */
export function rowsToDraw(
  places: RowPlaces,
  from: number,
  to: number,
  spare: number,
  always: readonly number[],
): readonly number[] {
  if (places.rows === 0) return []
  const first = Math.max(0, rowAt(places, from) - spare)
  const last = Math.min(places.rows - 1, rowAt(places, to) + spare)
  const seen = Array.from({ length: last - first + 1 }, (_, at) => first + at)
  const others = always.filter(
    (row) => row >= 0 && row < places.rows && (row < first || row > last),
  )
  return [...new Set([...others, ...seen])].sort((a, b) => a - b)
}
