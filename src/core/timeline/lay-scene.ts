/** Lanes one below the other, and each drawn by its kind. */
import type { Lane, LaneKind } from './lanes.ts'
import { drawDensity } from './scene-density.ts'
import { drawChain } from './scene-chain.ts'
import { drawMarks } from './scene-marks.ts'
import { drawSpans } from './scene-spans.ts'
import type { PlacedLane, Scene, SceneDraft, SceneInput } from './scene.ts'
import { ROW_HEIGHT } from './scene.ts'

const CHAIN_HEIGHT = 24
const DENSITY_HEIGHT = 24
const LANE_GAP = 3

export function laneHeight(lane: Lane): number {
  if (lane.kind === 'density') return DENSITY_HEIGHT
  if (lane.kind === 'chain') return CHAIN_HEIGHT
  return lane.depths * ROW_HEIGHT
}

/** Tops of lanes one below the other; a function of the lanes alone, so labels need no redraw. */
export function placeLanes(lanes: readonly Lane[]): {
  readonly lanes: readonly PlacedLane[]
  readonly height: number
} {
  let y = LANE_GAP
  const placed = lanes.map((lane) => {
    const height = laneHeight(lane)
    const at = { lane, y, height }
    y += height + LANE_GAP
    return at
  })
  return { lanes: placed, height: y }
}

const WITH_LABELS: readonly LaneKind[] = ['drivers', 'crashes', 'pins']

export function layScene(input: SceneInput): Scene {
  const { lanes, height } = placeLanes(input.lanes)
  const draft: SceneDraft = { ...input, shapes: [], hits: [] }
  for (const placed of lanes) {
    separator(draft, placed.y + placed.height + (LANE_GAP - 1) / 2 + 0.5)
    switch (placed.lane.kind) {
      case 'chain':
        drawChain(draft, placed, height)
        break
      case 'density':
        drawDensity(draft, placed)
        break
      default:
        drawSpans(draft, placed)
        drawMarks(draft, placed, WITH_LABELS.includes(placed.lane.kind))
    }
  }
  return { width: input.width, height, lanes, shapes: draft.shapes, hits: draft.hits }
}

function separator(draft: SceneDraft, y: number): void {
  draft.shapes.push({
    kind: 'line',
    x1: 0,
    y1: y,
    x2: draft.width,
    y2: y,
    tone: 'line',
    dashed: false,
  })
}
