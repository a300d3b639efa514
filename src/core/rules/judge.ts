/** Story -> findings, verdict, missing evidence: runs every rule, names what it found, hands it to the verdict. */
import type { Finding, MissingEvidence, Verdict } from '../model/finding.ts'
import type { Place, Story } from '../model/story.ts'
import { Facts } from './facts.ts'
import { rules } from './index.ts'
import { missingEvidence } from './missing.ts'
import type { Observation, Rule } from './rule.ts'
import { attemptThatMatters, byRoleThenTime, giveVerdict, type Judged } from './verdict.ts'

export interface Judgement {
  /** Chain first in its order, then the rest by role and time. */
  readonly findings: readonly Finding[]
  readonly verdict: Verdict
  readonly missing: readonly MissingEvidence[]
}

/** Same story in, same judgement out. `wanted` are the rules to run, all by default. */
export function judge(story: Story, wanted: readonly Rule[] = rules): Judgement {
  const facts = new Facts(story)
  const found = wanted.flatMap((rule) => {
    const observations = rule.find(facts)
    return observations.map((observation, index) => nameFinding(facts, rule, observation, index))
  })
  const verdict = giveVerdict(facts, found)
  const rank = (finding: Judged): number => {
    const place = verdict.chain.indexOf(finding.id)
    return place < 0 ? found.length : place
  }
  const ordered = [...found].sort((a, b) => rank(a) - rank(b) || byRoleThenTime(a, b))
  return {
    findings: ordered.map(withoutClause),
    verdict,
    missing: missingEvidence(facts, attemptThatMatters(story)),
  }
}

function nameFinding(facts: Facts, rule: Rule, observation: Observation, index: number): Judged {
  return {
    id: index === 0 ? rule.id : `${rule.id}/${index + 1}`,
    ruleId: rule.id,
    level: observation.level ?? rule.level,
    role: observation.role ?? rule.role,
    confidence: observation.confidence,
    message: observation.message,
    clause: observation.clause ?? null,
    codes: [...new Set(observation.codes ?? [])],
    subject: observation.subject ?? '',
    at: observation.at,
    evidence: onlyOnce(observation.evidence),
    advice: observation.advice ?? [],
    inFavour: observation.inFavour ?? [],
    against: observation.against ?? [],
    attempt: observation.attempt ?? facts.attemptAt(observation.at)?.id ?? '',
  }
}

function onlyOnce(places: readonly Place[]): readonly Place[] {
  return places.filter(
    (place, index) =>
      places.findIndex((one) => one.file === place.file && one.line === place.line) === index,
  )
}

function withoutClause(judged: Judged): Finding {
  const { clause: _, ...finding } = judged
  return finding
}
