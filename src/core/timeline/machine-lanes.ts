/** What happens to the machine as a whole: boots, crashes, rollbacks. */
import type { Place } from '../model/story.ts'
import { bugCheckLabel, rollbackOutcome, stateLabel } from './labels.ts'
import type { LaneSources, RawSpan } from './lane-building.ts'
import { isPlausibleTime, laneOf, packSpans, settleEnds, targetOf } from './lane-building.ts'
import type { Lane, MarkShape, TimelineMark } from './lanes.ts'
import { isAssumedAt } from './reference-clock.ts'

export function bootsLane(sources: LaneSources): readonly Lane[] {
  const marks = sources.story.boots.flatMap((boot, index) =>
    // A boot known from a dump stands on the line of the crash, which is what the chain means by it.
    mark(sources, `boot-${index}`, boot.at, '', 'boot', boot.place).map((one) => ({
      ...one,
      chainNumber: 0,
    })),
  )
  return laneOf('boots', [], marks, 1)
}

export function crashesLane(sources: LaneSources): readonly Lane[] {
  const marks = sources.story.crashes.flatMap((crash, index) => {
    const label = [bugCheckLabel(crash.bugCheck), crash.suspect].filter((part) => part !== '')
    return mark(sources, `crash-${index}`, crash.at, label.join(' '), 'crash', crash.place)
  })
  return laneOf('crashes', [], marks, 1)
}

export function rollbackLane(sources: LaneSources, storyEnd: number): readonly Lane[] {
  const { story, numbers } = sources
  const raw = story.rollbacks.map((rollback, index): RawSpan => ({
    id: `rollback-${index}`,
    from: rollback.from,
    to: rollback.to,
    label: stateLabel(rollback.fromState),
    outcome: rollbackOutcome(rollback.outcome),
    code: rollback.result,
    place: rollback.places[0] ?? null,
    chainNumber: numbers.among(rollback.places),
  }))
  const { spans, depths } = packSpans(story, [settleEnds(raw, endOfAttempts(sources, storyEnd))])
  return laneOf('rollback', spans, [], depths)
}

/** A rollback without an end lasts until its attempt ends, not until the last log of the machine does. */
function endOfAttempts({ story }: LaneSources, storyEnd: number): number {
  const ends = story.attempts.map((attempt) => attempt.to).filter(isPlausibleTime)
  return ends.length > 0 ? Math.max(...ends) : storyEnd
}

function mark(
  { story, numbers }: LaneSources,
  id: string,
  at: number,
  label: string,
  shape: MarkShape,
  place: Place,
): readonly TimelineMark[] {
  if (!isPlausibleTime(at)) return []
  return [
    {
      id,
      at,
      label,
      shape,
      code: 0,
      depth: 0,
      target: targetOf(story, place),
      chainNumber: numbers.at(place),
      assumed: isAssumedAt(story, place),
    },
  ]
}
