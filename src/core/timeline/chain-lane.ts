/** The verdict's chain as numbered marks of its own, so that every step has its place in time. */
import type { Finding } from '../model/finding.ts'
import type { LaneSources } from './lane-building.ts'
import { isPlausibleTime, laneOf, targetOf } from './lane-building.ts'
import type { Lane, MarkShape, TimelineMark } from './lanes.ts'
import { isAssumedAt } from './reference-clock.ts'

export function chainLane({ story, chain }: LaneSources): readonly Lane[] {
  const marks = chain.flatMap((finding, index): TimelineMark[] => {
    if (!isPlausibleTime(finding.at)) return []
    const place = finding.evidence[0] ?? null
    return [
      {
        id: `chain-${index + 1}`,
        at: finding.at,
        label: finding.subject,
        shape: shapeOf(finding),
        code: finding.codes[0] ?? 0,
        depth: 0,
        target: targetOf(story, place),
        chainNumber: index + 1,
        assumed: isAssumedAt(story, place),
      },
    ]
  })
  // In the chain's own order, not sorted by time: at one instant the cause comes first.
  return laneOf('chain', [], marks, 1).map((lane) => ({ ...lane, marks }))
}

function shapeOf(finding: Finding): MarkShape {
  if (finding.level === 'note') return 'note'
  return finding.role === 'outcome' && /rollback|rolled/i.test(finding.ruleId)
    ? 'rolled-back'
    : 'failed'
}

/** The coarsest stamp that a log prints is a second. */
const SAME_MOMENT_MS = 1000

/**
 * Where each step stands in the order of time: at its instant, but not before an earlier step of the same moment. One log
 * prints milliseconds and another whole seconds, so that a consequence may seem to precede its cause.
 */
export function chainMoments(marks: readonly TimelineMark[]): readonly number[] {
  const wanted = marks.map((mark) => mark.at as number)
  const order = marks.map((_, index) => index)
  order.sort((a, b) => (marks[a]?.chainNumber ?? 0) - (marks[b]?.chainNumber ?? 0))
  for (let step = 1; step < order.length; step++) {
    const now = order[step] as number
    const before = order[step - 1] as number
    const early = (wanted[before] as number) - (wanted[now] as number)
    if (early > 0 && early < SAME_MOMENT_MS) wanted[now] = wanted[before] as number
  }
  return wanted
}
