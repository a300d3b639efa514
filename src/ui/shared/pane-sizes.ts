/** Where the reader has drawn the lines between the panes, kept inside what can be worked in. */
import { readSetting, writeSetting } from '../../app/settings.ts'

export interface PaneSizes {
  /** Width of the story's column, px. */
  readonly left: number
  /** Share of the right column's height that the timeline has, 0..1. */
  readonly top: number
}

const SETTING = 'panes'
const DEFAULT: PaneSizes = { left: 420, top: 0.46 }

const LEFT_LEAST = 280
/** What the right column needs at least for a line of a log. */
const RIGHT_LEAST = 360

export function clampSizes(sizes: PaneSizes, windowWidth: number): PaneSizes {
  const most = Math.max(LEFT_LEAST, windowWidth - RIGHT_LEAST)
  return {
    left: Math.round(Math.min(most, Math.max(LEFT_LEAST, sizes.left))),
    top: Math.min(0.85, Math.max(0.15, sizes.top)),
  }
}

function isPaneSizes(value: unknown): value is PaneSizes {
  const sizes = value as PaneSizes | null
  return Number.isFinite(sizes?.left) && Number.isFinite(sizes?.top)
}

export function readSizes(): PaneSizes {
  return readSetting(SETTING, isPaneSizes) ?? DEFAULT
}

export function keepSizes(sizes: PaneSizes): void {
  writeSetting(SETTING, sizes)
}
