/** Labels that never overlap: which of them show, and where badges move to make room. */

export interface LabelBox {
  /** Pixels. */
  readonly from: number
  readonly to: number
  /** Greater is placed first; equal in the order given. */
  readonly priority: number
}

/** Whether each label shows: none lies within `gap` of another, and none leaves `room`. */
export function placeLabels(
  labels: readonly LabelBox[],
  gap: number,
  room: { readonly from: number; readonly to: number },
): readonly boolean[] {
  const order = labels.map((_, index) => index)
  order.sort((a, b) => (labels[b]?.priority ?? 0) - (labels[a]?.priority ?? 0) || a - b)
  const placed: LabelBox[] = []
  const visible = new Array<boolean>(labels.length).fill(false)
  for (const index of order) {
    const box = labels[index] as LabelBox
    if (box.from < room.from || box.to > room.to) continue
    const at = firstAfter(placed, box.from)
    const before = placed[at - 1]
    const after = placed[at]
    if (before !== undefined && before.to + gap > box.from) continue
    if (after !== undefined && box.to + gap > after.from) continue
    placed.splice(at, 0, box)
    visible[index] = true
  }
  return visible
}

function firstAfter(placed: readonly LabelBox[], from: number): number {
  let low = 0
  let high = placed.length
  while (low < high) {
    const middle = (low + high) >>> 1
    if ((placed[middle] as LabelBox).from <= from) low = middle + 1
    else high = middle
  }
  return low
}

/**
 * Moves centres apart so that no two are nearer than `distance`, as little as can be and in their
 * order: runs that collide are centred on the mean of where they wanted to be.
 */
export function spreadCentres(
  wanted: readonly number[],
  distance: number,
  room: { readonly from: number; readonly to: number },
): readonly number[] {
  const order = wanted.map((_, index) => index)
  order.sort((a, b) => (wanted[a] as number) - (wanted[b] as number) || a - b)
  interface Run {
    members: number[]
    /** Sum of each member's wish for the run's first centre. */
    wishes: number
    first: number
  }
  const runs: Run[] = []
  for (const index of order) {
    let run: Run = { members: [index], wishes: wanted[index] as number, first: 0 }
    run.first = settle(run.wishes, 1)
    for (;;) {
      const previous = runs.at(-1)
      if (previous === undefined) break
      const shift = distance * previous.members.length
      if (previous.first + shift <= run.first) break
      runs.pop()
      run = {
        members: [...previous.members, ...run.members],
        wishes: previous.wishes + run.wishes - shift * run.members.length,
        first: 0,
      }
      run.first = settle(run.wishes, run.members.length)
    }
    runs.push(run)
  }
  const centres = new Array<number>(wanted.length).fill(0)
  for (const run of runs) {
    run.members.forEach((index, at) => {
      centres[index] = run.first + distance * at
    })
  }
  return centres

  function settle(wishes: number, count: number): number {
    const last = room.to - distance * (count - 1)
    return Math.max(room.from, Math.min(last, wishes / count))
  }
}
