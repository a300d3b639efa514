/** What the rules say. SARIF's words where SARIF has one (ruleId, level, message). */
import type { Code, Localized, UtcMs } from './units.ts'
import type { Place } from './story.ts'

export type FindingLevel = 'error' | 'warning' | 'note'
export type FindingRole = 'cause' | 'consequence' | 'outcome' | 'note'
export type Confidence = 'shown' | 'suspected'

export interface Finding {
  /** Unique in the analysis: `ruleId` or `ruleId/2`. */
  readonly id: string
  readonly ruleId: string
  readonly level: FindingLevel
  readonly role: FindingRole
  readonly confidence: Confidence
  readonly message: Localized
  /** Canonical codes named by it. */
  readonly codes: readonly Code[]
  /** What it is about, as printed: an INF, a path, a pass, a KB, a module; '' = nothing in particular. */
  readonly subject: string
  /** When it shows first; NaN = not known. */
  readonly at: UtcMs
  readonly evidence: readonly Place[]
  readonly advice: readonly Localized[]
  /** What speaks for and against, where there is a rival explanation. */
  readonly inFavour: readonly Localized[]
  readonly against: readonly Localized[]
  /** Attempt that it belongs to; '' = none. */
  readonly attempt: string
}

export interface Verdict {
  readonly failed: boolean | null
  readonly sentence: Localized
  /** Ids of findings, cause first, outcome last. */
  readonly chain: readonly string[]
  readonly result: Code
  readonly extend: Code
  /** The attempt that the page opens on; '' = none. */
  readonly attempt: string
}

export interface MissingEvidence {
  readonly what: Localized
  /** Paths on the machine where it is found. */
  readonly where: readonly string[]
  readonly why: Localized
  readonly how: Localized
}
