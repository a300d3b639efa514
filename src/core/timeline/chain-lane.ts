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
  return laneOf('chain', [], marks, 1)
}

function shapeOf(finding: Finding): MarkShape {
  if (finding.level === 'note') return 'note'
  return finding.role === 'outcome' && /rollback|rolled/i.test(finding.ruleId)
    ? 'rolled-back'
    : 'failed'
}
