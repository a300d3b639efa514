/** Failures of Windows Setup as it reports them: the failed operation, the result with its extend code, the rollback. */
import { lookUp } from '../codes/look-up.ts'
import { explainExtend, formatExtend } from '../codes/extend.ts'
import { explainPair } from '../codes/pairs.ts'
import { formatCode } from '../codes/code-value.ts'
import { stageOfExtend, stageOfTrackPhase } from '../derive/setup-phases.ts'
import type { Attempt, Operation, Outcome, Place } from '../model/story.ts'
import type { utcMs } from '../model/units.ts'
import { type Localized } from '../model/units.ts'
import { hasFailed, isTroubled, type Facts } from './facts.ts'
import { say, type Observation, type Rule } from './rule.ts'
import { stageWords } from './wording.ts'

const CODES_DOC = 'https://learn.microsoft.com/windows/deployment/upgrade/upgrade-error-codes'
const RESOLUTION_DOC =
  'https://learn.microsoft.com/windows/deployment/upgrade/resolution-procedures'

const SETUP_KINDS = new Set(['upgrade', 'clean-install', 'reset'])

export function setupAttempts(facts: Facts): readonly Attempt[] {
  return facts.story.attempts.filter((one) => SETUP_KINDS.has(one.kind))
}

/** `0xC1900101 - 0x40017`, or the result alone. */
export function pairText(attempt: Pick<Attempt, 'result' | 'extend'>): string {
  return attempt.extend === 0
    ? formatCode(attempt.result)
    : `${formatCode(attempt.result)} - ${formatExtend(attempt.extend)}`
}

/**
 * The operation that setup itself stopped at. A failed operation after which the phase went on succeeding is only a
 * warning: setup retries in another phase (WIM apply, down-level, then in SafeOS).
 */
const operationFailed: Rule = {
  id: 'setup.operation-failed',
  title: say('An operation of setup failed', '安装操作失败'),
  level: 'error',
  role: 'cause',
  docs: RESOLUTION_DOC,
  find(facts) {
    return setupAttempts(facts)
      .filter(hasFailed)
      .flatMap((attempt): readonly Observation[] => {
        const failed = attempt.operations.filter((one) => one.outcome === 'failed' && one.place)
        const last = failed.at(-1)
        if (!last?.place || !isFatal(attempt, last)) return []
        const same = failed.filter(
          (one) => one !== last && plainName(one.name) === plainName(last.name),
        )
        return [observeOperation(facts, attempt, last, same)]
      })
  },
}

/** Nothing went on after it, and it ran in the stage in which the extend code says that setup failed. */
function isFatal(attempt: Attempt, operation: Operation): boolean {
  const ran = attempt.operations.filter((one) => one.outcome !== 'never-reached')
  const after = ran.slice(ran.indexOf(operation) + 1)
  if (after.some((one) => one.outcome === 'succeeded')) return false
  const failedIn = stageOfExtend(attempt.extend)
  const ranIn = stageOfTrackPhase(operation.phase)
  return failedIn === null || ranIn === null || failedIn === ranIn
}

/** Drive letters change between the installed system and SafeOS: one operation, two spellings. */
function plainName(name: string): string {
  return name.replace(/[A-Z]:\\/gi, '?:\\').toLowerCase()
}

function observeOperation(
  facts: Facts,
  attempt: Attempt,
  operation: Operation,
  earlier: readonly Operation[],
): Observation {
  const place = operation.place as Place
  const deeper = facts.errorsBefore(place, 2).toReversed()
  const phase =
    operation.phase === '' ? say('', '') : say(` (${operation.phase})`, `（${operation.phase}）`)
  return {
    confidence: 'shown',
    message: say(
      `Operation "${operation.name}"${phase.en} failed with ${facts.named(operation.code)}.${earlier.length > 0 ? ` It had failed before in this attempt with ${facts.named(earlier[0]?.code ?? 0)}.` : ''}`,
      `操作“${operation.name}”${phase.zh}失败：${facts.named(operation.code)}。${earlier.length > 0 ? `本次安装中该操作此前已失败过：${facts.named(earlier[0]?.code ?? 0)}。` : ''}`,
    ),
    clause: say(
      `operation "${operation.name}" failed (${facts.named(operation.code)})`,
      `操作“${operation.name}”失败（${facts.named(operation.code)}）`,
    ),
    codes: [operation.code, ...earlier.map((one) => one.code)].filter((code) => code !== 0),
    subject: operation.name,
    at: operation.to,
    evidence: [place, ...deeper, ...earlier.flatMap((one) => (one.place ? [one.place] : []))],
    advice: adviceOf(operation.code),
    attempt: attempt.id,
  }
}

function adviceOf(code: number): readonly Localized[] {
  const { text } = lookUp(code)
  return text ? [text] : []
}

/** The run's own word: result and extend code, decoded into phase and operation. */
const reportedResult: Rule = {
  id: 'setup.reported-result',
  title: say('Setup reports its result', '安装程序报告的结果'),
  level: 'error',
  role: 'outcome',
  docs: CODES_DOC,
  find(facts) {
    return setupAttempts(facts)
      .filter((one) => one.result !== 0 && one.end !== null && isTroubled(one))
      .map((attempt): Observation => {
        const pair = attempt.extend === 0 ? null : explainPair(attempt.result, attempt.extend)
        const decoded = extendWords(attempt.extend)
        const cancelled = attempt.outcome === 'cancelled'
        const named = facts.named(attempt.result)
        const told = attempt.extend === 0 ? named : `${pairText(attempt)}: ${named}`
        return {
          level: cancelled ? 'warning' : 'error',
          // Where setup went on to roll back, its report is a step on the way there.
          role: attempt.outcome === 'rolled-back' ? 'consequence' : 'outcome',
          confidence: 'shown',
          message: say(
            `Setup reports ${told}${decoded.en}.`,
            `安装程序报告 ${told.replace(': ', '：')}${decoded.zh}。`,
          ),
          clause: shortResult(facts, attempt),
          codes: [attempt.result],
          subject: pairText(attempt),
          at: timeOf(facts, attempt),
          evidence: [attempt.end as Place],
          advice: pair ? [pair.cause, pair.advice] : adviceOf(attempt.result),
          attempt: attempt.id,
        }
      })
  },
}

function timeOf(facts: Facts, attempt: Attempt): ReturnType<typeof utcMs> {
  const report = facts
    .signals('setup.result')
    .find(({ place }) => place.file === attempt.end?.file && place.line === attempt.end.line)
  return report?.at ?? attempt.to
}

/** For the sentence: the pair with its stage and operation, or the result with its name. */
function shortResult(facts: Facts, attempt: Attempt): Localized {
  const { result, extend } = attempt
  if (extend === 0) return say(facts.named(result), facts.named(result))
  const stage = stageOfExtend(extend)
  const operation = explainExtend(extend).operation?.replace('SP_EXECUTION_OP_', '')
  return say(
    `${pairText(attempt)}${stage ? `, ${stageWords(stage).en}` : ''}${operation ? `, operation ${operation}` : ''}`,
    `${pairText(attempt)}${stage ? `，${stageWords(stage).zh}` : ''}${operation ? `，操作 ${operation}` : ''}`,
  )
}

function extendWords(extend: number): Localized {
  if (extend === 0) return say('', '')
  const meaning = explainExtend(extend)
  const operation = meaning.operation?.replace('SP_EXECUTION_OP_', '') ?? '?'
  return say(
    `, ${meaning.phaseText.en}, operation ${operation}`,
    `，${meaning.phaseText.zh}，操作 ${operation}`,
  )
}

const rolledBack: Rule = {
  id: 'setup.rolled-back',
  title: say('The upgrade was rolled back', '升级已回滚'),
  level: 'error',
  role: 'outcome',
  docs: CODES_DOC,
  find(facts) {
    return setupAttempts(facts).flatMap((attempt): readonly Observation[] => {
      const phase = attempt.phases.find((one) => one.kind === 'rollback')
      if (!phase?.place) return []
      const after = attempt.result === 0 ? '' : pairText(attempt)
      const { en, zh } = rollbackWords(phase.outcome)
      return [
        {
          confidence: 'shown',
          message: say(
            `${en.replace('{after}', after === '' ? '' : ` after ${after}`)}`,
            `${zh.replace('{after}', after === '' ? '' : `（${after}）`)}`,
          ),
          ...(after !== '' && { clause: say(after, after) }),
          codes: attempt.result === 0 ? [] : [attempt.result],
          subject: attempt.subject,
          at: Number.isNaN(phase.to) ? phase.from : phase.to,
          evidence: [phase.place, ...rollbackEnd(facts, phase.place)],
          attempt: attempt.id,
        },
      ]
    })
  },
}

/** What the log shows of the rollback's own end. */
function rollbackWords(outcome: Outcome): Localized {
  if (outcome === 'succeeded')
    return say(
      'Setup rolled the machine back to its old Windows{after}; the rollback itself completed.',
      '安装程序已将系统回滚到原来的 Windows{after}；回滚过程本身已完成。',
    )
  if (outcome === 'failed')
    return say(
      'Setup tried to roll the machine back to its old Windows{after}, and the rollback failed.',
      '安装程序尝试将系统回滚到原来的 Windows{after}，但回滚失败。',
    )
  return say(
    'Setup began to roll the machine back to its old Windows{after}; how the rollback ended is not logged.',
    '安装程序开始将系统回滚到原来的 Windows{after}；日志没有记录回滚的结果。',
  )
}

/** The line that says how the rollback that begins at `begin` ended. */
function rollbackEnd(facts: Facts, begin: Place): readonly Place[] {
  const end = facts
    .signals('rollback.end')
    .findLast(({ place }) => place.file === begin.file && place.line > begin.line)
  return end ? [end.place] : []
}

export const upgradeRules: readonly Rule[] = [operationFailed, reportedResult, rolledBack]
