/** Updates and repairs as CBS tells their end: rolled back, failed, cancelled. */
import { formatCode } from '../codes/code-value.ts'
import { lookUp } from '../codes/look-up.ts'
import type { Attempt, Place, ServicingSession } from '../model/story.ts'
import type { Localized } from '../model/units.ts'
import type { Facts } from './facts.ts'
import { say, type Observation, type Rule } from './rule.ts'

const UPDATE_DOC =
  'https://learn.microsoft.com/troubleshoot/windows-client/installing-updates-features-roles/common-windows-update-errors'

export function attemptOfSession(facts: Facts, session: ServicingSession): Attempt | null {
  return facts.story.attempts.find((one) => one.sessions.includes(session.id)) ?? null
}

type OriginalFailure = NonNullable<ServicingSession['originalFailure']>

function failureIn(facts: Facts, { code, state }: OriginalFailure): Localized {
  const named = facts.named(code)
  if (state === '') return say(named, named)
  return say(`${named} in ${state}`, `${state} 阶段出现 ${named}`)
}

const rolledBack: Rule = {
  id: 'servicing.rolled-back',
  title: say('The update was rolled back', '更新已回滚'),
  level: 'error',
  role: 'outcome',
  docs: UPDATE_DOC,
  find(facts) {
    return facts.story.sessions
      .filter((session) => session.outcome === 'rolled-back')
      .map((session): Observation => {
        const original = session.originalFailure
        const attempt = attemptOfSession(facts, session)
        const kb = attempt?.subject ?? ''
        const evidence = [original?.place, session.rollback?.place].filter(
          (place): place is Place => place !== undefined,
        )
        return {
          confidence: 'shown',
          message: say(
            `${kb === '' ? 'The update' : kb} was rolled back${original ? `: original failure status ${facts.named(original.code)}${original.state === '' ? '' : `, last forward execute state ${original.state}`}` : ''}.`,
            `${kb === '' ? '更新' : kb} 已回滚${original ? `：原始失败状态 ${facts.named(original.code)}${original.state === '' ? '' : `，失败时的执行状态 ${original.state}`}` : ''}。`,
          ),
          ...(original && { clause: failureIn(facts, original) }),
          codes: original ? [original.code] : [],
          subject: kb,
          at: original?.at ?? session.rollback?.at ?? session.to,
          evidence,
          attempt: attempt?.id ?? '',
        }
      })
  },
}

/** A session that ended with a failure: its code, and the Error lines before. */
const sessionFailed: Rule = {
  id: 'servicing.session-failed',
  title: say('A servicing session failed', '服务会话失败'),
  level: 'error',
  role: 'outcome',
  docs: UPDATE_DOC,
  find(facts) {
    return facts.story.sessions.flatMap((session): readonly Observation[] => {
      if (session.outcome !== 'failed' && session.outcome !== 'cancelled') return []
      const place = endOf(facts, session)
      return place ? [observeEnd(facts, session, place)] : []
    })
  },
}

/** The line that tells the failure: the session's end, what CBS remembers of it, or its failed driver queue. */
function endOf(facts: Facts, session: ServicingSession): Place | null {
  const report = facts
    .signals('cbs.session-end')
    .findLast(({ signal }) => signal.id === session.id && signal.code !== 0)
  const queue = session.driverQueues.findLast(({ outcome }) => outcome === 'failed')
  return report?.place ?? session.originalFailure?.place ?? queue?.place ?? session.place
}

function observeEnd(facts: Facts, session: ServicingSession, place: Place): Observation {
  const attempt = attemptOfSession(facts, session)
  const client =
    session.client === '' ? say('', '') : say(` (${session.client})`, `（${session.client}）`)
  const cancelled = session.outcome === 'cancelled'
  const original = session.originalFailure
  const named = session.code === 0 ? '' : facts.named(session.code)
  const state = original && original.state !== '' ? original.state : ''
  const { text } = lookUp(session.code)
  return {
    // A session that is no attempt only asked, or somebody stopped it before its work began.
    ...(!attempt && { level: 'note' as const, role: 'note' as const }),
    ...(attempt && cancelled && { level: 'warning' as const }),
    confidence: 'shown',
    message: say(
      `The servicing session${client.en} ${cancelled ? 'was cancelled' : 'failed'}${named === '' ? '' : `: ${named}`}${state === '' ? '' : `, in execute state ${state}`}.`,
      `服务会话${client.zh}${cancelled ? '被取消' : '失败'}${named === '' ? '' : `：${named}`}${state === '' ? '' : `，执行状态 ${state}`}。`,
    ),
    ...(named !== '' && { clause: original ? failureIn(facts, original) : say(named, named) }),
    codes: session.code === 0 ? [] : [session.code],
    subject: attempt?.subject || (session.code === 0 ? session.id : formatCode(session.code)),
    at: original?.at ?? session.to,
    evidence: [place, ...facts.errorsBefore(place, 3).toReversed()],
    advice: text ? [text] : [],
    attempt: attempt?.id ?? '',
  }
}

export const servicingRules: readonly Rule[] = [sessionFailed, rolledBack]
