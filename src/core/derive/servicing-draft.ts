/** A servicing session while CBS lines add to it: mutable, thrown away after `finish`. */
import type {
  DriverQueueItem,
  DriverQueueRun,
  ExecuteState,
  Outcome,
  Place,
  ServicingPackage,
  ServicingSession,
} from '../model/story.ts'
import { utcMs, type Code, type UtcMs } from '../model/units.ts'
import { isFailure, type Timed } from './materials.ts'

type Open<T> = { -readonly [K in keyof T]: T[K] }
type OpenQueue = Open<Omit<DriverQueueRun, 'items'>> & { items: DriverQueueItem[] }

/** CBS_E_CANCEL, CBS_E_ABORT and ERROR_CANCELLED: somebody stopped it. */
const CANCELLED = new Set([0x800f0820, 0x800f0821, 0x800704c7])

export class ServicingDraft {
  readonly id: string
  client: string
  from: UtcMs
  to: UtcMs
  code: Code = 0
  /** Status of a failure report; 0 = none. */
  reported: Code = 0
  ended = false
  rebootRequired: boolean | null = null
  /** Lines without a session id are its own: it was begun to be executed, or goes on after its restart. */
  isAtWork = false
  isRepair = false
  /** The work around its restart is done, well or not. */
  isSettled = false
  readonly packages = new Map<string, Open<ServicingPackage>>()
  readonly states: ExecuteState[] = []
  readonly queues: OpenQueue[] = []
  originalFailure: ServicingSession['originalFailure'] = null
  readonly begin: Timed
  readonly #isNameless: boolean
  #openQueue: OpenQueue | null = null
  #rollback: ServicingSession['rollback'] = null
  #rollbackIsShown = false

  /** `isNameless`: the log begins inside the session. */
  constructor(id: string, client: string, begin: Timed, isNameless = false) {
    this.id = id
    this.client = client
    this.begin = begin
    this.from = begin.at
    this.to = begin.at
    this.#isNameless = isNameless
  }

  touch(at: UtcMs): void {
    if (Number.isNaN(at)) return
    if (!(this.from <= at)) this.from = at
    if (!(this.to >= at)) this.to = at
  }

  end(code: Code, rebootRequired: boolean | null): void {
    this.ended = true
    this.isAtWork = false
    this.code = code
    this.rebootRequired = rebootRequired ?? this.rebootRequired
  }

  get waitsForRestart(): boolean {
    if (this.isSettled || this.states.some((one) => isComplete(one.state))) return false
    return this.rebootRequired === true || this.#isNameless
  }

  addPackage(identity: string, kb: string, targetState: string, timed: Timed): void {
    const known = this.packages.get(identity)
    if (known) {
      if (targetState !== '') known.targetState = targetState
      if (kb !== '' && known.kb === '') known.kb = kb
      return
    }
    this.packages.set(identity, {
      identity,
      kb,
      targetState,
      outcome: 'unknown',
      place: timed.place,
    })
  }

  addState(state: string, timed: Timed): void {
    if (this.states.at(-1)?.state === state) return
    this.states.push({ state, at: timed.at, place: timed.place })
  }

  /** `shown`: the line can mean nothing else. Other lines of a rollback only count beside a failure. */
  rollBack(timed: Timed, shown: boolean): void {
    this.#rollback ??= { at: timed.at, place: timed.place }
    this.#rollbackIsShown ||= shown
  }

  get hasOpenQueue(): boolean {
    return this.#openQueue !== null
  }

  closeQueue(): void {
    this.#openQueue = null
  }

  openQueue(action: string, at: UtcMs, place: Place): OpenQueue {
    const open = this.#openQueue
    if (open && (open.action === action || action === 'other')) return open
    const queue: OpenQueue = {
      from: at,
      to: utcMs(Number.NaN),
      action,
      direction: '',
      count: -1,
      outcome: 'unfinished',
      code: 0,
      items: [],
      place,
    }
    this.queues.push(queue)
    this.#openQueue = queue
    return queue
  }

  finish(): ServicingSession {
    const outcome = this.#outcome()
    return {
      id: this.id,
      client: this.client,
      from: this.from,
      to: this.to,
      outcome,
      code: this.originalFailure?.code ?? (this.code || this.reported),
      packages: [...this.packages.values()].map((one) => ({ ...one, outcome })),
      executeStates: this.states,
      driverQueues: this.queues,
      rebootRequired: this.rebootRequired,
      originalFailure: this.originalFailure,
      rollback: outcome === 'rolled-back' ? this.#rollback : null,
      place: this.begin.place,
    }
  }

  #outcome(): Outcome {
    const failed = this.#hasFailed()
    if (this.#rollback && (this.#rollbackIsShown || failed)) return 'rolled-back'
    if (CANCELLED.has(this.code)) return 'cancelled'
    if (failed) return 'failed'
    if (this.states.some((one) => isComplete(one.state))) return 'succeeded'
    if (this.ended) return this.rebootRequired ? 'unfinished' : 'succeeded'
    return 'unknown'
  }

  #hasFailed(): boolean {
    if (this.originalFailure !== null || isFailure(this.code) || isFailure(this.reported))
      return true
    // Drivers that the update can do without may fail: it completes all the same.
    const last = this.states.at(-1)
    if (last && isComplete(last.state)) return false
    return this.queues.some((queue) => queue.outcome === 'failed' && queue.direction !== 'Rollback')
  }
}

function isComplete(state: string): boolean {
  return state.includes('ExecuteStateComplete')
}
