/**
 * Servicing sessions from CBS lines, across a restart: the work of `Startup:` and of the driver operations queue belongs
 * to the session that asked for the restart, unless a line names another.
 */
import type { ServicingSession } from '../model/story.ts'
import { canonicalCode } from '../codes/code-value.ts'
import { byTime, isKind, originals, signalsOf, type Materials, type Timed } from './materials.ts'
import { ServicingDraft } from './servicing-draft.ts'

export interface Servicing {
  /** In order of time. */
  readonly sessions: readonly ServicingSession[]
  /** Ids of the sessions that checked or repaired the component store. */
  readonly repairs: ReadonlySet<string>
}

export function deriveServicing(materials: Materials): Servicing {
  const logs = originals(materials)
    .map((file) =>
      signalsOf(materials, file).filter((timed) => timed.signal.kind.startsWith('cbs.')),
    )
    // Other logs quote failures of servicing; they tell no session.
    .filter((signals) => signals.some((timed) => !isKind(timed, 'cbs.failed')))
    .sort((a, b) => byTime((a[0] as Timed).at, (b[0] as Timed).at))
  const book = new SessionBook()
  for (const signals of logs) {
    book.openLog(signals)
    for (const timed of signals) book.read(timed)
  }
  const sessions = book.drafts.map((draft) => draft.finish()).filter(isWorthTelling)
  return {
    sessions: sessions.sort((a, b) => byTime(a.from, b.from)),
    repairs: new Set(book.drafts.filter((draft) => draft.isRepair).map(({ id }) => id)),
  }
}

/** Sessions that only asked (QueryFileHash, a scan) hold no package, no state and no failure: noise in the story. */
function isWorthTelling(session: ServicingSession): boolean {
  return (
    session.packages.length > 0 ||
    session.executeStates.length > 0 ||
    session.driverQueues.length > 0 ||
    session.outcome === 'failed' ||
    session.outcome === 'rolled-back' ||
    session.outcome === 'cancelled'
  )
}

class SessionBook {
  readonly drafts: ServicingDraft[] = []
  /** An old log of 50 MB names twenty thousand sessions, most of them questions. */
  readonly #byName = new Map<string, ServicingDraft>()
  #current: ServicingDraft | null = null
  #unnamed = 0
  /** Time of the last line read. */
  #last = Number.NaN

  /** A log that overlaps the one before is another system's (WinPE beside the installed one): nothing goes on in it. */
  openLog(signals: readonly Timed[]): void {
    if ((signals[0] as Timed).at < this.#last) this.#current = null
  }

  read(timed: Timed): void {
    const { signal, at } = timed
    if (!Number.isNaN(at)) this.#last = at
    switch (signal.kind) {
      case 'cbs.service-begin':
        this.#current = null
        return
      case 'cbs.session-begin':
        this.#begin(timed as Timed<'cbs.session-begin'>)
        return
      case 'cbs.session-processing': {
        const named = this.#byId(signal.session)
        if (named) this.#current = named
        if (!this.#current) return
        this.#current.isAtWork = true
        if (this.#current.client === '') this.#current.client = signal.client
        return
      }
      case 'cbs.session-end': {
        const ended = this.#byId(signal.id) ?? (signal.id === '' ? this.#current : null)
        if (!ended) return
        ended.end(signal.code, signal.rebootRequired)
        ended.touch(at)
        if (this.#current === ended) this.#current = null
        return
      }
      default:
        this.#readWork(timed)
    }
  }

  /**
   * Begun again under its id, a session goes on after a restart. While one is at work, others only ask: theirs are the
   * lines that name them, not the work.
   */
  #begin(timed: Timed<'cbs.session-begin'>): void {
    const { id, client } = timed.signal
    const known = this.#byId(id)
    if (known) {
      this.#current = known
      return
    }
    const made = this.#add(new ServicingDraft(id, client, timed))
    if (!this.#current?.isAtWork) this.#current = made
  }

  #byId(id: string): ServicingDraft | null {
    return id === '' ? null : (this.#byName.get(id) ?? null)
  }

  #add(draft: ServicingDraft): ServicingDraft {
    this.drafts.push(draft)
    this.#byName.set(draft.id, draft)
    return draft
  }

  #readWork(timed: Timed): void {
    const { signal, at, place } = timed
    switch (signal.kind) {
      case 'cbs.failed':
      case 'cbs.repair-result':
      case 'cbs.corruption':
        this.#current?.touch(at)
        if (this.#current && signal.kind !== 'cbs.failed') this.#current.isRepair = true
        return
      case 'cbs.progress': {
        const draft = signal.rollback ? this.#pending(timed) : this.#current
        draft?.touch(at)
        if (signal.rollback) draft?.rollBack(timed, true)
        return
      }
      case 'cbs.rollback': {
        this.#current?.touch(at)
        const draft = this.#current ?? this.#waiting()
        draft?.rollBack(timed, false)
        return
      }
      case 'cbs.package': {
        const draft = this.#current ?? this.#waitingWith(signal.identity) ?? this.#pending(timed)
        draft.addPackage(signal.identity, signal.kb, signal.targetState, timed)
        draft.touch(at)
        return
      }
      case 'cbs.execute-state':
        this.#readState(timed as Timed<'cbs.execute-state'>)
        return
      case 'cbs.original-failure': {
        // Status 0 is printed by healthy starts, where nothing had failed before.
        if (signal.code === 0) return
        const draft = this.#pending(timed)
        draft.touch(at)
        if (!draft.originalFailure)
          draft.originalFailure = { code: signal.code, state: signal.state, at, place }
        return
      }
      case 'cbs.failure-report': {
        const draft = this.#pending(timed)
        draft.touch(at)
        draft.reported = signal.status
        if (draft.packages.size === 0 && signal.package !== '')
          draft.addPackage(signal.package, kbOf(signal.package), signal.targetState, timed)
        return
      }
      case 'cbs.doqe':
      case 'cbs.doqe-item':
      case 'cbs.doqe-result': {
        const draft = this.#pending(timed)
        draft.touch(at)
        readQueue(draft, timed)
        return
      }
      default:
        return
    }
  }

  /** `ExecuteStateNone` is no state: set, it ends the work around the restart; else it says that there is none. */
  #readState(timed: Timed<'cbs.execute-state'>): void {
    const { state, how } = timed.signal
    if (!/^(?:Cbs)?ExecuteStateNone$/.test(state)) {
      const draft = this.#pending(timed)
      draft.touch(timed.at)
      draft.addState(state, timed)
      return
    }
    if (how !== 'set' || !this.#current) return
    this.#current.touch(timed.at)
    this.#current.isSettled = true
    this.#current = null
  }

  /** The session whose work a line without a session id is: the current, else the last that waits for its restart, else a nameless one. */
  #pending(timed: Timed): ServicingDraft {
    const found =
      this.#current ??
      this.#waiting() ??
      this.#add(new ServicingDraft(`run-${++this.#unnamed}`, '', timed, true))
    this.#current = found
    found.isAtWork = true
    return found
  }

  #waiting(): ServicingDraft | null {
    return this.drafts.findLast((draft) => draft.waitsForRestart) ?? null
  }

  #waitingWith(identity: string): ServicingDraft | null {
    return (
      this.drafts.findLast((draft) => draft.waitsForRestart && draft.packages.has(identity)) ?? null
    )
  }
}

function readQueue(draft: ServicingDraft, { signal, at, place }: Timed): void {
  switch (signal.kind) {
    case 'cbs.doqe-item':
      draft.openQueue(signal.action.toLowerCase(), at, place).items.push({
        inf: signal.inf.toLowerCase(),
        index: signal.index,
        phase: signal.phase,
        code: canonicalCode(signal.result),
        action: signal.action,
        at,
        place,
      })
      return
    case 'cbs.doqe-result': {
      const queue = draft.queues.at(-1)
      if (queue && queue.code === 0) queue.code = canonicalCode(signal.code)
      return
    }
    case 'cbs.doqe':
      readQueueStep(draft, signal, at, place)
      return
    default:
  }
}

function readQueueStep(
  draft: ServicingDraft,
  signal: Timed<'cbs.doqe'>['signal'],
  at: Timed['at'],
  place: Timed['place'],
): void {
  if (signal.step === 'begin') draft.closeQueue()
  // Without lines of the begin, a second count is what tells a second run.
  if (signal.step === 'count' && (draft.queues.at(-1)?.count ?? -1) >= 0) draft.closeQueue()
  // The end of a queue that is not open has nothing to say.
  if (signal.step === 'end' && !draft.hasOpenQueue) return
  const queue = draft.openQueue(signal.action, at, place)
  if (signal.direction !== '') queue.direction = signal.direction
  switch (signal.step) {
    case 'begin':
      return
    case 'count':
      queue.count = signal.count
      return
    case 'failed':
      queue.outcome = 'failed'
      queue.to = at
      if (signal.code !== 0) queue.code = canonicalCode(signal.code)
      queue.place = place
      return
    case 'end':
      queue.to = at
      if (queue.outcome === 'unfinished') queue.outcome = queue.code === 0 ? 'succeeded' : 'failed'
      draft.closeQueue()
  }
}

export function kbOf(identity: string): string {
  return /KB\d{6,8}/i.exec(identity)?.[0].toUpperCase() ?? ''
}
