/** Driver packages as marks (staged or failed), and the sections of setupapi's logs. */
import type { DriverSection, DriverStaging, Place } from '../model/story.ts'
import type { UtcMs } from '../model/units.ts'
import type { LaneSources, RawSpan } from './lane-building.ts'
import { isPlausibleTime, laneOf, packSpans, settleEnds, targetOf } from './lane-building.ts'
import type { Lane, MarkShape, TimelineMark } from './lanes.ts'
import { isAssumedAt } from './reference-clock.ts'

/** Failures of one driver this close are one event told by several logs (whole seconds beside milliseconds). */
const SAME_FAILURE_MS = 2000

/** Up to this many sections each is worth a bar; beyond, healthy short ones become ticks. */
const FEW_SECTIONS = 60

/** A section this long is worth a bar among hundreds: installing a driver takes a few seconds. */
const LONG_SECTION_MS = 20_000

export function driversLane(sources: LaneSources): readonly Lane[] {
  const marks = sources.story.drivers.flatMap((driver, index) =>
    driver.outcome === 'failed' || driver.failures.length > 0
      ? failedMarks(sources, driver, index)
      : stagedMark(sources, driver, index),
  )
  return laneOf('drivers', [], marks, 1)
}

function failedMarks(
  sources: LaneSources,
  driver: DriverStaging,
  index: number,
): readonly TimelineMark[] {
  const events: { at: UtcMs; first: DriverStaging['failures'][number]; places: Place[] }[] = []
  for (const failure of driver.failures) {
    if (!isPlausibleTime(failure.at)) continue
    const last = events.at(-1)
    if (last === undefined || failure.at - last.at > SAME_FAILURE_MS) {
      events.push({ at: failure.at, first: failure, places: [failure.place] })
    } else {
      last.places.push(failure.place)
    }
  }
  if (events.length === 0) return stagedMark(sources, driver, index, 'failed')
  return events.map(({ at, first, places }, number) => ({
    id: `driver-${index}/failure-${number}`,
    at,
    label: driver.inf,
    shape: 'failed',
    code: first.code || driver.code,
    depth: 0,
    target: targetOf(sources.story, first.place),
    chainNumber: sources.numbers.among(places),
    assumed: isAssumedAt(sources.story, first.place),
  }))
}

function stagedMark(
  sources: LaneSources,
  driver: DriverStaging,
  index: number,
  shape: MarkShape = 'staged',
): readonly TimelineMark[] {
  const at = isPlausibleTime(driver.to) ? driver.to : driver.from
  if (!isPlausibleTime(at)) return []
  const place = driver.places[0] ?? null
  return [
    {
      id: `driver-${index}`,
      at,
      label: driver.inf,
      shape: driver.outcome === 'rolled-back' ? 'rolled-back' : shape,
      code: driver.code,
      depth: 0,
      target: targetOf(sources.story, place),
      chainNumber: sources.numbers.among(driver.places),
      assumed: isAssumedAt(sources.story, place),
    },
  ]
}

export function sectionsLane(sources: LaneSources): readonly Lane[] {
  const { sections } = sources.story
  const areFew = sections.length <= FEW_SECTIONS
  const raw: RawSpan[] = []
  const ticks: TimelineMark[] = []
  sections.forEach((section, index) => {
    const length = section.to - section.from
    if (areFew || isBad(section) || length >= LONG_SECTION_MS) {
      raw.push(sectionSpan(sources, section, index))
    } else {
      ticks.push(...sectionTick(sources, section, index))
    }
  })
  const { spans, depths } = packSpans(sources.story, [settleEnds(raw, Number.NaN)])
  return laneOf('sections', spans, ticks, depths)
}

function isBad(section: DriverSection): boolean {
  return section.outcome !== 'succeeded' && section.outcome !== 'unknown'
}

function sectionSpan(sources: LaneSources, section: DriverSection, index: number): RawSpan {
  const lastLine = section.end?.line ?? section.place.line
  return {
    id: `section-${index}`,
    from: section.from,
    to: section.to,
    label: sectionLabel(section),
    outcome: section.outcome,
    code: section.code,
    place: section.errors[0]?.place ?? section.place,
    chainNumber: sources.numbers.within(section.place, lastLine),
  }
}

function sectionTick(
  sources: LaneSources,
  section: DriverSection,
  index: number,
): readonly TimelineMark[] {
  const at = isPlausibleTime(section.from) ? section.from : section.to
  if (!isPlausibleTime(at)) return []
  return [
    {
      id: `section-${index}`,
      at,
      label: sectionLabel(section),
      shape: 'note',
      code: 0,
      depth: 0,
      target: targetOf(sources.story, section.place),
      chainNumber: sources.numbers.at(section.place),
      assumed: isAssumedAt(sources.story, section.place),
    },
  ]
}

/** The INF that failed, or the first that is named, says more than the title; targets are long paths. */
function sectionLabel(section: DriverSection): string {
  const failed = section.errors.find((error) => error.inf !== '')?.inf
  const subject = failed ?? section.infs[0] ?? section.target.split(/[\\/]/).at(-1) ?? ''
  return subject === '' ? section.title : `${section.title} · ${subject}`
}
