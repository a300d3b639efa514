/** Driver installs that failed by themselves: a setupapi section outside every update, upgrade and pass. */
import type { DriverSection } from '../model/story.ts'
import type { SetupAttempt } from './setup-attempts.ts'

/**
 * ERROR_NO_DRIVER_SELECTED, ERROR_NO_COMPAT_DRIVERS (as SetupAPI's HRESULTs), ERROR_CANCELLED: the device has no driver in
 * this Windows, or somebody chose none. Healthy machines hold such devices.
 */
const NO_DRIVER = new Set([0x800f0203, 0x800f0228, 0x800704c7])

/** A section that fails within this time of another attempt's span is a part of that attempt. */
const NEAR_MS = 5 * 60_000

export function deriveDriverAttempts(
  sections: readonly DriverSection[],
  others: readonly SetupAttempt[],
): readonly SetupAttempt[] {
  return sections
    .filter((section) => section.outcome === 'failed')
    .filter((section) => !NO_DRIVER.has(section.code) && !isInside(section, others))
    .map((section) => ({
      kind: 'driver',
      subject:
        section.errors.find((error) => error.inf !== '')?.inf ?? section.infs[0] ?? section.target,
      from: section.from,
      to: section.to,
      outcome: 'failed',
      result: section.code,
      extend: 0,
      phases: [],
      operations: [],
      begin: section.place,
      end: section.end,
      sessions: [],
    }))
}

/** Only what failed or has no end can take a failed section along: beside a success it stands for itself. */
function isInside(section: DriverSection, others: readonly SetupAttempt[]): boolean {
  return others.some(
    (other) =>
      other.outcome !== 'succeeded' &&
      section.from >= other.from - NEAR_MS &&
      section.from <= other.to + NEAR_MS,
  )
}
