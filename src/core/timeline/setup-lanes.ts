/** What Windows Setup does: its phases, the operations inside them, and the configuration passes. */
import type { Attempt, Outcome, Phase, PhaseKind } from '../model/story.ts'
import type { LaneSources, RawSpan, SettledSpan } from './lane-building.ts'
import { laneOf, packSpans, settleEnds } from './lane-building.ts'
import { rollbackOutcome, stateLabel } from './labels.ts'
import type { Lane } from './lanes.ts'

/** Rows of the phases lane, from the coarsest down. */
const PHASE_ROWS: readonly (readonly PhaseKind[])[] = [
  ['setup', 'servicing', 'rollback'],
  ['operation-track'],
]

export function phasesLane(sources: LaneSources): readonly Lane[] {
  const groups = PHASE_ROWS.map((kinds) =>
    sources.story.attempts.flatMap((attempt) => phaseSpans(sources, attempt, kinds)),
  )
  const { spans, depths } = packSpans(sources.story, groups)
  return laneOf('phases', spans, [], depths)
}

export function passesLane(sources: LaneSources): readonly Lane[] {
  const passes = sources.story.attempts.flatMap((attempt) =>
    phaseSpans(sources, attempt, ['configuration-pass']),
  )
  const { spans, depths } = packSpans(sources.story, [passes])
  return laneOf('passes', spans, [], depths)
}

export function operationsLane(sources: LaneSources): readonly Lane[] {
  const operations = sources.story.attempts.flatMap((attempt) =>
    settleEnds(
      attempt.operations.map((operation, index): RawSpan => ({
        id: `${attempt.id}/operation-${index}`,
        from: operation.from,
        to: operation.to,
        label: operation.name,
        outcome: operation.outcome,
        code: operation.code,
        place: operation.place,
        chainNumber: sources.numbers.at(operation.place),
      })),
      attempt.to,
      sources.stops,
    ),
  )
  const { spans, depths } = packSpans(sources.story, [operations])
  return laneOf('operations', spans, [], depths)
}

function phaseSpans(
  sources: LaneSources,
  attempt: Attempt,
  kinds: readonly PhaseKind[],
): readonly SettledSpan[] {
  const raw = attempt.phases.flatMap((phase, index) =>
    kinds.includes(phase.kind) ? [phaseSpan(sources, attempt, phase, index)] : [],
  )
  return settleEnds(raw, attempt.to, sources.stops)
}

function phaseSpan(sources: LaneSources, attempt: Attempt, phase: Phase, index: number): RawSpan {
  return {
    id: `${attempt.id}/phase-${index}`,
    from: phase.from,
    to: phase.to,
    label: phase.kind === 'servicing' ? stateLabel(phase.name) : phase.name,
    outcome: phaseOutcome(phase),
    code: phase.code,
    place: phase.place,
    chainNumber: sources.numbers.at(phase.place),
  }
}

/** In the state `Failed` the machine undoes what it had done: nobody should read it as a plain phase. */
function phaseOutcome({ kind, name, outcome }: Phase): Outcome {
  const isUndoing = kind === 'rollback' || (kind === 'servicing' && stateLabel(name) === 'Failed')
  return isUndoing ? rollbackOutcome(outcome) : outcome
}
