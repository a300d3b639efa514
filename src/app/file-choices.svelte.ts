/**
 * What the reader has chosen for single files, over what their bytes tell: clock, encoding, moment. The engine holds the
 * same and keeps it with the session; here it is what the controls show, from the moment of the choice on.
 */
import type { EncodingName, OpenBundle } from '../../workers/engine-api.ts'
import { NO_CHOICES, withChoice, type SessionChoices } from '../core/model/choices.ts'
import type { Engine } from './connections.ts'

export interface ChoiceListeners {
  /** The bundle as it is by the choice. */
  show(bundle: OpenBundle): void
  report(error: unknown): void
}

export class FileChoices {
  readonly #engine: Engine
  readonly #listeners: ChoiceListeners
  #choices = $state.raw(NO_CHOICES)
  /** As the engine told them last. */
  #told = NO_CHOICES
  #rereading = $state<string | null>(null)
  /** Calls that the engine has not answered: until then, what it tells of choices may be older than the last one. */
  #unanswered = 0
  /** Counts bundles: what is told of an earlier one is not listened to. */
  #bundles = 0

  constructor(engine: Engine, listeners: ChoiceListeners) {
    this.#engine = engine
    this.#listeners = listeners
  }

  get all(): SessionChoices {
    return this.#choices
  }

  /** The log that is being read anew in another encoding; null = none. */
  get rereading(): string | null {
    return this.#rereading
  }

  /** What the engine tells of an open bundle. */
  take(choices: SessionChoices): void {
    this.#told = choices
    if (this.#unanswered === 0) this.#choices = choices
  }

  forget(): void {
    this.#bundles++
    this.#unanswered = 0
    this.#choices = this.#told = NO_CHOICES
    this.#rereading = null
  }

  /** Overrides the clock of a log; null = back to what was found. */
  chooseClock(path: string, offsetMinutes: number | null): Promise<void> {
    const clocks = withChoice(this.#choices.clocks, path, offsetMinutes)
    this.#choices = { ...this.#choices, clocks }
    return this.#ask(() => this.#engine.setClocks(clocks))
  }

  /** Pins an entry to a moment, UtcMs; null = takes it off. */
  pin(path: string, utc: number | null): Promise<void> {
    this.#choices = { ...this.#choices, pins: withChoice(this.#choices.pins, path, utc) }
    return this.#ask(() => this.#engine.setPin(path, utc))
  }

  /** Has a log read anew in another encoding; null = in the one that its bytes tell. */
  async chooseEncoding(path: string, encoding: EncodingName | null): Promise<void> {
    const encodings = withChoice(this.#choices.encodings, path, encoding)
    this.#choices = { ...this.#choices, encodings }
    this.#rereading = path
    await this.#ask(() => this.#engine.setEncoding(path, encoding))
    // Another log may have been chosen for meanwhile: the last one is named.
    if (this.#rereading === path) this.#rereading = null
  }

  async #ask(ask: () => Promise<OpenBundle>): Promise<void> {
    const bundles = this.#bundles
    this.#unanswered++
    try {
      const bundle = await ask()
      if (bundles !== this.#bundles) return
      this.#unanswered--
      this.#listeners.show(bundle)
    } catch (error) {
      if (bundles !== this.#bundles) return
      this.#unanswered--
      this.take(this.#told)
      this.#listeners.report(error)
    }
  }
}
