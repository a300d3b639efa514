/** Ranks and chains what the rules found: one sentence, then cause -> consequences -> outcome. */
import type { Finding, FindingRole, Verdict } from '../model/finding.ts'
import { originals } from '../derive/materials.ts'
import { Level } from '../model/event-table.ts'
import type { LogFile } from '../model/log-file.ts'
import type { Attempt, Story } from '../model/story.ts'
import type { Localized } from '../model/units.ts'
import { hasFailed, isTroubled, type Facts } from './facts.ts'
import { say } from './rule.ts'
import { headOf, join } from './wording.ts'

/** A finding with the part of the sentence that its rule offers. */
export type Judged = Finding & { readonly clause: Localized | null }

const ROLE_ORDER: readonly FindingRole[] = ['cause', 'consequence', 'outcome', 'note']

/** A chain that is read in one look; the rest stays in the list of findings. */
const LONGEST_CHAIN = 6

/**
 * The attempt that matters: the last that failed, else the last that somebody stopped, else the last of all. A driver
 * that failed by itself comes after all others: such a section is found beside every larger failure. What was tried
 * again and went well does not matter any more.
 */
export function attemptThatMatters(story: Story): Attempt | null {
  const { attempts } = story
  const open = attempts.filter((one, index) => !isMadeGood(one, attempts.slice(index + 1)))
  return (
    open.findLast((one) => hasFailed(one) && one.kind !== 'driver' && one.kind !== 'repair') ??
    open.findLast(hasFailed) ??
    open.findLast((one) => one.outcome === 'cancelled') ??
    attempts.at(-1) ??
    null
  )
}

/** The same thing, tried later, succeeded: the same KB or driver, or setup of the same kind. */
function isMadeGood(attempt: Attempt, later: readonly Attempt[]): boolean {
  const isSetup = ['upgrade', 'clean-install', 'reset'].includes(attempt.kind)
  if (!isSetup && attempt.subject === '') return false
  return later.some(
    (one) =>
      one.outcome === 'succeeded' &&
      one.kind === attempt.kind &&
      (isSetup || one.subject === attempt.subject),
  )
}

export function giveVerdict(facts: Facts, findings: readonly Judged[]): Verdict {
  const attempt = attemptThatMatters(facts.story)
  const chain = chainOf(facts.story, findings, attempt)
  const failed = isFailed(facts.story, attempt, chain)
  return {
    failed,
    sentence: sentenceOf(facts, attempt, chain, failed),
    chain: chain.map((finding) => finding.id),
    result: attempt && attempt.outcome !== 'succeeded' ? attempt.result : 0,
    extend: attempt && attempt.outcome !== 'succeeded' ? attempt.extend : 0,
    attempt: attempt?.id ?? '',
  }
}

/** Cause first, outcome last, each in order of time; a cause that is shown stands before one that is suspected. */
function chainOf(
  story: Story,
  findings: readonly Judged[],
  attempt: Attempt | null,
): readonly Judged[] {
  const ofAttempt = belongsTo(story, attempt)
  const ordered = findings
    .filter((finding) => finding.role !== 'note' && ofAttempt(finding))
    // A consequence may be a mere note where something failed; else notes explain nothing.
    .filter(
      ({ level, role }) =>
        level !== 'note' || (role === 'consequence' && attempt !== null && isTroubled(attempt)),
    )
    .sort(byRoleThenTime)
  if (ordered.length <= LONGEST_CHAIN) return ordered
  // The outcome is never cut off.
  const outcome = ordered.findLast((finding) => finding.role === 'outcome')
  const head = ordered.filter((finding) => finding !== outcome).slice(0, LONGEST_CHAIN - 1)
  return outcome ? [...head, outcome] : ordered.slice(0, LONGEST_CHAIN)
}

/** Findings that explain this attempt; where it did not fail, all that belong to no failed attempt. */
function belongsTo(story: Story, attempt: Attempt | null): (finding: Finding) => boolean {
  if (attempt && isTroubled(attempt)) return (finding) => finding.attempt === attempt.id
  const troubled = new Set(story.attempts.filter(isTroubled).map(({ id }) => id))
  return (finding) => !troubled.has(finding.attempt)
}

export function byRoleThenTime(a: Finding, b: Finding): number {
  const role = ROLE_ORDER.indexOf(a.role) - ROLE_ORDER.indexOf(b.role)
  if (role !== 0) return role
  if (a.role === 'cause') {
    if (a.level !== b.level) return a.level === 'error' ? -1 : 1
    if (a.confidence !== b.confidence) return a.confidence === 'shown' ? -1 : 1
  }
  const time = (Number.isNaN(a.at) ? Infinity : a.at) - (Number.isNaN(b.at) ? Infinity : b.at)
  return Number.isNaN(time) ? 0 : time
}

function isFailed(story: Story, attempt: Attempt | null, chain: readonly Judged[]): boolean | null {
  if (attempt && isTroubled(attempt)) return true
  if (chain.some((finding) => finding.level === 'error')) return true
  if (attempt?.outcome === 'unfinished') return null
  const logs = story.files.filter(isLogOfKnownFormat)
  if (logs.length === 0) return null
  // setuperr.log alone repeats the errors of a run and says nothing of how the run ended.
  return !attempt && logs.every(holdsErrorsOnly) ? null : false
}

function holdsErrorsOnly({ table }: LogFile): boolean {
  return table.level.every((level) => level >= Level.Error)
}

/** Text of no known format holds nothing that a rule could have looked at. */
function isLogOfKnownFormat(file: LogFile): boolean {
  return file.table.length > 0 && file.format !== 'text' && file.format !== 'binary'
}

function sentenceOf(
  facts: Facts,
  attempt: Attempt | null,
  chain: readonly Judged[],
  failed: boolean | null,
): Localized {
  const clause = clauseOf(chain)
  if (attempt && isTroubled(attempt)) {
    const words = OUTCOME_WORDS[attempt.outcome] ?? say('failed', '失败')
    const end = clause ? join([say(': ', '：'), clause]) : say('', '')
    return join([
      headOf(attempt),
      say(' ', gapAfter(headOf(attempt).zh)),
      words,
      end,
      say('.', '。'),
    ])
  }
  if (failed === true && clause)
    return join([say('A failure is shown: ', '发现故障：'), clause, say('.', '。')])
  if (attempt?.outcome === 'unfinished') return sentenceOfUnfinished(attempt, clause)
  if (failed === null && facts.story.files.some(isLogOfKnownFormat))
    return say(
      'No failure is shown, but these error lines alone do not tell how the run ended.',
      '未发现故障，但仅凭这些错误日志无法判断运行结果。',
    )
  if (failed === null)
    return say(
      'The logs do not tell how it ended: no event of a known log could be read.',
      '日志无法说明结果：没有读到任何可识别的事件。',
    )
  if (attempt?.outcome === 'succeeded')
    return join([
      say('No failure found: ', '未发现故障：'),
      lowerHead(headOf(attempt)),
      say(' succeeded.', `${gapAfter(headOf(attempt).zh)}已成功完成。`),
    ])
  if (clause)
    return join([
      say('No failure found, but a warning: ', '未发现故障，但有警告：'),
      clause,
      say('.', '。'),
    ])
  return noFailure(facts)
}

/** Chinese sets a blank between Latin letters and its own characters, and none between its own. */
function gapAfter(text: string): string {
  return /[\x21-\x7e]$/.test(text) ? ' ' : ''
}

function sentenceOfUnfinished(attempt: Attempt, clause: Localized | null): Localized {
  const head = headOf(attempt)
  const phase = attempt.phases.findLast((one) => one.outcome === 'unfinished')
  const where = phase
    ? say(`: the log stops in phase ${phase.name}`, `：日志停在 ${phase.name} 阶段`)
    : say('', '')
  const end = clause
    ? join([say('; ', '；'), clause, say('.', '。')])
    : say('. No failure is shown.', '，未发现故障。')
  return join([head, say(' has no logged end', `${gapAfter(head.zh)}没有记录结束`), where, end])
}

function lowerHead(head: Localized): Localized {
  return say(head.en.replace(/^The /, 'the '), head.zh)
}

/** A healthy log holds hundreds of Error lines: the sentence says how many there were, so that nobody thinks they were overlooked. */
function noFailure(facts: Facts): Localized {
  let errors = 0
  for (const index of originals(facts.story))
    for (const level of facts.story.files[index]?.table.level ?? [])
      if (level >= Level.Error) errors++
  if (errors === 0) return say('No failure found.', '未发现故障。')
  return say(
    errors === 1
      ? 'No failure found: the one error line belongs to no failed step.'
      : `No failure found: the ${errors} error lines belong to no failed step.`,
    `未发现故障：${errors} 条错误日志都不属于失败的步骤。`,
  )
}

const OUTCOME_WORDS: Readonly<Record<string, Localized>> = {
  failed: say('failed', '失败'),
  'rolled-back': say('rolled back', '已回滚'),
  cancelled: say('was cancelled', '被取消'),
}

/** The first cause that offers a clause, else the outcome's. A suspected cause is called so. */
function clauseOf(chain: readonly Judged[]): Localized | null {
  const best =
    chain.find((one) => one.role === 'cause' && one.clause && one.confidence === 'shown') ??
    chain.find((one) => one.role === 'cause' && one.clause) ??
    chain.find((one) => one.clause && one.role === 'consequence') ??
    chain.find((one) => one.clause)
  if (!best?.clause) return null
  return best.confidence === 'suspected'
    ? join([say('suspected cause: ', '疑似原因：'), best.clause])
    : best.clause
}
