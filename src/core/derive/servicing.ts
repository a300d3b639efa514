/**
 * Servicing sessions from CBS lines, across a restart: the work of `Startup:` and of the driver operations queue belongs
 * to the session that asked for the restart.
 */
import type { ServicingSession } from '../model/story.ts'
import { canonicalCode } from '../codes/code-value.ts'
import { isKind, originals, signalsOf, type Materials, type Timed } from './materials.ts'
import { ServicingDraft } from './servicing-draft.ts'

/** Sessions in order of time. */
export function deriveSessions(materials: Materials): readonly ServicingSession[] {
  const all = originals(materials)
    .flatMap((file) => [
      signalsOf(materials, file).filter((timed) => timed.signal.kind.startsWith('cbs.')),
    ])
    .filter((signals) => signals.length > 0)
    .sort((a, b) => (a[0] as Timed).at - (b[0] as Timed).at)
  const book = new SessionBook()
  for (const signals of all) for (const timed of signals) book.read(timed)
  return book.drafts.map((draft) => draft.finish()).filter((session) => isWorthTelling(session))
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
  #current: ServicingDraft | null = null
  #unnamed = 0

  read(timed: Timed): void {
    const { signal, at } = timed
    switch (signal.kind) {
      case 'cbs.service-begin':
        this.#current = null
        return
      case 'cbs.session-begin': {
        const known = this.drafts.findLast((draft) => draft.id === signal.id)
        if (known) {
          this.#current = known
        } else {
          this.#current = new ServicingDraft(signal.id, signal.client, timed)
          this.drafts.push(this.#current)
        }
        return
      }
      case 'cbs.session-processing':
        if (this.#current && this.#current.client === '') this.#current.client = signal.client
        return
      case 'cbs.session-end': {
        const ended =
          this.drafts.findLast((draft) => draft.id === signal.id) ??
          (signal.id === '' ? this.#current : null)
        if (!ended) return
        ended.ended = true
        ended.code = signal.code
        ended.rebootRequired = signal.rebootRequired ?? ended.rebootRequired
        ended.touch(at)
        if (this.#current === ended) this.#current = null
        return
      }
      default:
        this.#readWork(timed)
    }
  }

  #readWork(timed: Timed): void {
    const { signal, at, place } = timed
    if (isKind(timed, 'cbs.failed', 'cbs.repair-result', 'cbs.progress')) {
      this.#current?.touch(at)
      if (signal.kind === 'cbs.progress' && signal.rollback) {
        const draft = this.#pending(timed)
        draft.rollback ??= { at, place }
      }
      return
    }
    if (signal.kind === 'cbs.package') {
      const draft = this.#current ?? this.#pending(timed)
      draft.addPackage(signal.identity, signal.kb, signal.targetState, timed)
      draft.touch(at)
      return
    }
    if (signal.kind === 'cbs.boot-work' || signal.kind === 'cbs.reboot') return
    const draft = this.#pending(timed)
    draft.touch(at)
    switch (signal.kind) {
      case 'cbs.execute-state':
        draft.addState(signal.state, timed)
        return
      case 'cbs.original-failure':
        // Status 0 is printed by healthy starts, where nothing had failed before.
        if (signal.code === 0) return
        if (!signal.retrieved || !draft.originalFailure)
          draft.originalFailure = { code: signal.code, state: signal.state, at, place }
        return
      case 'cbs.rollback':
        draft.rollback ??= { at, place }
        return
      case 'cbs.failure-report':
        if (draft.packages.size === 0 && signal.package !== '')
          draft.addPackage(signal.package, kbOf(signal.package), signal.targetState, timed)
        return
      case 'cbs.doqe':
        readQueue(draft, timed as Timed<'cbs.doqe'>)
        return
      case 'cbs.doqe-item': {
        const queue = draft.openQueue(timed, signal.action.toLowerCase())
        queue.items.push({
          inf: signal.inf.toLowerCase(),
          index: signal.index,
          phase: signal.phase,
          code: canonicalCode(signal.result),
          action: signal.action,
          at,
          place,
        })
        return
      }
      case 'cbs.doqe-result': {
        const queue = draft.queues.at(-1)
        if (queue && queue.code === 0) queue.code = canonicalCode(signal.code)
        return
      }
      default:
        return
    }
  }

  /** The session whose work a line without a session id is: the current, else the last that waits for its restart, else a nameless one. */
  #pending(timed: Timed): ServicingDraft {
    if (this.#current) return this.#current
    const waiting = this.drafts.findLast(
      (draft) =>
        draft.rebootRequired === true &&
        !draft.states.some((one) => one.state.includes('Complete')),
    )
    const found = waiting ?? new ServicingDraft(`run-${++this.#unnamed}`, '', timed)
    if (!waiting) this.drafts.push(found)
    this.#current = found
    return found
  }
}

function readQueue(draft: ServicingDraft, timed: Timed<'cbs.doqe'>): void {
  const { signal, at, place } = timed
  const queue = draft.openQueue(timed, signal.action, signal.step === 'begin')
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
      queue.ended = true
      queue.to = at
      if (queue.outcome === 'unfinished') queue.outcome = queue.code === 0 ? 'succeeded' : 'failed'
  }
}

export function kbOf(identity: string): string {
  return /KB\d{6,8}/i.exec(identity)?.[0].toUpperCase() ?? ''
}
