/**
 * The engine's side of the parse workers: a few slots, each with one job in work at most, an entry to read or an archive
 * to unpack. Whatever happens to a worker (it dies, stalls, is replaced by a cancel), the job's promise settles.
 */
import type {
  ArchiveRequest,
  EntryRequest,
  PoolDone,
  PoolReply,
  PoolRequest,
  PoolUnpacked,
  Port,
} from './pool-messages.ts'

/** Makes a new worker for a slot; the new port comes back through `replaced`. Lives on the page. */
export type RestartSlot = (slot: number) => void

/**
 * No sign of life from a worker for this long: it hangs. A worker reports bytes ten times a second; the slowest single
 * steps known are deriving the key of an archive and clearing a large dictionary, some seconds on a slow machine.
 */
const STALL_MS = 60_000

export type SlotResult<Done = PoolDone> =
  { readonly kind: 'done'; readonly done: Done } | { readonly kind: 'died'; readonly why: string }

interface Job {
  readonly ticket: number
  readonly settle: (result: SlotResult<PoolDone | PoolUnpacked>) => void
  readonly progress: (doneBytes: number) => void
  timer: ReturnType<typeof setTimeout>
}

interface Slot {
  port: Port
  job: Job | null
  /** Settles with the last job that was given to it. */
  tail: Promise<unknown>
  /** Jobs that were given to it and have not ended. */
  jobs: number
  /** Resolves once a replacement port is in place; null = the port is good. */
  waiting: { promise: Promise<void>; resolve: () => void } | null
}

export class ParsePool {
  readonly #slots: Slot[]
  readonly #restart: RestartSlot
  readonly #stallMs: number
  #tickets = 0

  constructor(ports: readonly Port[], restart: RestartSlot, stallMs = STALL_MS) {
    this.#restart = restart
    this.#stallMs = stallMs
    this.#slots = ports.map((port) => {
      return { port, job: null, tail: Promise.resolve(), jobs: 0, waiting: null }
    })
    this.#slots.forEach((slot) => this.#listen(slot))
  }

  get size(): number {
    return this.#slots.length
  }

  /** Reads an entry on a slot, once what that has in work is done. */
  run(
    index: number,
    asked: EntryRequest,
    progress: (doneBytes: number) => void,
  ): Promise<SlotResult> {
    const slot = this.#slots[index]
    if (slot === undefined) throw new Error(`there is no slot ${index}`)
    return this.#enqueue(slot, asked, progress) as Promise<SlotResult>
  }

  /** Reads an entry on the slot that has the least to do. */
  runSoon(asked: EntryRequest, progress: (doneBytes: number) => void): Promise<SlotResult> {
    return this.#enqueue(this.#idlest(), asked, progress) as Promise<SlotResult>
  }

  /** Unpacks an archive on the slot that has the least to do. Aborted before it was begun, it has died. */
  unpack(
    asked: ArchiveRequest,
    progress: (readBytes: number) => void,
    signal?: AbortSignal,
  ): Promise<SlotResult<PoolUnpacked>> {
    const result = this.#enqueue(this.#idlest(), asked, progress, signal)
    return result as Promise<SlotResult<PoolUnpacked>>
  }

  #idlest(): Slot {
    return this.#slots.reduce((least, slot) => (slot.jobs < least.jobs ? slot : least))
  }

  async #enqueue(
    slot: Slot,
    asked: EntryRequest | ArchiveRequest,
    progress: (doneBytes: number) => void,
    signal?: AbortSignal,
  ): Promise<SlotResult<PoolDone | PoolUnpacked>> {
    const before = slot.tail
    let release = (): void => undefined
    slot.tail = new Promise<void>((done) => (release = done))
    slot.jobs++
    try {
      await before
      await slot.waiting?.promise
      if (signal?.aborted === true) return { kind: 'died', why: 'cancelled' }
      return await this.#start(slot, asked, progress)
    } finally {
      slot.jobs--
      release()
    }
  }

  #start(
    slot: Slot,
    asked: EntryRequest | ArchiveRequest,
    progress: (doneBytes: number) => void,
  ): Promise<SlotResult<PoolDone | PoolUnpacked>> {
    const ticket = ++this.#tickets
    return new Promise((settle) => {
      const index = this.#slots.indexOf(slot)
      const timer = setTimeout(() => this.#stalled(index, ticket), this.#stallMs)
      slot.job = { ticket, settle, progress, timer }
      const request: PoolRequest = { ...asked, ticket }
      slot.port.postMessage(request, [])
    })
  }

  /** A new worker stands in a slot: what the old one had in work is lost. */
  replaced(index: number, port: Port, why: string): void {
    const slot = this.#slots[index]
    if (slot === undefined) return
    slot.port.onmessage = null
    slot.port.close?.()
    slot.port = port
    this.#listen(slot)
    slot.waiting?.resolve()
    slot.waiting = null
    this.#settle(slot, { kind: 'died', why })
  }

  #listen(slot: Slot): void {
    const { port } = slot
    port.onmessage = ({ data }: MessageEvent) => {
      const reply = data as PoolReply
      if (slot.port !== port || slot.job?.ticket !== reply.ticket) return
      if (reply.kind !== 'progress') return this.#settle(slot, { kind: 'done', done: reply })
      slot.job.progress(reply.doneBytes)
      this.#keepAlive(slot, slot.job)
    }
    port.start?.()
  }

  #keepAlive(slot: Slot, job: Job): void {
    clearTimeout(job.timer)
    job.timer = setTimeout(
      () => this.#stalled(this.#slots.indexOf(slot), job.ticket),
      this.#stallMs,
    )
  }

  #stalled(index: number, ticket: number): void {
    const slot = this.#slots[index]
    if (slot?.job?.ticket !== ticket) return
    let resolve = (): void => undefined
    const promise = new Promise<void>((done) => (resolve = done))
    slot.waiting = { promise, resolve }
    this.#restart(index)
    this.#settle(slot, { kind: 'died', why: `no sign of life for ${this.#stallMs / 1000} s` })
  }

  #settle(slot: Slot, result: SlotResult<PoolDone | PoolUnpacked>): void {
    const { job } = slot
    if (job === null) return
    clearTimeout(job.timer)
    slot.job = null
    job.settle(result)
  }
}
