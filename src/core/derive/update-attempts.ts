/** Attempts made of servicing sessions: an update per KB, a repair of the store, other packages that failed. */
import type { AttemptKind, Phase, ServicingSession } from '../model/story.ts'
import { earliest, latest } from './materials.ts'
import type { Servicing } from './servicing.ts'
import type { SetupAttempt } from './setup-attempts.ts'

/** The same KB again within this time, with the earlier session not failed, is one attempt in several sessions. */
const SAME_UPDATE_MS = 3 * 24 * 3_600_000

/** Sessions -> attempts. Sessions that neither carry a KB nor failed at work stay out: features looked at, hashes asked. */
export function deriveUpdateAttempts(servicing: Servicing): readonly SetupAttempt[] {
  const groups: ServicingSession[][] = []
  for (const session of servicing.sessions) {
    if (mainKb(session) === '' && !hasFailedAtWork(session, servicing)) continue
    const group = groups.findLast((one) => mainKb(one[0] as ServicingSession) === mainKb(session))
    const before = group?.at(-1)
    if (group && before && continues(before, session)) group.push(session)
    else groups.push([session])
  }
  return groups.map((group) => attemptOf(group, servicing))
}

/** A question that found nothing (an unknown package, a hash) ends with a failing code as well: no work, no attempt. */
function hasFailedAtWork(session: ServicingSession, { repairs }: Servicing): boolean {
  if (session.outcome === 'rolled-back') return true
  if (session.outcome !== 'failed') return false
  return (
    repairs.has(session.id) ||
    session.packages.length > 0 ||
    session.executeStates.length > 0 ||
    session.driverQueues.length > 0
  )
}

function isTroubled(session: ServicingSession): boolean {
  return ['failed', 'rolled-back', 'cancelled'].includes(session.outcome)
}

function continues(before: ServicingSession, after: ServicingSession): boolean {
  const kb = mainKb(before)
  return (
    kb !== '' &&
    kb === mainKb(after) &&
    !isTroubled(before) &&
    !(after.from - before.to > SAME_UPDATE_MS)
  )
}

/** The KB that a session is about: the cumulative update's package before its parts. '' = none. */
export function mainKb(session: ServicingSession): string {
  const withKb = session.packages.filter((one) => one.kb !== '')
  const main = withKb.find((one) => /RollupFix/i.test(one.identity)) ?? withKb[0]
  return main?.kb ?? ''
}

function attemptOf(group: readonly ServicingSession[], { repairs }: Servicing): SetupAttempt {
  const last = group.at(-1) as ServicingSession
  const isRepair = group.some((one) => repairs.has(one.id) && mainKb(one) === '')
  const kind: AttemptKind = isRepair ? 'repair' : 'update'
  return {
    kind,
    subject: mainKb(last),
    from: earliest(...group.map((one) => one.from)),
    to: latest(...group.map((one) => one.to)),
    outcome: last.outcome,
    result: last.code,
    extend: 0,
    phases: group.flatMap(phasesOf),
    operations: [],
    begin: group[0]?.place ?? null,
    end: last.originalFailure?.place ?? last.rollback?.place ?? last.place,
    sessions: group.map((one) => one.id),
  }
}

/** Execute states follow each other: each lasts to the next. The driver queue and the rollback stand on their own. */
function phasesOf(session: ServicingSession): readonly Phase[] {
  const failed = session.outcome === 'rolled-back' || session.outcome === 'failed'
  const { executeStates } = session
  // A state that comes twice failed the last time before the failure was told.
  const failedAt = executeStates.findLastIndex(
    ({ state, at }) =>
      failed && session.originalFailure?.state === state && !(at > session.originalFailure.at),
  )
  const states = executeStates.map((state, index): Phase => ({
    name: state.state,
    kind: 'servicing',
    from: state.at,
    to: executeStates[index + 1]?.at ?? session.to,
    outcome: index === failedAt ? 'failed' : 'unknown',
    code: index === failedAt ? session.code : 0,
    place: state.place,
  }))
  const queues = session.driverQueues.map((queue): Phase => ({
    name: `Doqe ${queue.action}`,
    kind: 'servicing',
    from: queue.from,
    to: queue.to,
    outcome: queue.outcome,
    code: queue.code,
    place: queue.place,
  }))
  const rollback: readonly Phase[] = session.rollback
    ? [
        {
          name: 'Rollback',
          kind: 'rollback',
          from: session.rollback.at,
          to: session.to,
          outcome: 'unknown',
          code: 0,
          place: session.rollback.place,
        },
      ]
    : []
  return [...states, ...queues, ...rollback]
}
