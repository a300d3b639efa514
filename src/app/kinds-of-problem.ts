/** Problems of one kind in one file together: a damaged event log has dozens of places, and is one thing to say. */
import type { Problem } from '../core/model/problem.ts'

export type ProblemGroup = readonly [first: Problem, ...others: Problem[]]

/** In the order in which each kind is first met. */
export function groupProblems(problems: readonly Problem[]): readonly ProblemGroup[] {
  const groups = new Map<string, [Problem, ...Problem[]]>()
  for (const problem of problems) {
    const key = `${problem.code}\n${problem.path}`
    const group = groups.get(key)
    if (group === undefined) groups.set(key, [problem])
    else group.push(problem)
  }
  return [...groups.values()]
}
