/**
 * A timeline as drawn: boxes, signs and texts in CSS pixels, for a viewport and a width. Canvas, SVG and
 * the search for what lies under the pointer all work on this one layout, so that they cannot disagree.
 */
import type { DensityBins, Lane } from './lanes.ts'
import type { GlyphName } from './glyphs.ts'
import type { Measure } from './text-width.ts'
import type { Viewport } from './viewport.ts'

/** What a colour is for; the painter knows which colour that is. `soft` tones fill behind text. */
export type Tone =
  | 'text'
  | 'dim'
  | 'line'
  | 'bar'
  | 'bar-faint'
  | 'bar-edge'
  | 'density'
  | 'fail'
  | 'fail-soft'
  | 'warn'
  | 'warn-soft'
  | 'accent'

export type Shape =
  | {
      readonly kind: 'rect'
      readonly x: number
      readonly y: number
      readonly width: number
      readonly height: number
      readonly fill: Tone | null
      readonly stroke: Tone | null
      readonly dashed: boolean
    }
  | {
      readonly kind: 'line'
      readonly x1: number
      readonly y1: number
      readonly x2: number
      readonly y2: number
      readonly tone: Tone
      readonly dashed: boolean
    }
  | {
      readonly kind: 'text'
      readonly x: number
      /** Middle of the line. */
      readonly y: number
      readonly text: string
      readonly tone: Tone
      /** On the bare lane, where threads of the chain pass behind it: drawn with a rim of paper. */
      readonly isBare: boolean
    }
  | {
      readonly kind: 'glyph'
      readonly x: number
      readonly y: number
      readonly name: GlyphName
      readonly tone: Tone
    }
  | {
      readonly kind: 'badge'
      readonly x: number
      readonly y: number
      readonly number: number
      /** Badges of the chain lane are elements on the page, and shapes only in a picture. */
      readonly isChain: boolean
    }
  | {
      readonly kind: 'bars'
      /** Left edge of the first bar; each is `step` wide. */
      readonly x: number
      readonly step: number
      /** Where bars stand; heights are upward, negative = downward. */
      readonly y: number
      readonly heights: Float32Array
      readonly tone: Tone
    }

/** Something that the pointer can meet. */
export interface Hit {
  readonly laneId: string
  /** Ids of spans and marks, the worst first; several where they fall together at this zoom. */
  readonly ids: readonly string[]
  readonly x0: number
  readonly x1: number
  readonly y0: number
  readonly y1: number
}

export interface PlacedLane {
  readonly lane: Lane
  readonly y: number
  readonly height: number
}

export interface Scene {
  readonly width: number
  readonly height: number
  readonly lanes: readonly PlacedLane[]
  readonly shapes: readonly Shape[]
  readonly hits: readonly Hit[]
}

/** Bins with the slice of time that they were counted for, which may not be the viewport of now. */
export interface CountedBins {
  readonly view: Viewport
  readonly lanes: ReadonlyMap<string, DensityBins>
}

export interface SceneInput {
  readonly lanes: readonly Lane[]
  readonly view: Viewport
  readonly width: number
  readonly measure: Measure
  readonly bins: CountedBins | null
}

/** What the drawers of lanes write into. */
export interface SceneDraft extends SceneInput {
  readonly shapes: Shape[]
  readonly hits: Hit[]
}

export const ROW_HEIGHT = 18
/** Of a bar inside its row. */
export const BAR_HEIGHT = 14

/** The narrowest hit at a point within `slack` pixels: what is small lies over what is large. */
export function hitAt(scene: Scene, x: number, y: number, slack = 4): Hit | null {
  let best: Hit | null = null
  let bestCost = Number.POSITIVE_INFINITY
  for (const hit of scene.hits) {
    if (y < hit.y0 || y > hit.y1 || x < hit.x0 - slack || x > hit.x1 + slack) continue
    const distance = Math.max(0, hit.x0 - x, x - hit.x1)
    const cost = distance * 1000 + (hit.x1 - hit.x0)
    if (cost < bestCost) {
      best = hit
      bestCost = cost
    }
  }
  return best
}
