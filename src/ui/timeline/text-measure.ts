/** Widths of texts in the lanes' font, asked once per text: the same labels are laid at every frame of a zoom. */
import type { Measure } from '../../core/timeline/text-width.ts'
import { estimateWidth } from '../../core/timeline/text-width.ts'
import { LANE_FONT_SIZE } from './canvas-painter.ts'

/** More texts than a timeline shows in any one place; then the memory starts anew. */
const MOST_KEPT = 5000

let context: CanvasRenderingContext2D | null = null

export function laneFont(element: Element): string {
  return getComputedStyle(element).fontFamily
}

/** Before there is an element there is no font to ask about. */
export function textMeasure(element: Element | null): Measure {
  context ??= document.createElement('canvas').getContext('2d')
  if (element === null || context === null) return estimateWidth(LANE_FONT_SIZE)
  const asked = context
  const font = `${LANE_FONT_SIZE}px ${laneFont(element)}`
  const kept = new Map<string, number>()
  return (text) => {
    let width = kept.get(text)
    if (width === undefined) {
      asked.font = font
      width = asked.measureText(text).width
      if (kept.size >= MOST_KEPT) kept.clear()
      kept.set(text, width)
    }
    return width
  }
}
