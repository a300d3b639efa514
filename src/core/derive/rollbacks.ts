/** Rollbacks of upgrades (from the state that the rollback log names) and of updates (from the execute state that failed). */
import type { Place, Rollback, ServicingSession } from '../model/story.ts'
import type { SetupAttempt } from './setup-attempts.ts'
import { isKind, originals, signalsOf, type Materials } from './materials.ts'

export function deriveRollbacks(
  materials: Materials,
  setup: readonly SetupAttempt[],
  sessions: readonly ServicingSession[],
): readonly Rollback[] {
  const rollbacks: Rollback[] = []
  for (const attempt of setup) {
    const phase = attempt.phases.find((one) => one.kind === 'rollback')
    if (!phase) continue
    rollbacks.push({
      from: phase.from,
      to: phase.to,
      fromState: stateBefore(materials, phase.place),
      result: attempt.result,
      extend: attempt.extend,
      outcome: phase.outcome,
      places: [phase.place, attempt.end].filter((place): place is Place => place !== null),
    })
  }
  for (const session of sessions) {
    if (session.outcome !== 'rolled-back') continue
    const places = [session.rollback?.place, session.originalFailure?.place].filter(
      (place): place is Place => place !== undefined,
    )
    const at = session.rollback?.at ?? session.originalFailure?.at ?? session.to
    rollbacks.push({
      from: at,
      to: session.to,
      fromState: session.originalFailure?.state ?? '',
      result: session.code,
      extend: 0,
      outcome: 'unknown',
      places,
    })
  }
  return rollbacks.sort((a, b) => a.from - b.from)
}

/** `Current phase string : SafeOS,Start` of the rollback that begins at `place`; '' = not printed. */
function stateBefore(materials: Materials, place: Place | null): string {
  if (!place || !originals(materials).includes(place.file)) return ''
  for (const timed of signalsOf(materials, place.file)) {
    if (timed.signal.line < place.line) continue
    if (isKind(timed, 'rollback.state') && timed.signal.key === 'phase-string')
      return timed.signal.value
  }
  return ''
}
