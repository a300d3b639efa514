/** The verdict's chain and where its lines stand. */
import type { Analysis, AnalysisEvidence, AnalysisFinding } from '../core/model/analysis.ts'
import type { FindingRole } from '../core/model/finding.ts'
import { isViewable } from './picture.ts'

/** Findings of the chain, cause first; ids that name nothing are left out. */
export function chainOf(analysis: Analysis): readonly AnalysisFinding[] {
  const byId = new Map(analysis.findings.map((finding) => [finding.id, finding]))
  return analysis.verdict.chain.flatMap((id) => byId.get(id) ?? [])
}

export interface ChainBadge {
  /** 1-based place in the chain. */
  readonly number: number
  readonly role: FindingRole
}

export type ChainBadges = ReadonlyMap<string, ReadonlyMap<number, ChainBadge>>

export const NO_BADGES: ChainBadges = new Map()

/** path -> line -> its place in the chain. A line that shows two steps bears the earlier one. */
export function chainBadges(analysis: Analysis): ChainBadges {
  const badges = new Map<string, Map<number, ChainBadge>>()
  chainOf(analysis).forEach((finding, at) => {
    for (const { path, line } of finding.evidence) {
      const lines = badges.get(path) ?? new Map<number, ChainBadge>()
      badges.set(path, lines)
      if (!lines.has(line)) lines.set(line, { number: at + 1, role: finding.role })
    }
  })
  return badges
}

/** The line on which the page opens: the first that proves the verdict, else the first that any finding quotes. */
export function openingEvidence(analysis: Analysis): AnalysisEvidence | null {
  for (const finding of [...chainOf(analysis), ...analysis.findings]) {
    const first = finding.evidence[0]
    if (first !== undefined) return first
  }
  return null
}

/** The log on which the page opens where nothing is quoted: the one with most to say. */
export function openingPath(analysis: Analysis): string | null {
  const quoted = openingEvidence(analysis)
  if (quoted !== null) return quoted.path
  let best: { path: string; weight: number } | null = null
  for (const entry of analysis.entries) {
    if (entry.lines === 0) continue
    const weight = entry.levels.error * 1000 + entry.lines / 1000
    if (best === null || weight > best.weight) best = { path: entry.path, weight }
  }
  // Of a bundle without a line of text, a picture is all that there is to see.
  return best?.path ?? analysis.entries.find(isViewable)?.path ?? null
}

const CIRCLED_ONE = 0x2460

/** ① ② ③ …, and (21) where the circled figures end. */
export function circled(number: number): string {
  return number <= 20 ? String.fromCodePoint(CIRCLED_ONE + number - 1) : `(${number})`
}
