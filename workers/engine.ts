/** What the page can ask of the engine worker, without the thread: the worker exposes it, tests call it. */
import { annotateLine, readFileLines, readScatteredLines } from '../src/core/pipeline/file-lines.ts'
import { filterRecords, seekRecord } from '../src/core/pipeline/filter-records.ts'
import { findText } from '../src/core/pipeline/find-text.ts'
import { readRecordText, tellsRecords } from '../src/core/pipeline/read-record.ts'
import type { DroppedFile } from '../src/core/bundle/entry.ts'
import { withChoice, type SessionChoices } from '../src/core/model/choices.ts'
import type { EncodingName, LogFile } from '../src/core/model/log-file.ts'
import type { DensityBins } from '../src/core/timeline/lanes.ts'
import type {
  ClockChoices,
  EngineApi,
  FilteredLines,
  LineFilter,
  LogLine,
  OpenBundle,
  OpenResult,
  RecordText,
  SearchHits,
} from './engine-api.ts'
import type { BundleView } from './bundle-view.ts'
import { HeldBundle } from './held-bundle.ts'
import type { Readers } from './held-bundle.ts'
import type { ParsePool } from './parse-pool.ts'
import { BundleReading } from './bundle-reading.ts'
import type { Listeners } from './bundle-reading.ts'
import { Rereading } from './rereading.ts'
import type { SessionShelf } from './session-shelf.ts'

export interface EngineParts {
  readonly pool: ParsePool
  readonly readers: Readers
  readonly shelf: SessionShelf
  /** ms, monotonic. */
  readonly now: () => number
}

const SILENT: Listeners = { progress: () => undefined, partial: () => undefined }

export class Engine implements EngineApi {
  readonly #parts: EngineParts
  #bundle: HeldBundle | null = null
  /** The reading in work; null = none. */
  #reading: BundleReading | null = null
  /** Logs that are read anew, one after the other; null = none is. */
  #rereading: Rereading | null = null
  #rereadings: Promise<unknown> = Promise.resolve()
  /** Counts what was asked to be opened: a kept session found too late is not shown in place of a newer bundle. */
  #openings = 0
  /** The log whose records are being looked at; null = none. */
  #unpacked: {
    readonly bundle: HeldBundle
    readonly path: string
    readonly bytes: Promise<Blob | null>
  } | null = null
  #filters = 0
  #searches = 0

  constructor(parts: EngineParts) {
    this.#parts = parts
  }

  /** Forgets what is open at once, so that two bundles never stand in memory. */
  open(name: string, files: readonly DroppedFile[], listeners: Listeners): Promise<OpenResult> {
    const bundle = new HeldBundle(name, this.#parts.readers)
    bundle.batches.push(files)
    return this.#read(bundle, null, listeners)
  }

  add(files: readonly DroppedFile[], listeners: Listeners): Promise<OpenResult> {
    const before = this.#opened()
    const bundle = before.fork()
    bundle.batches.push(files)
    return this.#read(bundle, before, listeners)
  }

  unlock(archivePath: string, password: string, listeners: Listeners): Promise<OpenResult> {
    // What was refused for its lock alone is held as well, and is unlocked here.
    const before = this.#opened()
    const bundle = before.fork()
    bundle.unlock(archivePath, password)
    return this.#read(bundle, before, listeners)
  }

  cancel(): Promise<void> {
    this.#openings++
    this.#giveUp()
    return Promise.resolve()
  }

  async reopen(sessionId: string): Promise<OpenResult> {
    const mine = ++this.#openings
    this.#giveUp()
    const found = await this.#parts.shelf.find(sessionId)
    if (mine !== this.#openings) return { kind: 'cancelled' }
    if (found.kind === 'missing') {
      const detail = 'the session is no longer kept in this browser'
      const problem = {
        code: 'vanished',
        path: sessionId,
        at: null,
        detail,
        skipped: null,
      } as const
      return { kind: 'refused', refusal: { problems: [problem], locked: [] } }
    }
    const { name, batches } = found.kind === 'found' ? found.session : found
    const bundle = new HeldBundle(name, this.#parts.readers)
    bundle.batches.push(...batches)
    bundle.sessionId = sessionId
    bundle.choices = (found.kind === 'found' ? found.session : found).choices
    if (found.kind === 'stale') return this.#read(bundle, null, SILENT)
    bundle.restore(found.session)
    this.#bundle = bundle
    return { kind: 'opened', bundle: bundle.toOpenBundle(true, null) }
  }

  setClocks(clocks: ClockChoices): Promise<OpenBundle> {
    return this.#tellAnew((choices) => ({ ...choices, clocks }))
  }

  setPin(path: string, utcMs: number | null): Promise<OpenBundle> {
    return this.#tellAnew((choices) => ({
      ...choices,
      pins: withChoice(choices.pins, path, utcMs),
    }))
  }

  setEncoding(path: string, encoding: EncodingName | null): Promise<OpenBundle> {
    const asked = this.#openings
    const turn = this.#rereadings.then(async () => {
      await this.#reading?.whenRead
      if (asked === this.#openings) await this.#reread(this.#opened(), path, encoding)
      return this.#opened().toOpenBundle(this.#reading === null, null)
    })
    this.#rereadings = turn.catch(() => undefined)
    return turn
  }

  blob(path: string): Promise<Blob | null> {
    return this.#opened().bytesOf(path)
  }

  async recordXml(path: string, line: number): Promise<RecordText | null> {
    const file = this.#view().file(path)
    if (file === undefined || !tellsRecords(file)) return null
    const bytes = await this.#bytesOf(path)
    return bytes === null ? null : readRecordText(file, bytes, line)
  }

  /** A reader looks at one record after the other: the log that they are of is unpacked once. */
  #bytesOf(path: string): Promise<Blob | null> {
    const bundle = this.#opened()
    if (this.#unpacked?.bundle !== bundle || this.#unpacked.path !== path)
      this.#unpacked = { bundle, path, bytes: bundle.wholeOf(path) }
    return this.#unpacked.bytes
  }

  bins(from: number, to: number, count: number): Promise<readonly DensityBins[]> {
    return Promise.resolve(this.#bundle?.view?.bins(from, to, count) ?? [])
  }

  async lines(path: string, from: number, count: number): Promise<readonly LogLine[]> {
    const { file, text, annotate } = await this.#log(path)
    const first = Math.max(1, from)
    const texts = await readFileLines(file, text, first, count - (first - from))
    return texts.map((one, index) => annotate(first + index, one))
  }

  async linesAt(path: string, lines: Uint32Array): Promise<readonly LogLine[]> {
    const { file, text, annotate } = await this.#log(path)
    const texts = await readScatteredLines(file, text, lines)
    return texts.map((one, index) => annotate(lines[index] as number, one))
  }

  async filter(path: string, filter: LineFilter): Promise<FilteredLines> {
    const mine = ++this.#filters
    const file = this.#view().file(path)
    if (file === undefined) return { lines: new Uint32Array(0), cut: false }
    const text = filter.text === '' ? null : await this.#textOf(file)
    return filterRecords(file, text, filter, () => mine !== this.#filters)
  }

  seek(path: string, line: number, direction: 1 | -1, level: number): Promise<number> {
    const file = this.#view().file(path)
    return Promise.resolve(file === undefined ? 0 : seekRecord(file.table, line, direction, level))
  }

  async search(text: string, limit: number): Promise<SearchHits> {
    const mine = ++this.#searches
    const isStopped = (): boolean => mine !== this.#searches
    const hits: { path: string; line: number; text: string }[] = []
    if (text === '') return { hits, cut: false }
    const { story } = this.#view()
    for (const [index, file] of story.files.entries()) {
      // Lines that stand in another file as well are found there.
      if (story.twinOf[index] !== -1) continue
      const blob = await this.#textOf(file)
      for await (const { line, excerpt } of findText(file, blob, text, isStopped)) {
        if (hits.length === limit) return { hits, cut: true }
        hits.push({ path: file.path, line, text: excerpt })
      }
      if (isStopped()) return { hits, cut: true }
    }
    return { hits, cut: false }
  }

  /** Takes another choice and tells the story by it. */
  async #tellAnew(choose: (choices: SessionChoices) => SessionChoices): Promise<OpenBundle> {
    const bundle = this.#opened()
    bundle.choices = choose(bundle.choices)
    await bundle.refresh()
    const { sessionId } = bundle
    if (sessionId !== null) void this.#parts.shelf.update(sessionId, bundle.toKeep())
    return bundle.toOpenBundle(this.#reading === null, null)
  }

  async #reread(bundle: HeldBundle, path: string, encoding: EncodingName | null): Promise<void> {
    if (!bundle.files.has(path)) throw new Error(`no such log in the bundle: ${path}`)
    const { encodings } = bundle.choices
    bundle.choices = { ...bundle.choices, encodings: withChoice(encodings, path, encoding) }
    if (!bundle.isReadOtherwise(path)) return
    const rereading = new Rereading(bundle, path)
    this.#rereading = rereading
    const end = await rereading.run(this.#parts.pool)
    this.#rereading = null
    // What could not be read anew is as it was, and so is the choice.
    if (end === 'failed' || end === 'given-up') bundle.choices = { ...bundle.choices, encodings }
    const { sessionId } = bundle
    if (sessionId === null || end === 'given-up') return
    const { shelf } = this.#parts
    void shelf[end === 'read' ? 'replace' : 'update'](sessionId, bundle.toKeep())
  }

  /** Whatever is being read is left, and what was unpacked to look at. */
  #giveUp(): void {
    this.#unpacked = null
    this.#reading?.cancel()
    this.#rereading?.cancel()
  }

  async #read(
    bundle: HeldBundle,
    before: HeldBundle | null,
    listeners: Listeners,
  ): Promise<OpenResult> {
    this.#openings++
    this.#giveUp()
    const reading = new BundleReading(bundle, this.#parts, listeners)
    this.#reading = reading
    this.#bundle = bundle
    try {
      const result = await reading.run(before?.view?.analysis ?? null)
      // A refusal with locks waits for a password: the bundle is held for it.
      const isHeld =
        result.kind === 'opened' ||
        (result.kind === 'refused' && before === null && bundle.locked.size > 0)
      if (this.#reading === reading && !isHeld) this.#bundle = before
      return result
    } catch (error) {
      if (this.#reading === reading) this.#bundle = before
      throw error
    } finally {
      if (this.#reading === reading) this.#reading = null
    }
  }

  #opened(): HeldBundle {
    if (this.#bundle === null) throw new Error('no bundle is open')
    return this.#bundle
  }

  #view(): BundleView {
    const view = this.#bundle?.view
    if (!view) throw new Error('no bundle is open')
    return view
  }

  #textOf(file: LogFile): Promise<Blob | null> {
    return file.rendered === null ? this.#opened().texts.text(file.path) : Promise.resolve(null)
  }

  async #log(path: string): Promise<{
    file: LogFile
    text: Blob | null
    annotate: (line: number, text: string) => LogLine
  }> {
    const view = this.#view()
    const file = view.file(path)
    if (file === undefined) throw new Error(`no such log in the bundle: ${path}`)
    const clock = view.story.clocks[view.indexOf(path)]
    const text = await this.#textOf(file)
    return { file, text, annotate: (line, one) => annotateLine(file, clock, line, one) }
  }
}
