/** Driver installs that failed by themselves: a setupapi section outside every update, upgrade and pass. */
import type { DriverSection } from '../model/story.ts'
import type { SetupAttempt } from './setup-attempts.ts'

/** A section that fails within this time of another attempt's span is a part of that attempt. */
const NEAR_MS = 5 * 60_000

export function deriveDriverAttempts(
  sections: readonly DriverSection[],
  others: readonly SetupAttempt[],
): readonly SetupAttempt[] {
  return sections
    .filter((section) => section.outcome === 'failed' && !isInside(section, others))
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

function isInside(section: DriverSection, others: readonly SetupAttempt[]): boolean {
  return others.some(
    (other) => section.from >= other.from - NEAR_MS && section.from <= other.to + NEAR_MS,
  )
}
