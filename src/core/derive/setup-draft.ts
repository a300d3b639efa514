/** An attempt of Windows Setup while it is put together from lines: mutable, one per run, thrown away after `finish`. */
import type { AttemptKind, Operation, Phase, PhaseKind, Place } from '../model/story.ts'
import { utcMs, type Code, type UtcMs } from '../model/units.ts'
import { earliest, latest, type Timed } from './materials.ts'

/** The recap table cuts names at this length. */
const RECAP_NAME = 80

/** The line that tells an operation's end is written within the moment. */
const SAME_END_MS = 10_000

type Open<T> = { -readonly [K in keyof T]: T[K] }

/** How much a report of the result is worth: the error event is setup's last word, 'execute' a return value. */
const RESULT_TRUST = {
  execute: 1,
  finalize: 2,
  'extended-data': 3,
  'post-reboot-event': 4,
  'error-event': 5,
} as const

export class SetupDraft {
  kind: AttemptKind | null = null
  readonly files = new Set<number>()
  from: UtcMs = utcMs(Number.NaN)
  to: UtcMs = utcMs(Number.NaN)
  begin: Place | null = null
  end: Place | null = null
  readonly phases: Open<Phase>[] = []
  readonly operations: Open<Operation>[] = []
  readonly #plan: string[] = []
  result: Code = 0
  extend: Code = 0
  #resultTrust = 0
  succeeded: Place | null = null
  rollback: Timed | null = null
  /** What the log says of the rollback's own end; null = nothing. */
  rollbackEnded: boolean | null = null
  readonly #openCheckpoints = new Set<string>()
  #checkpointsDone = 0
  targetBuild = ''
  reachedMoupg = -1
  /** It begins after another run in the same log, so it goes on none. */
  readonly isFresh: boolean
  #current: Open<Phase> | null = null
  #classic: Open<Phase> | null = null
  #moupg: Open<Phase> | null = null
  #hasTrack = false

  constructor(isFresh = false) {
    this.isFresh = isFresh
  }

  /** Every signal widens the span and may be the end. */
  touch(timed: Timed): void {
    this.files.add(timed.file)
    if (!this.begin) this.begin = timed.place
    if (Number.isNaN(timed.at)) return
    if (!(this.from <= timed.at)) this.from = timed.at
    if (!(this.to >= timed.at)) this.to = timed.at
  }

  get isEmpty(): boolean {
    return this.phases.length === 0 && this.result === 0 && !this.rollback && !this.succeeded
  }

  get hasEnded(): boolean {
    return this.result !== 0 || this.hasSucceeded
  }

  /** The first boot's end is the end of a clean install only: an upgrade goes on after it. */
  get hasSucceeded(): boolean {
    return this.succeeded !== null && this.kind === 'clean-install'
  }

  /** An operation track is of an upgrade or a reset, whichever the rest of the logs says. */
  followTrack(): void {
    this.#hasTrack = true
    if (this.kind === 'clean-install') this.kind = null
  }

  /** The old setup's numbered phases: of a clean install, unless they run inside a track. */
  followClassic(): void {
    if (!this.#hasTrack) this.kind ??= 'clean-install'
  }

  plan(operation: string): void {
    if (!this.#plan.includes(operation)) this.#plan.push(operation)
  }

  beginPhase(kind: PhaseKind, name: string, at: UtcMs, place: Place): void {
    const phase: Open<Phase> = {
      name,
      kind,
      from: at,
      to: utcMs(Number.NaN),
      outcome: 'unfinished',
      code: 0,
      place,
    }
    if (kind === 'operation-track') {
      this.#close(this.#current, at)
      this.#current = phase
    }
    this.phases.push(phase)
  }

  endPhase(name: string, at: UtcMs, ok: boolean, code: Code, place: Place): void {
    const phase = this.phases.findLast((one) => one.kind === 'operation-track' && one.name === name)
    if (!phase) {
      this.phases.push({
        name,
        kind: 'operation-track',
        from: at,
        to: at,
        outcome: ok ? 'succeeded' : 'failed',
        code,
        place,
      })
      return
    }
    // The process's own exit follows the phase's end: a failure once seen stays.
    if (phase.outcome === 'failed') return
    phase.to = at
    phase.outcome = ok ? 'succeeded' : 'failed'
    phase.code = code
    if (!ok) phase.place = place
  }

  /** MOUPG's phases (Unpack, Prepare, Install ...): each ends where the next begins. */
  changePhase(to: string, at: UtcMs, place: Place): void {
    if (this.#moupg) {
      this.#moupg.to = at
      this.#moupg.outcome = to === 'SetupPhaseError' ? 'failed' : 'succeeded'
      this.#moupg = null
    }
    const order = moupgName(to)
    if (!order) return
    const phase: Open<Phase> = {
      name: to,
      kind: 'setup',
      from: at,
      to: utcMs(Number.NaN),
      outcome: 'unfinished',
      code: 0,
      place,
    }
    this.#moupg = phase
    this.phases.push(phase)
  }

  /** Clean install's numbered phases: 2 in WinPE, 4 at the first boot. */
  classicPhase(phase: number, begins: boolean, at: UtcMs, place: Place): void {
    const name = CLASSIC_NAMES[phase] ?? `Phase ${phase}`
    if (begins) {
      const opened: Open<Phase> = {
        name,
        kind: 'setup',
        from: at,
        to: utcMs(Number.NaN),
        outcome: 'unfinished',
        code: 0,
        place,
      }
      this.#classic = opened
      this.phases.push(opened)
      return
    }
    const open = this.#classic ?? this.phases.findLast((one) => one.name === name)
    this.#classic = null
    if (open) {
      open.to = at
      open.outcome = 'succeeded'
    } else {
      // The log begins inside the phase: its end alone is known.
      this.phases.push({
        name,
        kind: 'setup',
        from: this.from,
        to: at,
        outcome: 'succeeded',
        code: 0,
        place,
      })
    }
  }

  addOperation(name: string, at: UtcMs, ok: boolean, code: Code, place: Place): void {
    const open = this.operations.findLast(
      (one) => one.name === name && one.outcome === 'unfinished',
    )
    const outcome = ok ? 'succeeded' : 'failed'
    if (open) {
      open.to = at
      open.outcome = outcome
      open.code = code
      if (!ok) open.place = place
      return
    }
    // Operations of one phase run one after the other: each begins where the one before ended.
    const phase = this.#current
    const before = this.operations.findLast((one) => phase !== null && one.phase === phase.name)
    const from = before && !Number.isNaN(before.to) ? before.to : (phase?.from ?? at)
    this.operations.push({ name, phase: phase?.name ?? '', from, to: at, outcome, code, place })
  }

  beginOperation(name: string, at: UtcMs, place: Place): void {
    const phase = this.#current?.name ?? ''
    this.operations.push({
      name,
      phase,
      from: at,
      to: utcMs(Number.NaN),
      outcome: 'unfinished',
      code: 0,
      place,
    })
  }

  /**
   * A row of the recap table gives exact times for an operation that ran. It is printed by a later system, which may be
   * in another zone than the one that ran the operation: its times hold only where they meet those of the lines.
   */
  recap(name: string, from: UtcMs, to: UtcMs): void {
    const known = this.operations.findLast(
      (one) =>
        (one.name === name || (name.length >= RECAP_NAME && one.name.startsWith(name))) &&
        Math.abs(one.to - to) <= SAME_END_MS,
    )
    if (!known || Number.isNaN(from) || from > to) return
    known.from = from
    known.to = to
  }

  checkpoint(name: string, done: boolean): void {
    if (!done) this.#openCheckpoints.add(name)
    else if (this.#openCheckpoints.delete(name)) this.#checkpointsDone++
  }

  /** By its own word, else by its checkpoints: each that was begun is finished. Null = not known. */
  get rollbackSucceeded(): boolean | null {
    if (this.rollbackEnded !== null) return this.rollbackEnded
    return this.#checkpointsDone > 0 && this.#openCheckpoints.size === 0 ? true : null
  }

  /** Takes over what another log tells of the same run. */
  absorb(from: SetupDraft): void {
    for (const file of from.files) this.files.add(file)
    this.#hasTrack ||= from.#hasTrack
    if (from.kind === 'reset' || this.kind === null) this.kind = from.kind
    this.from = earliest(this.from, from.from)
    this.to = latest(this.to, from.to)
    this.phases.push(...from.phases)
    this.operations.push(...from.operations)
    for (const operation of from.#plan) this.plan(operation)
    this.succeeded ??= from.succeeded
    this.rollback ??= from.rollback
    if (from.rollbackEnded !== null)
      this.rollbackEnded = from.rollbackEnded && this.rollbackEnded !== false
    for (const name of from.#openCheckpoints) this.#openCheckpoints.add(name)
    this.#checkpointsDone += from.#checkpointsDone
    this.reachedMoupg = Math.max(this.reachedMoupg, from.reachedMoupg)
    if (this.targetBuild === '') this.targetBuild = from.targetBuild
    if (from.result !== 0 && from.end !== null && from.#resultTrust >= this.#resultTrust) {
      if (from.extend !== 0 || from.result !== this.result) this.extend = from.extend
      this.result = from.result
      this.#resultTrust = from.#resultTrust
      this.end = from.end
    }
  }

  report(result: Code, extend: Code, via: keyof typeof RESULT_TRUST, place: Place): void {
    const trust = RESULT_TRUST[via]
    if (trust < this.#resultTrust) return
    // A bare result never takes the extend code away from a fuller report of the same trust.
    if (extend === 0 && this.extend !== 0 && result === this.result) return
    this.#resultTrust = trust
    this.result = result
    if (extend !== 0 || trust > 2) this.extend = extend
    this.end = place
  }

  /** Operations of the plan that never ran. */
  neverReached(): readonly Operation[] {
    const ran = new Set(this.operations.map((operation) => operation.name))
    return this.#plan
      .filter((name) => !ran.has(name))
      .map((name) => ({
        name,
        phase: '',
        from: utcMs(Number.NaN),
        to: utcMs(Number.NaN),
        outcome: 'never-reached',
        code: 0,
        place: null,
      }))
  }

  #close(phase: Open<Phase> | null, at: UtcMs): void {
    if (phase && Number.isNaN(phase.to)) phase.to = at
  }
}

/** Shown by the vendor's own words for `Setup has started phase n`. */
export const CLASSIC_NAMES: Readonly<Record<number, string>> = {
  1: 'Down-level',
  2: 'WinPE',
  3: 'First boot (offline)',
  4: 'First boot',
}

function moupgName(name: string): boolean {
  return name !== 'SetupPhaseUnknown' && name !== 'SetupPhaseError'
}
