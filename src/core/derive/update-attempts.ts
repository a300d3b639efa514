/** Attempts made of servicing sessions: an update per KB, a repair of the store, other packages that failed. */
import type { AttemptKind, Phase, ServicingSession } from '../model/story.ts'
import { earliest, latest } from './materials.ts'
import type { SetupAttempt } from './setup-attempts.ts'

/** The same KB again within this time, with the earlier session not failed, is one attempt in several sessions. */
const SAME_UPDATE_MS = 3 * 24 * 3_600_000

/** Sessions -> attempts. Sessions that neither carry a KB nor failed stay out: features looked at, hashes asked. */
export function deriveUpdateAttempts(
  sessions: readonly ServicingSession[],
): readonly SetupAttempt[] {
  const groups: ServicingSession[][] = []
  for (const session of sessions) {
    if (mainKb(session) === '' && !isTroubled(session)) continue
    const group = groups.at(-1)
    const before = group?.at(-1)
    if (group && before && continues(before, session)) group.push(session)
    else groups.push([session])
  }
  return groups.map(attemptOf)
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

function attemptOf(group: readonly ServicingSession[]): SetupAttempt {
  const last = group.at(-1) as ServicingSession
  const kind: AttemptKind = group.some((one) => one.packages.length > 0) ? 'update' : 'repair'
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
  const states = session.executeStates.map((state, index): Phase => ({
    name: state.state,
    kind: 'servicing',
    from: state.at,
    to: session.executeStates[index + 1]?.at ?? session.to,
    outcome: failed && session.originalFailure?.state === state.state ? 'failed' : 'unknown',
    code: session.originalFailure?.state === state.state ? session.code : 0,
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
