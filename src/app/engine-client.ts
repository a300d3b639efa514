/**
 * The page's side of the engine: EngineApi, with the promise that every call settles whatever happens to a worker.
 * A worker cannot be interrupted, so giving up a reading means ending the pool's workers and starting new ones.
 */
import type { Remote } from 'comlink'
import { proxy, transfer, wrap } from 'comlink'
import type {
  ClockChoices,
  EncodingName,
  EngineApi,
  LineFilter,
  OpenBundle,
  OpenResult,
  ReadProgress,
} from '../../workers/engine-api.ts'
import type { EngineHost } from '../../workers/engine-host.ts'
import type { CodeBook } from '../core/codes/code-book.ts'
import type { SessionRow } from '../store/database.ts'
import type { DroppedFile } from '../core/bundle/entry.ts'

export interface WorkerStarters {
  readonly startEngine: () => Worker
  readonly startParser: () => Worker
  readonly poolSize: number
  readonly loadCodeBook: () => Promise<CodeBook>
  /** Asked for by the engine when an archive needs it. */
  readonly loadUnpackProgram: () => Promise<Uint8Array<ArrayBuffer>>
}

/** An engine that does not answer a cancel for this long is stuck in a loop and is replaced, in ms. */
const STUCK_MS = 5000

/** More deaths than this are no accident of one file: workers cannot run here. */
const MOST_DEATHS = 100

const CANCELLED: OpenResult = { kind: 'cancelled' }

type Listeners = Parameters<EngineApi['open']>[2]

/** One engine worker with its pool; replaced whole when the engine dies. */
interface Running {
  readonly worker: Worker
  readonly remote: Remote<EngineHost>
  readonly parsers: Worker[]
  /** Rejects when the engine is gone. */
  readonly death: Promise<never>
  readonly kill: (why: string) => void
  /** Settles when the workers have the code book; null = not asked for yet. */
  taught: Promise<void> | null
  /** For workers that are started later; null = not loaded yet. */
  book: CodeBook | null
  deaths: number
}

export class EngineClient implements EngineApi {
  readonly #starters: WorkerStarters
  #running: Running | null = null
  /** Ends the reading in work at once; null = none. */
  #giveUp: (() => void) | null = null
  /** Logs being read anew, each in another encoding: the pool is at work for them, too. */
  #rereadings = 0

  constructor(starters: WorkerStarters) {
    this.#starters = starters
  }

  /** Starts the workers and loads the code book, since a bundle is about to come; `whole`: what only some bundles need as well. */
  prepare(whole = false): void {
    // What cannot be had now is asked for again when it is needed.
    if (whole) this.#starters.loadUnpackProgram().catch(() => undefined)
    try {
      void this.#teach(this.#start())
    } catch {
      // Where workers cannot run, the first call says so.
    }
  }

  open(name: string, files: readonly DroppedFile[], listeners: Listeners): Promise<OpenResult> {
    return this.#read(listeners, (remote, heard) => remote.open(name, files, heard))
  }

  add(files: readonly DroppedFile[], listeners: Listeners): Promise<OpenResult> {
    return this.#read(listeners, (remote, heard) => remote.add(files, heard))
  }

  unlock(archivePath: string, password: string, listeners: Listeners): Promise<OpenResult> {
    return this.#read(listeners, (remote, heard) => remote.unlock(archivePath, password, heard))
  }

  reopen(sessionId: string): Promise<OpenResult> {
    return this.#read(null, (remote) => remote.reopen(sessionId))
  }

  cancel(): Promise<void> {
    this.#stop()
    return Promise.resolve()
  }

  #stop(): void {
    const running = this.#running
    if (running === null || (this.#giveUp === null && this.#rereadings === 0)) return
    this.#giveUp?.()
    this.#giveUp = null
    const stuck = setTimeout(() => running.kill(`no answer for ${STUCK_MS / 1000} s`), STUCK_MS)
    const answered = this.#race(running, running.remote.cancel()).catch(() => undefined)
    for (let slot = 0; slot < running.parsers.length; slot++)
      this.#restart(running, slot, 'cancelled')
    // The page need not wait: what follows is queued behind it.
    void answered.then(() => clearTimeout(stuck))
  }

  setClocks(choices: ClockChoices): Promise<OpenBundle> {
    return this.#ask((remote) => remote.setClocks(choices))
  }

  setEncoding(path: string, encoding: EncodingName | null): Promise<OpenBundle> {
    this.#rereadings++
    return this.#ask((remote) => remote.setEncoding(path, encoding)).finally(
      () => void this.#rereadings--,
    )
  }

  setPin(path: string, utcMs: number | null): Promise<OpenBundle> {
    return this.#ask((remote) => remote.setPin(path, utcMs))
  }

  blob(path: string): Promise<Blob | null> {
    return this.#ask((remote) => remote.blob(path))
  }

  recordXml(path: string, line: number) {
    return this.#ask((remote) => remote.recordXml(path, line))
  }

  bins(from: number, to: number, count: number) {
    return this.#ask((remote) => remote.bins(from, to, count))
  }

  lines(path: string, from: number, count: number) {
    return this.#ask((remote) => remote.lines(path, from, count))
  }

  linesAt(path: string, lines: Uint32Array) {
    return this.#ask((remote) => remote.linesAt(path, lines))
  }

  filter(path: string, filter: LineFilter) {
    return this.#ask((remote) => remote.filter(path, filter))
  }

  seek(path: string, line: number, direction: 1 | -1, level: number) {
    return this.#ask((remote) => remote.seek(path, line, direction, level))
  }

  search(text: string, limit: number) {
    return this.#ask((remote) => remote.search(text, limit))
  }

  /** Kept sessions; an engine that cannot run has none to list. */
  listSessions(): Promise<readonly SessionRow[]> {
    return this.#ask((remote) => remote.listSessions()).catch(() => [])
  }

  renameSession(id: string, name: string): Promise<void> {
    return this.#ask((remote) => remote.renameSession(id, name))
  }

  deleteSession(id: string): Promise<void> {
    return this.#ask((remote) => remote.deleteSession(id))
  }

  deleteAllSessions(): Promise<void> {
    return this.#ask((remote) => remote.deleteAllSessions())
  }

  terminate(): void {
    this.#giveUp?.()
    this.#giveUp = null
    this.#running?.kill('terminated')
  }

  async #read(
    listeners: Listeners | null,
    ask: (remote: Remote<EngineHost>, heard: Listeners) => Promise<OpenResult>,
  ): Promise<OpenResult> {
    // At once: of two readings asked for in one breath, the second has to see the first.
    this.#stop()
    let isHeard = true
    let whole = null as OpenBundle | null
    // What comes on the listeners' own port may be overtaken by the result: then it is old news.
    const heard = proxy({
      progress: (progress: ReadProgress) => void (isHeard && listeners?.progress(progress)),
      partial: (bundle: OpenBundle) => {
        if (!isHeard) return
        if (bundle.complete) whole = bundle
        listeners?.partial(bundle)
      },
    })
    let giveUp = (): void => undefined
    const cancelled = new Promise<OpenResult>((resolve) => {
      giveUp = () => {
        isHeard = false
        resolve(CANCELLED)
      }
    })
    this.#giveUp = giveUp
    try {
      const running = this.#start()
      // Given up while the code book was loading, it is not begun at all.
      const answer = this.#teach(running).then(() =>
        isHeard ? ask(running.remote, heard) : CANCELLED,
      )
      const result = await Promise.race([this.#race(running, answer), cancelled])
      return whole === null ? result : sameObjects(result, whole)
    } catch (error) {
      if (!(error instanceof WorkerDeath)) throw error
      return refusedByDeath(error.message)
    } finally {
      isHeard = false
      if (this.#giveUp === giveUp) this.#giveUp = null
    }
  }

  #ask<T>(ask: (remote: Remote<EngineHost>) => Promise<T>): Promise<T> {
    const running = this.#start()
    return this.#race(running, ask(running.remote))
  }

  #race<T>(running: Running, answer: Promise<T>): Promise<T> {
    return Promise.race([answer, running.death])
  }

  /** At the first reading: without the code book a code has no name, which is no reason to read nothing. */
  #teach(running: Running): Promise<void> {
    running.taught ??= this.#starters
      .loadCodeBook()
      .then((book) => {
        running.book = book
        for (const parser of running.parsers) parser.postMessage(book)
        return running.remote.learnCodes(book)
      })
      .catch(() => undefined)
    return running.taught
  }

  #start(): Running {
    this.#running ??= this.#launch()
    return this.#running
  }

  #launch(): Running {
    const { startEngine, poolSize, loadUnpackProgram } = this.#starters
    const worker = startWorker(startEngine)
    const remote = wrap<EngineHost>(worker)
    let reject = (_: WorkerDeath): void => undefined
    const death = new Promise<never>((_, fail) => (reject = fail))
    // It is only ever raced; alone, its rejection is no news.
    death.catch(() => undefined)
    const running: Running = {
      worker,
      remote,
      taught: null,
      book: null,
      parsers: [],
      death,
      deaths: 0,
      kill: (why) => {
        worker.terminate()
        for (const parser of running.parsers) parser.terminate()
        if (this.#running === running) this.#running = null
        reject(new WorkerDeath(why))
      },
    }
    worker.addEventListener('error', ({ message }) => running.kill(message || 'it did not start'))
    const ports = Array.from({ length: poolSize }, (_, slot) => this.#startParser(running, slot))
    const restart = proxy((slot: number) => this.#restart(running, slot, 'it hung'))
    const attached = remote.attach(transfer(ports, ports), restart, proxy(loadUnpackProgram))
    void this.#race(running, attached).catch(() => undefined)
    return running
  }

  /** Puts a new worker into a slot and returns the engine's end of its channel. */
  #startParser(running: Running, slot: number): MessagePort {
    const parser = startWorker(this.#starters.startParser)
    running.parsers[slot] = parser
    parser.addEventListener('error', (event) => {
      event.preventDefault()
      if (running.parsers[slot] !== parser || this.#running !== running) return
      if (++running.deaths > MOST_DEATHS) running.kill('parse workers keep dying')
      else this.#restart(running, slot, event.message || 'it did not start')
    })
    const { port1, port2 } = new MessageChannel()
    parser.postMessage(running.book, [port1])
    return port2
  }

  #restart(running: Running, slot: number, why: string): void {
    running.parsers[slot]?.terminate()
    let port: MessagePort
    try {
      port = this.#startParser(running, slot)
    } catch (error) {
      // Without a worker in its slot, an entry would wait for ever.
      return running.kill(error instanceof Error ? error.message : String(error))
    }
    void this.#race(running, running.remote.replaced(slot, transfer(port, [port]), why)).catch(
      () => undefined,
    )
  }
}

/** The engine worker is gone, and with it the bundle. */
class WorkerDeath extends Error {}

/** A browser or a policy may forbid workers altogether. */
function startWorker(start: () => Worker): Worker {
  try {
    return start()
  } catch (error) {
    throw new WorkerDeath(error instanceof Error ? error.message : String(error))
  }
}

/** What was shown as whole already is not shown anew because it has been kept since: the same objects again. */
function sameObjects(result: OpenResult, shown: OpenBundle): OpenResult {
  if (result.kind !== 'opened') return result
  const { analysis, timeline, changes } = shown
  return { kind: 'opened', bundle: { ...result.bundle, analysis, timeline, changes } }
}

function refusedByDeath(why: string): OpenResult {
  const detail = `the worker that reads bundles ended: ${why}`
  const problem = { code: 'worker-died', path: '', at: null, detail, skipped: null } as const
  return { kind: 'refused', refusal: { problems: [problem], locked: [] } }
}
