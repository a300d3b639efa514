/** Badges that never overlap: where they move to make room for each other. */

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
