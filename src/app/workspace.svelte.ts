/**
 * What the page holds: the open bundle as the engine last gave it, and what the reader has chosen of it.
 * Components read it and call its methods; only this class talks to the engine about bundles.
 */
import type {
  EncodingName,
  OpenBundle,
  OpenResult,
  ReadProgress,
  Refusal,
  SessionChanges,
} from '../../workers/engine-api.ts'
import type { DroppedFile, LockedEntry } from '../core/bundle/entry.ts'
import type { SessionChoices } from '../core/model/choices.ts'
import type { Problem } from '../core/model/problem.ts'
import { chainBadges, NO_BADGES, openingEvidence, openingPath } from './chain.ts'
import { mainClock, type ShownClock } from './clock.ts'
import type { Connections, Engine, KeptSession } from './connections.ts'
import { FileChoices } from './file-choices.svelte.ts'
import { KeptList } from './kept-list.svelte.ts'
import { ReaderPlace } from './reader-place.svelte.ts'

export type Status = 'idle' | 'reading' | 'ready' | 'refused'

export interface WaitingDrop {
  readonly files: readonly DroppedFile[]
  readonly name: string
}

export class Workspace extends ReaderPlace {
  readonly #connections: Connections
  readonly #choices: FileChoices
  readonly kept: KeptList
  /** Counts readings: what an earlier one still reports is not listened to. */
  #reading = 0

  #status = $state.raw<Status>('idle')
  #bundle = $state.raw<OpenBundle | null>(null)
  #progress = $state.raw<ReadProgress | null>(null)
  #refusal = $state.raw<Refusal | null>(null)
  #name = $state('')

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
    super(connections.engine)
    this.#connections = connections
    this.kept = new KeptList(connections.sessions)
    this.#choices = new FileChoices(connections.engine, {
      show: (bundle) => this.#show(bundle),
      report: (error) => this.#report(error),
    })
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

  /** A bundle is likely to come: what reads it may as well be there by then; `whole`: whatever it may be. */
  prepare(whole = false): Promise<void> {
    return this.#connections.prepareEngine(whole)
  }

  get samples(): Connections['samples'] {
    return this.#connections.samples
  }

  /** Path -> offset in minutes. */
  get clocks(): SessionChoices['clocks'] {
    return this.#choices.all.clocks
  }

  get encodings(): SessionChoices['encodings'] {
    return this.#choices.all.encodings
  }

  /** Path -> UtcMs. */
  get pins(): SessionChoices['pins'] {
    return this.#choices.all.pins
  }

  /** The log that is being read anew in another encoding; null = none. `cancel` leaves it as it was. */
  get rereading(): string | null {
    return this.#choices.rereading
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
    if (this.#status === 'reading' || this.rereading !== null) await this.engine.cancel()
  }

  /** Back to the first screen. */
  async close(): Promise<void> {
    if (this.#status === 'reading') await this.cancel()
    this.#reading++
    this.#forget()
    this.#status = 'idle'
    await this.kept.list()
  }

  /** Overrides the clock of a log; null = back to what was found. */
  chooseClock(path: string, offsetMinutes: number | null): Promise<void> {
    return this.#choices.chooseClock(path, offsetMinutes)
  }

  /** Has a log read anew in another encoding; null = in the one that its bytes tell. */
  chooseEncoding(path: string, encoding: EncodingName | null): Promise<void> {
    return this.#choices.chooseEncoding(path, encoding)
  }

  /** Pins an entry without times of its own to a moment, UtcMs; null = takes it off. */
  pin(path: string, utc: number | null): Promise<void> {
    return this.#choices.pin(path, utc)
  }

  /** An entry's bytes, to show a picture; null where they are too many or cannot be had. */
  async picture(path: string): Promise<Blob | null> {
    try {
      return await this.engine.blob(path)
    } catch (error) {
      this.#report(error)
      return null
    }
  }

  async renameKept(id: string, name: string): Promise<void> {
    await this.kept.rename(id, name)
    if (this.#bundle?.sessionId === id) this.#name = name
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
      if (isCurrent()) this.#take(this.#withNewChoices(result, whole), before, unlocking)
    } catch (error) {
      if (!isCurrent()) return
      this.#report(error)
      this.#restore(before)
    } finally {
      if (isCurrent()) this.#progress = null
    }
  }

  /** A clock may be set while a session that is told as a whole is being kept: then what is shown is newer. */
  #withNewChoices(result: OpenResult, whole: OpenBundle | null): OpenResult {
    const shown = this.#bundle
    if (result.kind !== 'opened' || whole === null || shown === null || shown === whole)
      return result
    const { analysis, timeline, choices } = shown
    return { kind: 'opened', bundle: { ...result.bundle, analysis, timeline, choices } }
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
        void this.kept.list()
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
    this.#choices.take(bundle.choices)
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
    this.leave()
    this.#choices.forget()
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
