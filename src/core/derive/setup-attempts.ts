/** Attempts of Windows Setup: upgrades, clean installs, resets; with their phases, operations, result and rollback. */
import type { LogFile } from '../model/log-file.ts'
import type { Attempt, AttemptKind, Operation, Outcome, Phase } from '../model/story.ts'
import { utcMs, type UtcMs } from '../model/units.ts'
import {
  byTime,
  earliest,
  isFailure,
  lastTimeOf,
  latest,
  originals,
  signalsOf,
  timeOfWall,
  type Materials,
  type Timed,
} from './materials.ts'
import { CLASSIC_NAMES, SetupDraft } from './setup-draft.ts'
import { moupgOrder, SETUP_STAGES, stageOfExtend, stageOfTrackPhase } from './setup-phases.ts'

/** Codes that mean somebody stopped it: ERROR_CANCELLED, ERROR_REQUEST_ABORTED, the media tool's own. */
const CANCELLED = new Set([0x800704c7, 0x800704d3, 0xc1800108, 0x80240008])

/** A rollback log within this time after the last line of an upgrade belongs to it. */
const ROLLBACK_AFTER_MS = 24 * 3_600_000

export type SetupAttempt = Omit<Attempt, 'id'>

/** Attempts in order of time. A rollback log alone is an upgrade of which only the end is known. */
export function deriveSetupAttempts(materials: Materials): readonly SetupAttempt[] {
  const drafts: SetupDraft[] = []
  const rollbacks: SetupDraft[] = []
  for (const file of originals(materials)) {
    for (const draft of draftsOf(materials, file)) {
      if (draft.isEmpty) continue
      if (draft.rollback && draft.phases.length === 0) rollbacks.push(draft)
      else drafts.push(draft)
    }
  }
  const whole = mergeContinuations(drafts)
  for (const rollback of rollbacks.sort((a, b) => byTime(a.from, b.from))) attach(rollback, whole)
  return whole.map((draft) => finish(materials, draft)).sort((a, b) => byTime(a.from, b.from))
}

function draftsOf(materials: Materials, file: number): readonly SetupDraft[] {
  const drafts: SetupDraft[] = [new SetupDraft()]
  /** Facts of a run are printed before its first phase. */
  let targetBuild = ''
  for (const timed of signalsOf(materials, file)) {
    const { signal } = timed
    if (signal.kind === 'log.begin') targetBuild = ''
    if (signal.kind === 'machine.fact' && signal.key === 'target-build') targetBuild = signal.value
    let draft = drafts.at(-1) as SetupDraft
    if (startsAnew(draft, timed)) {
      draft = new SetupDraft(true)
      drafts.push(draft)
    }
    read(materials, draft, timed)
    if (draft.targetBuild === '' && !draft.isEmpty && !draft.hasEnded)
      draft.targetBuild = targetBuild
  }
  const last = drafts.at(-1)
  if (last && !last.isEmpty)
    last.to = latest(last.to, last.hasEnded ? last.to : lastTimeOf(materials, file))
  return drafts
}

/** A later start in the same file: setup goes back to an earlier phase, or begins again after it had reported its end. */
function startsAnew(draft: SetupDraft, { signal }: Timed): boolean {
  if (draft.isEmpty) return false
  switch (signal.kind) {
    case 'setup.phase-change':
      return (
        signal.from === 'SetupPhaseUnknown' &&
        moupgOrder(signal.to) >= 0 &&
        !draft.rollback &&
        (draft.hasEnded || moupgOrder(signal.to) <= draft.reachedMoupg)
      )
    case 'setup.classic-phase-begin':
      return signal.phase <= 2 && draft.phases.some((phase) => phase.name === 'WinPE')
    default:
      return false
  }
}

function read(materials: Materials, draft: SetupDraft, timed: Timed): void {
  const { signal, at, place, file } = timed
  if (!signal.kind.startsWith('setup.') && !signal.kind.startsWith('rollback.')) return
  draft.touch(timed)
  switch (signal.kind) {
    case 'setup.phase-change':
      draft.kind ??= 'upgrade'
      draft.reachedMoupg = Math.max(draft.reachedMoupg, moupgOrder(signal.to))
      draft.changePhase(signal.to, at, place)
      return
    case 'setup.track-operation':
      draft.plan(signal.name)
      return
    case 'setup.track-phase-begin':
      draft.followTrack()
      draft.beginPhase('operation-track', signal.name, at, place)
      return
    case 'setup.track-phase-end':
      draft.endPhase(signal.name, at, signal.ok, signal.code, place)
      return
    case 'setup.execution-end':
      if (isFailure(signal.code)) draft.endPhase(signal.name, at, false, signal.code, place)
      return
    case 'setup.operation-begin':
      draft.beginOperation(signal.name, at, place)
      return
    case 'setup.operation-end':
      draft.addOperation(signal.name, at, signal.ok, signal.code, place)
      return
    case 'setup.operation-row':
      if (signal.executed)
        draft.recap(
          signal.name,
          timeOfWall(materials, file, signal.row, signal.from),
          timeOfWall(materials, file, signal.row, signal.to),
        )
      return
    case 'setup.classic-phase-begin':
      draft.followClassic()
      draft.classicPhase(signal.phase, true, at, place)
      return
    case 'setup.classic-phase-end':
      draft.followClassic()
      draft.classicPhase(signal.phase, false, at, place)
      return
    case 'setup.push-button-reset':
      draft.kind = 'reset'
      return
    case 'setup.result':
      if (signal.result !== 0)
        draft.report(signal.result, asExtend(signal.extend), signal.via, place)
      return
    case 'setup.success':
      draft.followClassic()
      draft.succeeded = place
      return
    case 'rollback.begin':
      draft.kind ??= 'upgrade'
      draft.rollback ??= timed
      return
    case 'rollback.checkpoint':
      draft.rollback ??= timed
      draft.checkpoint(signal.name, signal.done)
      return
    case 'rollback.end':
      draft.rollbackEnded = signal.ok && draft.rollbackEnded !== false
      return
    case 'rollback.state':
      readRollbackState(draft, signal.key, signal.value, timed)
      return
    default:
      return
  }
}

/** The second number of an error event is an extend code only if it has a phase and an operation; else it is another result. */
function asExtend(value: number): number {
  return value <= 0xfffff ? value : 0
}

/** `Current phase : 2`, `Current op : 12`, `Current result: 0x8007000D` make result and extend code (phase << 16 | op). */
function readRollbackState(draft: SetupDraft, key: string, value: string, timed: Timed): void {
  const number = /^0x[0-9a-f]+/i.test(value)
    ? Number.parseInt(value, 16)
    : Number.parseInt(value, 10)
  if (Number.isNaN(number)) return
  if (key === 'phase') draft.extend = ((draft.extend & 0xffff) | (number << 16)) >>> 0
  if (key === 'op') draft.extend = ((draft.extend & 0xffff0000) | number) >>> 0
  if (key === 'result' && number !== 0)
    draft.report(number >>> 0, draft.extend, 'post-reboot-event', timed.place)
}

/** One upgrade writes several logs (down-level, then the new system's): those that share operations or follow within a day. */
function mergeContinuations(drafts: readonly SetupDraft[]): SetupDraft[] {
  const sorted = [...drafts].sort((a, b) => byTime(a.from, b.from))
  const merged: SetupDraft[] = []
  for (const draft of sorted) {
    const before = merged.at(-1)
    if (before && continues(before, draft)) before.absorb(draft)
    else merged.push(draft)
  }
  return merged
}

function continues(before: SetupDraft, after: SetupDraft): boolean {
  if (after.isFresh) return false
  if (before.hasEnded && before.result !== 0 && after.phases.length > 0 && after.reachedMoupg >= 0)
    return false
  if (before.kind === 'clean-install' || after.kind === 'clean-install')
    return before.kind === after.kind && after.from - before.to < ROLLBACK_AFTER_MS
  const restarts = after.reachedMoupg >= 0 && after.reachedMoupg <= before.reachedMoupg
  return !restarts && after.from - before.to < ROLLBACK_AFTER_MS
}

/** Gives a rollback log to the upgrade that it undoes: the last one that began before it. */
function attach(rollback: SetupDraft, drafts: SetupDraft[]): void {
  const undone = drafts.findLast(
    (draft) =>
      draft.kind !== 'clean-install' &&
      draft.from <= rollback.to &&
      rollback.from - draft.to < ROLLBACK_AFTER_MS,
  )
  if (!undone) {
    rollback.kind = 'upgrade'
    drafts.push(rollback)
    return
  }
  const end = undone.end
  undone.absorb(rollback)
  if (rollback.result === 0) undone.end = end ?? rollback.end
}

function outcomeOf(draft: SetupDraft): Outcome {
  if (draft.rollback) return 'rolled-back'
  if (CANCELLED.has(draft.result)) return 'cancelled'
  if (isFailure(draft.result)) return 'failed'
  if (draft.phases.some((phase) => phase.outcome === 'failed' && phase.kind === 'operation-track'))
    return 'failed'
  if (draft.hasSucceeded || draft.phases.some(isLast)) return 'succeeded'
  if (draft.kind === 'clean-install')
    return draft.phases.some(
      (phase) => phase.name === 'First boot' && phase.outcome === 'succeeded',
    )
      ? 'succeeded'
      : 'unfinished'
  return 'unfinished'
}

/** The operation track's last phases: what is left after them is cleaning up. */
function isLast(phase: Phase): boolean {
  return (
    phase.kind === 'operation-track' &&
    phase.outcome === 'succeeded' &&
    /^(?:post oobe boot|end)$/i.test(phase.name)
  )
}

function finish(materials: Materials, draft: SetupDraft): SetupAttempt {
  const outcome = outcomeOf(draft)
  const failed = outcome === 'failed' || outcome === 'rolled-back'
  const kind = draft.kind ?? kindByPath(materials.files, draft)
  const isTracked = kind === 'upgrade' || kind === 'reset'
  const stages = isTracked ? stagesOf(draft, failed) : []
  // IBS's numbered phases run inside the stages and have the name of one.
  const phases = isTracked
    ? draft.phases.filter((phase) => !Object.values(CLASSIC_NAMES).includes(phase.name))
    : draft.phases
  const operations: readonly Operation[] = failed
    ? [...draft.operations, ...draft.neverReached()]
    : draft.operations
  const rollbackPhase: readonly Phase[] = draft.rollback
    ? [
        {
          name: 'Rollback',
          kind: 'rollback',
          from: draft.rollback.at,
          to: draft.to,
          outcome: outcomeOfRollback(draft),
          code: 0,
          place: draft.rollback.place,
        },
      ]
    : []
  return {
    kind,
    subject: draft.targetBuild,
    from: draft.from,
    to: draft.to,
    outcome,
    result: draft.result,
    extend: draft.extend,
    phases: [...stages, ...phases, ...rollbackPhase],
    operations,
    begin: draft.begin,
    end: draft.end ?? (draft.hasSucceeded ? draft.succeeded : null),
    sessions: [],
  }
}

function outcomeOfRollback(draft: SetupDraft): Outcome {
  const succeeded = draft.rollbackSucceeded
  if (succeeded === null) return 'unknown'
  return succeeded ? 'succeeded' : 'failed'
}

function kindByPath(files: readonly LogFile[], draft: SetupDraft): AttemptKind {
  const paths = [...draft.files].map((file) => files[file]?.path ?? '')
  return paths.some((path) => /SysReset|\$SysReset/i.test(path)) ? 'reset' : 'upgrade'
}

/**
 * The four stages that the extend code counts, from the operation track's phases, and from the code itself: a failure
 * in stage n shows that the stages before were passed, though a log of them may be missing (times NaN then).
 */
function stagesOf(draft: SetupDraft, failed: boolean): readonly Phase[] {
  const failedStage = failed ? stageOfExtend(draft.extend) : null
  const failedIndex = failedStage ? SETUP_STAGES.indexOf(failedStage) : -1
  const logged = draft.phases.filter((phase) => phase.kind === 'operation-track')
  const lastLogged = Math.max(
    -1,
    ...logged.map((phase) => SETUP_STAGES.indexOf(stageOfTrackPhase(phase.name) ?? ('' as never))),
  )
  if (failedIndex < 0 && lastLogged < 0) return []
  return SETUP_STAGES.flatMap((name, index): readonly Phase[] => {
    const parts = logged.filter((phase) => stageOfTrackPhase(phase.name) === name)
    const reached = parts.length > 0 || index <= failedIndex
    if (!reached && !failed) return []
    const outcome = stageOutcome(index, failedIndex, parts, reached)
    const moupg =
      index === 0 ? draft.phases.filter((phase) => phase.name.startsWith('SetupPhase')) : []
    const all = [...moupg, ...parts]
    return [
      {
        name,
        kind: 'setup',
        from: earliest(...all.map((phase) => phase.from)),
        to: latest(...parts.map((phase) => phase.to)),
        outcome,
        code: outcome === 'failed' ? draft.result : 0,
        place: parts.find((phase) => phase.outcome === 'failed')?.place ?? parts[0]?.place ?? null,
      },
    ]
  })
}

function stageOutcome(
  index: number,
  failedIndex: number,
  parts: readonly Phase[],
  reached: boolean,
): Outcome {
  if (!reached) return 'never-reached'
  if (failedIndex >= 0) {
    if (index === failedIndex) return 'failed'
    return index < failedIndex ? 'succeeded' : 'never-reached'
  }
  if (parts.some((phase) => phase.outcome === 'failed')) return 'failed'
  return parts.every((phase) => phase.outcome === 'succeeded') ? 'succeeded' : 'unfinished'
}

/** Times of a stage that no log covers but that a crash inside it bounds: from the start of the machine to the crash. */
export function boundStage(
  attempt: SetupAttempt,
  stage: string,
  from: UtcMs,
  to: UtcMs,
): SetupAttempt {
  return {
    ...attempt,
    phases: attempt.phases.map((phase) =>
      phase.kind === 'setup' && phase.name === stage
        ? {
            ...phase,
            from: Number.isNaN(phase.from) ? from : utcMs(Math.min(phase.from, from)),
            to: Number.isNaN(phase.to) ? to : phase.to,
          }
        : phase,
    ),
  }
}
