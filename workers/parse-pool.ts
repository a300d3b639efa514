/**
 * The engine's side of the parse workers: a few slots, each with one entry in work at most. Whatever happens to a
 * worker (it dies, stalls, is replaced by a cancel), the entry's promise settles.
 */
import type { EntryRequest, PoolDone, PoolReply, PoolRequest, Port } from './pool-messages.ts'

/** Makes a new worker for a slot; the new port comes back through `replaced`. Lives on the page. */
export type RestartSlot = (slot: number) => void

/**
 * No sign of life from a worker for this long: it hangs. A worker reports bytes ten times a second, and the slowest
 * single step known (unpacking one large LZX folder) takes a few seconds, also on a slow machine.
 */
const STALL_MS = 60_000

export type SlotResult =
  | { readonly kind: 'done'; readonly done: PoolDone }
  | { readonly kind: 'died'; readonly why: string }

interface Job {
  readonly ticket: number
  readonly settle: (result: SlotResult) => void
  /** Settles with the job. */
  readonly ended: Promise<SlotResult>
  readonly progress: (doneBytes: number) => void
  timer: ReturnType<typeof setTimeout>
}

interface Slot {
  port: Port
  job: Job | null
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
    this.#slots = ports.map((port) => ({ port, job: null, waiting: null }))
    this.#slots.forEach((slot) => this.#listen(slot))
  }

  get size(): number {
    return this.#slots.length
  }

  /** Runs an entry on a slot that has no job. */
  async run(
    index: number,
    asked: EntryRequest,
    progress: (doneBytes: number) => void,
  ): Promise<SlotResult> {
    const slot = this.#slots[index]
    if (slot === undefined || slot.job !== null) throw new Error(`slot ${index} is not free`)
    await slot.waiting?.promise
    const ticket = ++this.#tickets
    let settle = (_: SlotResult): void => undefined
    const ended = new Promise<SlotResult>((resolve) => (settle = resolve))
    const timer = setTimeout(() => this.#stalled(index, ticket), this.#stallMs)
    slot.job = { ticket, settle, ended, progress, timer }
    const request: PoolRequest = { ...asked, ticket }
    slot.port.postMessage(request, [])
    return ended
  }

  /** Runs an entry on the first slot that has no job. */
  async runSoon(asked: EntryRequest, progress: (doneBytes: number) => void): Promise<SlotResult> {
    for (;;) {
      const index = this.#slots.findIndex(({ job }) => job === null)
      if (index >= 0) return this.run(index, asked, progress)
      await Promise.race(this.#slots.flatMap(({ job }) => job?.ended ?? []))
    }
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
      if (reply.kind === 'done') return this.#settle(slot, { kind: 'done', done: reply })
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

  #settle(slot: Slot, result: SlotResult): void {
    const { job } = slot
    if (job === null) return
    clearTimeout(job.timer)
    slot.job = null
    job.settle(result)
  }
}
