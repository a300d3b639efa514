/**
 * A scroll bar over more rows than a browser can make tall. Elements end at 33.5M device px in Chromium (16.7M CSS px
 * on a doubled screen) and at about 17.9M px in Firefox, so beyond the cap one pixel of the bar stands for several of
 * the log.
 */
export const HEIGHT_CAP_PX = 16_000_000

export interface RowWindow {
  readonly rows: number
  readonly rowHeight: number
  /** Height of what is seen, px. */
  readonly viewHeight: number
  /** Lines are wrapped, so how many fit is not known: the last one may be scrolled to the top. */
  readonly wrapped: boolean
}

/** Height of the scrolled element, px. */
export function scrolledHeight(view: RowWindow): number {
  return Math.min(HEIGHT_CAP_PX, lastTop(view) * view.rowHeight + view.viewHeight)
}

/** The greatest row (a fraction) that can stand at the top. */
export function lastTop(view: RowWindow): number {
  if (view.wrapped) return Math.max(0, view.rows - 1)
  return Math.max(0, view.rows - view.viewHeight / view.rowHeight)
}

export function clampTop(view: RowWindow, top: number): number {
  return Math.min(Math.max(0, top), lastTop(view))
}

/** Row at the top for a position of the scroll bar. */
export function topOfScroll(view: RowWindow, scrollTop: number): number {
  const range = scrolledHeight(view) - view.viewHeight
  if (range <= 0) return 0
  return clampTop(view, (scrollTop / range) * lastTop(view))
}

/** Position of the scroll bar for a row at the top. */
export function scrollOfTop(view: RowWindow, top: number): number {
  const last = lastTop(view)
  if (last === 0) return 0
  return (clampTop(view, top) / last) * (scrolledHeight(view) - view.viewHeight)
}

/** The top that puts a row in the middle of the view, or well inside it where wrapped rows above it have any height. */
export function topToCentre(view: RowWindow, row: number): number {
  const shown = view.viewHeight / view.rowHeight
  const above = view.wrapped ? Math.floor(shown / 5) : Math.max(0, (shown - 1) / 2)
  return clampTop(view, row - above)
}
