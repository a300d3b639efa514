/**
 * The signs that stand beside colour, as paths in a box from -5 to 5 (y down), so that canvas and SVG
 * draw the same sign and no font decides how it looks.
 */
import type { Outcome } from '../model/story.ts'
import type { MarkShape } from './lanes.ts'

export type GlyphName = MarkShape | 'assumed' | 'cancelled' | 'unfinished'

export interface Glyph {
  readonly path: string
  readonly mode: 'fill' | 'stroke'
}

export const GLYPHS: Readonly<Record<GlyphName, Glyph>> = {
  failed: { path: 'M-3.4 -3.4L3.4 3.4M3.4 -3.4L-3.4 3.4', mode: 'stroke' },
  error: { path: 'M-2.4 -2.4L2.4 2.4M2.4 -2.4L-2.4 2.4', mode: 'stroke' },
  'rolled-back': {
    path: 'M-3.6 -1.4H1.4A2.6 2.6 0 0 1 1.4 3.8H-1.4M-1.2 -4L-3.8 -1.4L-1.2 1.2',
    mode: 'stroke',
  },
  boot: { path: 'M0 -4L4.4 3.6H-4.4Z', mode: 'fill' },
  crash: { path: 'M0 -5L5 0L0 5L-5 0Z', mode: 'fill' },
  staged: { path: 'M-2 0A2 2 0 1 1 2 0A2 2 0 1 1 -2 0Z', mode: 'fill' },
  note: { path: 'M0 -4.5V4.5', mode: 'stroke' },
  pin: { path: 'M0 4.8L-3.2 -0.6A3.7 3.7 0 1 1 3.2 -0.6Z', mode: 'fill' },
  assumed: {
    path: 'M-4 0.6A4 4 0 1 1 4 0.6A4 4 0 1 1 -4 0.6ZM0 -1.8V0.6L1.8 1.8M-1.4 -4.8H1.4',
    mode: 'stroke',
  },
  cancelled: { path: 'M-4 0A4 4 0 1 1 4 0A4 4 0 1 1 -4 0ZM-2.8 2.8L2.8 -2.8', mode: 'stroke' },
  unfinished: { path: 'M-4 0H-3M-0.5 0H0.5M3 0H4', mode: 'stroke' },
}

/** The sign of a span's outcome; null where the plain bar says enough. */
export function glyphOfOutcome(outcome: Outcome): GlyphName | null {
  switch (outcome) {
    case 'failed':
      return 'failed'
    case 'rolled-back':
      return 'rolled-back'
    case 'cancelled':
      return 'cancelled'
    case 'unfinished':
      return 'unfinished'
    case 'succeeded':
    case 'skipped':
    case 'never-reached':
    case 'unknown':
      return null
  }
}
