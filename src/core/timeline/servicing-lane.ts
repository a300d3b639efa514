/**
 * Servicing sessions of the component store. Execute states and driver queue runs are phases of the attempt
 * that a session belongs to; those of a session outside every attempt stand beneath it.
 */
import type { DriverQueueRun, Outcome, ServicingSession } from '../model/story.ts'
import type { LaneSources, RawSpan, SettledSpan } from './lane-building.ts'
import { isPlausibleTime, laneOf, packSpans, settleEnds, targetOf } from './lane-building.ts'
import { stateLabel } from './labels.ts'
import type { Lane, TimelineMark } from './lanes.ts'
import { isAssumedAt } from './reference-clock.ts'

export function servicingLane(sources: LaneSources): readonly Lane[] {
  const { story } = sources
  const sessions = settleEnds(
    story.sessions.map((session, index) => sessionSpan(sources, session, index)),
    Number.NaN,
  )
  const inAttempts = new Set(story.attempts.flatMap((attempt) => attempt.sessions))
  const isAlone = (session: ServicingSession) => !inAttempts.has(session.id)
  const states = story.sessions.flatMap((session, index) =>
    isAlone(session) ? stateSpans(sources, session, index) : [],
  )
  const queues = story.sessions.flatMap((session, index) =>
    isAlone(session) ? queueSpans(sources, session, index) : [],
  )
  const { spans, depths } = packSpans(story, [sessions, states, queues])
  const marks = story.sessions.flatMap((session, index) => failureMarks(sources, session, index))
  return laneOf('servicing', spans, marks, depths)
}

function sessionSpan(sources: LaneSources, session: ServicingSession, index: number): RawSpan {
  const { numbers } = sources
  return {
    id: `session-${index}`,
    from: session.from,
    to: session.to,
    label: sessionLabel(session),
    outcome: session.outcome,
    code: session.code,
    place: session.place,
    chainNumber: numbers.at(session.place),
  }
}

function sessionLabel(session: ServicingSession): string {
  const kbs = [...new Set(session.packages.map((one) => one.kb).filter((kb) => kb !== ''))]
  const subject = kbs.length > 3 ? `${kbs.slice(0, 3).join(' ')} +${kbs.length - 3}` : kbs.join(' ')
  return [subject, session.client].filter((part) => part !== '').join(' · ') || session.id
}

function stateSpans(
  sources: LaneSources,
  session: ServicingSession,
  index: number,
): readonly SettledSpan[] {
  const failedState = session.originalFailure?.state ?? ''
  const raw = session.executeStates.map((state, at): RawSpan => {
    const outcome = stateOutcome(state.state, failedState)
    return {
      id: `session-${index}/state-${at}`,
      from: state.at,
      to: Number.NaN,
      label: stateLabel(state.state),
      outcome,
      code: outcome === 'failed' ? (session.originalFailure?.code ?? session.code) : 0,
      place: state.place,
      chainNumber: sources.numbers.at(state.place),
    }
  })
  // A state lasts until the next one: that its end is not printed tells nothing.
  return settleEnds(raw, session.to).map((span) => ({ ...span, openEnd: false }))
}

function stateOutcome(state: string, failedState: string): Outcome {
  if (state === failedState) return 'failed'
  if (/Failed/.test(state)) return 'rolled-back'
  return 'unknown'
}

function queueSpans(
  sources: LaneSources,
  session: ServicingSession,
  index: number,
): readonly SettledSpan[] {
  const raw = session.driverQueues.map((run, at): RawSpan => ({
    id: `session-${index}/queue-${at}`,
    from: run.from,
    to: run.to,
    label: queueLabel(run),
    outcome: run.outcome,
    code: run.code,
    place: run.place,
    chainNumber: sources.numbers.among([run.place, ...run.items.map((item) => item.place)]),
  }))
  return settleEnds(raw, session.to)
}

function queueLabel(run: DriverQueueRun): string {
  const words = ['Doqe', run.direction, run.action].filter((part) => part !== '').join(' ')
  return run.count < 0 ? words : `${words} ×${run.count}`
}

/** The code before the noise, at the instant the log names it. */
function failureMarks(
  sources: LaneSources,
  session: ServicingSession,
  index: number,
): readonly TimelineMark[] {
  const failure = session.originalFailure
  if (failure === null || !isPlausibleTime(failure.at)) return []
  return [
    {
      id: `session-${index}/failure`,
      at: failure.at,
      label: stateLabel(failure.state),
      shape: 'failed',
      code: failure.code,
      depth: 0,
      target: targetOf(sources.story, failure.place),
      chainNumber: sources.numbers.at(failure.place),
      assumed: isAssumedAt(sources.story, failure.place),
    },
  ]
}
