/**
 * What a rule is: one object that looks at the facts and says what it found, with the lines that show it.
 * A new rule is one object in its family's file, and two fixtures: one that fires, one near miss (docs/add-a-rule.md).
 */
import type { Signature } from '../formats/format.ts'
import type { Confidence, FindingLevel, FindingRole } from '../model/finding.ts'
import type { Place } from '../model/story.ts'
import type { Code, Localized, UtcMs } from '../model/units.ts'
import type { Facts } from './facts.ts'

export interface Rule {
  /** `family.what-it-finds`. Others refer to it: it never changes its meaning. */
  readonly id: string
  readonly title: Localized
  readonly level: FindingLevel
  readonly role: FindingRole
  /** The vendor's page about what it finds; '' where none is known. */
  readonly docs: string
  /** Literals that it needs from the text, found in the same pass that reads the logs. */
  readonly signatures?: readonly Signature[]
  find(facts: Facts): readonly Observation[]
}

/** One thing that a rule found. Level and role default to the rule's. */
export interface Observation {
  readonly level?: FindingLevel
  readonly role?: FindingRole
  readonly confidence: Confidence
  readonly message: Localized
  /**
   * The finding as a part of the verdict's sentence, after a colon: "driver x.inf could not be staged (0x… NAME)".
   * Absent = never chosen for the sentence.
   */
  readonly clause?: Localized
  readonly codes?: readonly Code[]
  readonly subject?: string
  readonly at: UtcMs
  /** Lines that show it, the deciding one first. A finding without evidence is a bug. */
  readonly evidence: readonly Place[]
  readonly advice?: readonly Localized[]
  readonly inFavour?: readonly Localized[]
  readonly against?: readonly Localized[]
  /** Attempt that it belongs to; '' or absent = found by its time. */
  readonly attempt?: string
}

export function say(en: string, zh: string): Localized {
  return { en, zh }
}
