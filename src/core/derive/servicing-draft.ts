/** A servicing session while CBS lines add to it: mutable, thrown away after `finish`. */
import type {
  DriverQueueItem,
  DriverQueueRun,
  ExecuteState,
  Outcome,
  ServicingPackage,
  ServicingSession,
} from '../model/story.ts'
import { utcMs, type Code, type UtcMs } from '../model/units.ts'
import { isFailure, type Timed } from './materials.ts'

type Open<T> = { -readonly [K in keyof T]: T[K] }
type OpenQueue = Open<Omit<DriverQueueRun, 'items'>> & { items: DriverQueueItem[]; ended: boolean }

/** CBS_E_CANCEL, CBS_E_ABORT and ERROR_CANCELLED: somebody stopped it. */
const CANCELLED = new Set([0x800f0820, 0x800f0821, 0x800704c7])

export class ServicingDraft {
  readonly id: string
  client: string
  from: UtcMs
  to: UtcMs
  code: Code = 0
  ended = false
  rebootRequired: boolean | null = null
  readonly packages = new Map<string, Open<ServicingPackage>>()
  readonly states: ExecuteState[] = []
  readonly queues: OpenQueue[] = []
  originalFailure: ServicingSession['originalFailure'] = null
  rollback: ServicingSession['rollback'] = null
  readonly begin: Timed

  constructor(id: string, client: string, begin: Timed) {
    this.id = id
    this.client = client
    this.begin = begin
    this.from = begin.at
    this.to = begin.at
  }

  touch(at: UtcMs): void {
    if (Number.isNaN(at)) return
    if (!(this.from <= at)) this.from = at
    if (!(this.to >= at)) this.to = at
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

  /** The queue run that a line belongs to: the open one of its action. A failed run stays open until `Staging ended`. */
  openQueue(timed: Timed, action: string, begins = false): OpenQueue {
    const open = this.queues.at(-1)
    if (open && !begins && !open.ended && (open.action === action || action === 'other'))
      return open
    const queue: OpenQueue = {
      from: timed.at,
      to: utcMs(Number.NaN),
      action,
      direction: '',
      count: -1,
      outcome: 'unfinished',
      code: 0,
      items: [],
      ended: false,
      place: timed.place,
    }
    this.queues.push(queue)
    return queue
  }

  /** The KBs of its packages, in the order met. */
  get kbs(): readonly string[] {
    return [...new Set([...this.packages.values()].map((one) => one.kb).filter((kb) => kb !== ''))]
  }

  finish(): ServicingSession {
    const outcome = this.#outcome()
    return {
      id: this.id,
      client: this.client,
      from: this.from,
      to: this.to,
      outcome,
      code: this.originalFailure?.code ?? this.code,
      packages: [...this.packages.values()].map((one) => ({ ...one, outcome })),
      executeStates: this.states,
      driverQueues: this.queues.map(({ ended: _, ...queue }) => queue),
      rebootRequired: this.rebootRequired,
      originalFailure: this.originalFailure,
      rollback: this.rollback,
      place: this.begin.place,
    }
  }

  #outcome(): Outcome {
    if (this.rollback || this.originalFailure) return 'rolled-back'
    if (CANCELLED.has(this.code)) return 'cancelled'
    if (isFailure(this.code)) return 'failed'
    if (this.queues.some((queue) => queue.outcome === 'failed' && queue.direction !== 'Rollback'))
      return 'failed'
    if (this.states.some((one) => one.state.includes('CbsExecuteStateComplete'))) return 'succeeded'
    if (this.ended) return this.rebootRequired ? 'unfinished' : 'succeeded'
    return 'unknown'
  }
}
