/** What a density lane counts at a point: the slice under the pointer, or the nearest beside it. */
import type { CountedBins, Scene } from './scene.ts'
import type { Viewport } from './viewport.ts'
import { spanOf, timeAt } from './viewport.ts'

export interface DensitySlice {
  readonly path: string
  readonly view: Viewport
  readonly errors: number
  readonly warnings: number
  readonly total: number
  /** 1-based line of the worst record in the slice. */
  readonly line: number
}

export function densityAt(
  scene: Scene,
  counted: CountedBins | null,
  view: Viewport,
  point: { readonly x: number; readonly y: number },
): DensitySlice | null {
  const placed = scene.lanes.find(({ y, height }) => point.y >= y && point.y < y + height)
  const bins = placed === undefined ? undefined : counted?.lanes.get(placed.lane.id)
  if (placed === undefined || counted === null || bins === undefined) return null
  const step = spanOf(counted.view) / bins.total.length
  const bin = Math.floor((timeAt(view, scene.width, point.x) - counted.view.from) / step)
  // A bar may be wider than its slice, and a hand is not that steady.
  const beside = [bin, bin - 1, bin + 1, bin - 2, bin + 2]
  const near =
    beside.find((at) => (bins.errors[at] ?? 0) > 0) ??
    beside.find((at) => (bins.total[at] ?? 0) > 0)
  if (near === undefined) return null
  const from = counted.view.from + near * step
  return {
    path: placed.lane.path,
    view: { from, to: from + step },
    errors: bins.errors[near] ?? 0,
    warnings: bins.warnings[near] ?? 0,
    total: bins.total[near] ?? 0,
    line: bins.lines[near] ?? 0,
  }
}
