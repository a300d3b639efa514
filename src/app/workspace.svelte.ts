/**
 * What the page holds: the open bundle as the engine last gave it, and what the reader has chosen of it.
 * Components read it and call its methods; only this class talks to the engine about bundles.
 */
import type {
  ClockChoices,
  OpenBundle,
  OpenResult,
  ReadProgress,
  Refusal,
  SessionChanges,
} from '../../workers/engine-api.ts'
import type { DroppedFile, LockedEntry } from '../core/bundle/entry.ts'
import type { Problem } from '../core/model/problem.ts'
import { chainBadges, NO_BADGES, openingEvidence, openingPath } from './chain.ts'
import { chosenClocks, mainClock, type ShownClock } from './clock.ts'
import type { Connections, Engine, KeptSession } from './connections.ts'

export type Status = 'idle' | 'reading' | 'ready' | 'refused'

/** The line that the reader is at. */
export interface Selection {
  readonly path: string
  readonly line: number
  /** UtcMs of the line's record; NaN = not known (yet), or the line has none. */
  readonly utc: number
  readonly from: 'evidence' | 'log' | 'timeline' | 'search' | 'seek' | 'opening'
  /** Counts the times that the reader was led somewhere: following the same link twice leads there twice. */
  readonly visit: number
}

/** The part of time that the timeline shows, UtcMs. */
export interface Viewport {
  readonly from: number
  readonly to: number
}

export interface WaitingDrop {
  readonly files: readonly DroppedFile[]
  readonly name: string
}

export class Workspace {
  readonly #connections: Connections
  /** Counts readings: what an earlier one still reports is not listened to. */
  #reading = 0
  #visits = 0

  #status = $state.raw<Status>('idle')
  #bundle = $state.raw<OpenBundle | null>(null)
  #progress = $state.raw<ReadProgress | null>(null)
  #refusal = $state.raw<Refusal | null>(null)
  #name = $state('')
  #kept = $state.raw<readonly KeptSession[]>([])
  #keptTrouble = $state<string | null>(null)

  /** The line that the reader is at; null before the first. */
  selection = $state.raw<Selection | null>(null)
  /** Null = the whole span. */
  viewport = $state.raw<Viewport | null>(null)
  /** Id of the attempt in view; null = none. */
  attempt = $state<string | null>(null)
  /** The log in the viewer. */
  logPath = $state<string | null>(null)
  logLevel = $state(0)
  logText = $state('')
  clocks = $state.raw<ClockChoices>({})
  /** What the last adding changed, until dismissed. */
  changes = $state.raw<SessionChanges | null>(null)
  /** Files dropped on an open session, waiting for the reader's word. */
  waiting = $state.raw<WaitingDrop | null>(null)
  /** Archive for which the last password was wrong. */
  wrongPassword = $state<string | null>(null)
  /** Something that should not happen; shown, never hidden. */
  trouble = $state<string | null>(null)

  readonly analysis = $derived.by(() => this.#bundle?.analysis ?? null)
  readonly timeline = $derived.by(() => this.#bundle?.timeline ?? null)
  readonly badges = $derived(this.analysis === null ? NO_BADGES : chainBadges(this.analysis))
  /** The clock in which the page speaks: the timeline's, so that both show a moment by the same figures. */
  readonly clock: ShownClock | null = $derived.by(() => {
    if (this.analysis === null || this.timeline === null) return null
    const { offsetMinutes, clockSource } = this.timeline
    return clockSource === null ? mainClock(this.analysis) : { offsetMinutes, source: clockSource }
  })
  readonly locked: readonly LockedEntry[] = $derived.by(
    () => this.#bundle?.locked ?? this.#refusal?.locked ?? [],
  )

  /** Why something gave nothing; what waits for a password is left to the form that asks for it. */
  readonly refusedFor: readonly Problem[] = $derived.by(() => {
    const problems = this.#refusal?.problems ?? []
    if (this.locked.length === 0) return problems
    return problems.filter(({ code }) => code !== 'encrypted' && code !== 'wrong-password')
  })

  constructor(connections: Connections) {
    this.#connections = connections
  }

  get status(): Status {
    return this.#status
  }

  get bundle(): OpenBundle | null {
    return this.#bundle
  }

  get progress(): ReadProgress | null {
    return this.#progress
  }

  get refusal(): Refusal | null {
    return this.#refusal
  }

  /** Name of the bundle that is open or being read. */
  get name(): string {
    return this.#name
  }

  get engine(): Engine {
    return this.#connections.engine
  }

  /** A bundle is likely to come: what reads it may as well be there by then. */
  prepare(): Promise<void> {
    return this.#connections.prepareEngine()
  }

  get samples(): Connections['samples'] {
    return this.#connections.samples
  }

  /** Kept sessions as last listed, newest first. */
  get kept(): readonly KeptSession[] {
    return this.#kept
  }

  get keptTrouble(): string | null {
    return this.#keptTrouble
  }

  /** Reads a new bundle in place of the open one. */
  open(name: string, files: readonly DroppedFile[]): Promise<void> {
    this.#forget()
    this.#name = name
    return this.#read((engine, listeners) => engine.open(name, files, listeners))
  }

  /** Adds files to the open bundle. */
  add(files: readonly DroppedFile[]): Promise<void> {
    return this.#read((engine, listeners) => engine.add(files, listeners))
  }

  /** Reads an archive's locked files. */
  unlock(archivePath: string, password: string): Promise<void> {
    this.wrongPassword = null
    return this.#read(
      (engine, listeners) => engine.unlock(archivePath, password, listeners),
      archivePath,
    )
  }

  /** The reader has seen why an added file gave nothing. */
  forgetRefusal(): void {
    this.#refusal = null
  }

  reopen(session: KeptSession): Promise<void> {
    this.#forget()
    this.#name = session.name
    return this.#read((engine) => engine.reopen(session.id))
  }

  async cancel(): Promise<void> {
    if (this.#status === 'reading') await this.engine.cancel()
  }

  /** Back to the first screen. */
  async close(): Promise<void> {
    if (this.#status === 'reading') await this.cancel()
    this.#reading++
    this.#forget()
    this.#status = 'idle'
    await this.listKept()
  }

  /** Goes to a line: the viewer shows it, and the timeline its moment once that is known. */
  follow(path: string, line: number, from: Selection['from'], utc = NaN): void {
    this.logPath = path
    // A line that is asked for is shown whatever the filter says; the next error stands in every list of levels.
    if (from !== 'log' && (from !== 'seek' || this.logText !== '')) {
      this.logLevel = 0
      this.logText = ''
    }
    const selection = { path, line, utc, from, visit: ++this.#visits }
    this.selection = selection
    if (Number.isFinite(utc)) return
    this.engine.lines(path, line, 1).then(
      ([found]) => {
        if (this.selection !== selection || found === undefined) return
        if (Number.isFinite(found.utc)) this.selection = { ...selection, utc: found.utc }
      },
      () => undefined,
    )
  }

  /** Brings a moment into the timeline's view: as it is where it shows it already, else moved, never zoomed. */
  showMoment(utc: number): void {
    const { viewport } = this
    if (viewport === null || (utc >= viewport.from && utc <= viewport.to)) return
    const half = (viewport.to - viewport.from) / 2
    this.viewport = { from: utc - half, to: utc + half }
  }

  /** Overrides the clock of a log; null = back to what was found. */
  async chooseClock(path: string, offsetMinutes: number | null): Promise<void> {
    const rest = Object.fromEntries(Object.entries(this.clocks).filter(([key]) => key !== path))
    this.clocks = offsetMinutes === null ? rest : { ...rest, [path]: offsetMinutes }
    const choices = this.clocks
    try {
      const bundle = await this.engine.setClocks(choices)
      if (this.clocks === choices) this.#bundle = bundle
    } catch (error) {
      this.#report(error)
    }
  }

  async listKept(): Promise<void> {
    try {
      this.#kept = await this.#connections.sessions.listSessions()
      this.#keptTrouble = null
    } catch (error) {
      this.#keptTrouble = messageOf(error)
    }
  }

  async renameKept(id: string, name: string): Promise<void> {
    await this.#shelve(() => this.#connections.sessions.renameSession(id, name))
    if (this.#bundle?.sessionId === id) this.#name = name
  }

  async deleteKept(id: string): Promise<void> {
    await this.#shelve(() => this.#connections.sessions.deleteSession(id))
  }

  async deleteAllKept(): Promise<void> {
    await this.#shelve(() => this.#connections.sessions.deleteAllSessions())
  }

  async #shelve(change: () => Promise<void>): Promise<void> {
    try {
      await change()
    } catch (error) {
      this.#keptTrouble = messageOf(error)
      return
    }
    await this.listKept()
  }

  async #read(
    ask: (engine: Engine, listeners: Listeners) => Promise<OpenResult>,
    unlocking: string | null = null,
  ): Promise<void> {
    const reading = ++this.#reading
    const isCurrent = () => reading === this.#reading
    const before = { status: this.#status, bundle: this.#bundle, refusal: this.#refusal }
    let whole = null as OpenBundle | null
    this.#status = 'reading'
    this.#progress = null
    this.trouble = null
    this.waiting = null
    try {
      const result = await ask(this.engine, {
        progress: (progress) => {
          if (isCurrent()) this.#progress = progress
        },
        partial: (bundle) => {
          if (!isCurrent()) return
          this.#show(bundle)
          // All is told, and a large session takes a moment to be kept: nobody has to wait for that.
          if (!bundle.complete) return
          this.#status = 'ready'
          whole = bundle
        },
      })
      if (isCurrent()) this.#take(this.#withNewClocks(result, whole), before, unlocking)
    } catch (error) {
      if (!isCurrent()) return
      this.#report(error)
      this.#restore(before)
    } finally {
      if (isCurrent()) this.#progress = null
    }
  }

  /** A clock may be set while a session that is told as a whole is being kept: then what is shown is newer. */
  #withNewClocks(result: OpenResult, whole: OpenBundle | null): OpenResult {
    const shown = this.#bundle
    if (result.kind !== 'opened' || whole === null || shown === null || shown === whole)
      return result
    const { analysis, timeline } = shown
    return { kind: 'opened', bundle: { ...result.bundle, analysis, timeline } }
  }

  #take(result: OpenResult, before: Before, unlocking: string | null): void {
    switch (result.kind) {
      case 'opened':
        this.#refusal = null
        this.#show(result.bundle)
        this.changes = result.bundle.changes
        this.#status = 'ready'
        if (unlocking !== null && this.locked.some((entry) => entry.archivePath === unlocking)) {
          this.wrongPassword = unlocking
        }
        void this.listKept()
        return
      case 'refused':
        if (unlocking !== null) this.wrongPassword = unlocking
        if (before.bundle !== null) {
          // What was added gives nothing; what is open stays open, with the reason above it.
          this.#restore(before)
          this.#refusal = result.refusal
          return
        }
        this.#refusal = result.refusal
        this.#bundle = null
        this.#status = 'refused'
        return
      case 'cancelled':
        this.#restore(before)
    }
  }

  #restore(before: Before): void {
    this.#bundle = before.bundle
    this.#refusal = before.refusal
    this.#status = before.status === 'reading' ? 'idle' : before.status
    if (this.#status === 'idle') this.#name = ''
  }

  #show(bundle: OpenBundle): void {
    const isFirst = this.#bundle === null
    this.#bundle = bundle
    const { analysis } = bundle
    // A kept session remembers the offsets that were set: what is set next joins them.
    if (isFirst) this.clocks = chosenClocks(analysis)
    if (isFirst || !analysis.attempts.some((attempt) => attempt.id === this.attempt)) {
      this.attempt = analysis.verdict.attempt ?? analysis.attempts.at(-1)?.id ?? null
    }
    const isThere = analysis.entries.some((entry) => entry.path === this.logPath)
    if (this.logPath === null || !isThere) this.logPath = openingPath(analysis)
    // While files come in, what is quoted first keeps changing: the reader is led once, at the end, and not if they moved.
    if (!bundle.complete || this.selection !== null) return
    const evidence = openingEvidence(analysis)
    if (evidence !== null) this.follow(evidence.path, evidence.line, 'opening')
  }

  #forget(): void {
    this.#status = 'idle'
    this.#bundle = null
    this.#refusal = null
    this.#progress = null
    this.#name = ''
    this.selection = null
    this.viewport = null
    this.attempt = null
    this.logPath = null
    this.logLevel = 0
    this.logText = ''
    this.clocks = {}
    this.changes = null
    this.waiting = null
    this.wrongPassword = null
    this.trouble = null
  }

  #report(error: unknown): void {
    this.trouble = messageOf(error)
  }
}

type Listeners = Parameters<Engine['open']>[2]

interface Before {
  readonly status: Status
  readonly bundle: OpenBundle | null
  readonly refusal: Refusal | null
}

function messageOf(error: unknown): string {
  return error instanceof Error ? error.message : String(error)
}
