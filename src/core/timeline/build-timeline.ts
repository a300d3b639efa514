/** Story -> lanes, in the order that an engineer reads them: what was asked of the machine first, raw logs last. */
import type { Finding } from '../model/finding.ts'
import type { PinChoices } from '../model/choices.ts'
import type { Story } from '../model/story.ts'
import { utcMs } from '../model/units.ts'
import { chainLane } from './chain-lane.ts'
import { chainNumbers } from './chain-numbers.ts'
import { densityLanes } from './density-lanes.ts'
import { driversLane, sectionsLane } from './driver-lanes.ts'
import type { LaneSources } from './lane-building.ts'
import { isPlausibleTime } from './lane-building.ts'
import type { Lane, TimelineModel } from './lanes.ts'
import { bootsLane, crashesLane, rollbackLane } from './machine-lanes.ts'
import { pinsLane } from './pins-lane.ts'
import { referenceClock } from './reference-clock.ts'
import { servicingLane } from './servicing-lane.ts'
import { operationsLane, passesLane, phasesLane } from './setup-lanes.ts'

/**
 * `chain`: the verdict's findings, cause first, outcome last. `pins`: entries that a person gave a moment. Lanes with nothing to show
 * are left out.
 */
export function buildTimeline(
  story: Story,
  chain: readonly Finding[],
  pins: PinChoices = {},
): TimelineModel {
  const sources: LaneSources = { story, chain, numbers: chainNumbers(chain), stops: stopsOf(story) }
  const density = densityLanes(sources)
  const lanes = [
    ...chainLane(sources),
    ...phasesLane(sources),
    ...operationsLane(sources),
    ...passesLane(sources),
    ...servicingLane(sources),
    ...driversLane(sources),
    ...sectionsLane(sources),
    ...bootsLane(sources),
    ...crashesLane(sources),
    ...rollbackLane(sources, density.to),
    ...pinsLane(story, pins),
    ...density.lanes,
  ]
  const { offsetMinutes, source } = referenceClock(story, chain)
  return { ...extent(lanes, density), lanes, offsetMinutes, clockSource: source }
}

function stopsOf({ boots, crashes }: Story): readonly number[] {
  return [...boots, ...crashes]
    .map((one) => one.at)
    .filter(isPlausibleTime)
    .sort((a, b) => a - b)
}

function extent(
  lanes: readonly Lane[],
  density: { readonly from: number; readonly to: number },
): Pick<TimelineModel, 'from' | 'to'> {
  let from = Number.isNaN(density.from) ? Number.POSITIVE_INFINITY : density.from
  let to = Number.isNaN(density.to) ? Number.NEGATIVE_INFINITY : density.to
  for (const lane of lanes) {
    for (const span of lane.spans) {
      from = Math.min(from, span.from)
      to = Math.max(to, span.to)
    }
    for (const mark of lane.marks) {
      from = Math.min(from, mark.at)
      to = Math.max(to, mark.at)
    }
  }
  return from <= to
    ? { from: utcMs(from), to: utcMs(to) }
    : { from: utcMs(Number.NaN), to: utcMs(Number.NaN) }
}
