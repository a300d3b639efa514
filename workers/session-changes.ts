/** What adding files (or a password) changed in the analysis. */
import type { Analysis, AnalysisFinding } from '../src/core/model/analysis.ts'
import type { SessionChanges } from './engine-api.ts'

/** Ids are numbered in order of finding, so the same finding may get another one: it is known by what it says. */
function identity({ ruleId, subject, codes, message, attempt }: AnalysisFinding): string {
  return JSON.stringify([ruleId, subject, codes, message.en, attempt])
}

export function sessionChanges(before: Analysis, after: Analysis): SessionChanges {
  const oldPaths = new Set(before.entries.map(({ path }) => path))
  const oldFindings = new Set(before.findings.map(identity))
  const nowFindings = new Set(after.findings.map(identity))
  return {
    addedEntries: after.entries.map(({ path }) => path).filter((path) => !oldPaths.has(path)),
    newFindings: after.findings
      .filter((one) => !oldFindings.has(identity(one)))
      .map(({ id }) => id),
    goneFindings: before.findings
      .filter((one) => !nowFindings.has(identity(one)))
      .map(({ id }) => id),
    verdictChanged: before.verdict.sentence.en !== after.verdict.sentence.en,
    failedBefore: before.verdict.failed,
    failedNow: after.verdict.failed,
  }
}
