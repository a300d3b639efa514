/**
 * All events in file order, by slices of a few MiB. The offsets stand in a table (five bytes each, the last one flags); where it is
 * missing - the log was cut off, or was never closed - the events are found one behind the other.
 */
import type { BinarySource } from '../format.ts'
import { EVENT_BYTES, PmlEvent } from './event.ts'
import { HEADER_SIZE, type PmlHeader } from './header.ts'
import { isOperation } from './operations.ts'

const WINDOW = 4 << 20
/** Larger events are damage: a process's environment has at most 64 KiB, a stack 512 KiB. */
const MOST_EVENT = 1 << 20
const OFFSET_BYTES = 5
/** An event with what belongs to it ends within these bytes. */
const REACH = 2 * MOST_EVENT + 0x10002
/** Offsets that are read at once. */
const OFFSETS_AT_ONCE = 100_000

export interface EventVisitor {
  event(event: PmlEvent): void
  /** No event can be read at this offset of the file; `count` = how many the table has there. */
  damage(at: number, count: number, why: string): void
}

export async function walkEvents(
  source: BinarySource,
  header: PmlHeader,
  visitor: EventVisitor,
): Promise<void> {
  const walk = new Walk(source, header.is64, visitor)
  const hasTable = header.offsetsAt >= HEADER_SIZE && header.offsetsAt < source.size
  if (hasTable) await walk.byTable(header)
  else await walk.oneByOne(header.eventsAt >= HEADER_SIZE ? header.eventsAt : HEADER_SIZE)
}

/** The event at `start` alone; null where none stands there. */
export async function readEvent(
  source: BinarySource,
  header: PmlHeader,
  start: number,
): Promise<PmlEvent | null> {
  let found: PmlEvent | null = null
  const visitor = {
    event: (event: PmlEvent) => (found = event),
    damage: () => undefined,
  }
  await new Walk(source, header.is64, visitor, REACH).one(start)
  return found
}

class Walk {
  readonly #source: BinarySource
  readonly #pointer: number
  readonly #visitor: EventVisitor
  readonly #windowBytes: number
  readonly #event = new PmlEvent()
  /** Offset in the file of the window, and its end. */
  #base = 0
  #end = 0

  constructor(
    source: BinarySource,
    is64: boolean,
    visitor: EventVisitor,
    windowBytes: number = WINDOW,
  ) {
    this.#source = source
    this.#pointer = is64 ? 8 : 4
    this.#visitor = visitor
    this.#windowBytes = windowBytes
  }

  async byTable({ offsetsAt, events }: PmlHeader): Promise<void> {
    let last = HEADER_SIZE - EVENT_BYTES
    let read = 0
    while (read < events) {
      const most = Math.min(OFFSETS_AT_ONCE, events - read) * OFFSET_BYTES
      const bytes = await this.#source.read(offsetsAt + read * OFFSET_BYTES, most)
      const count = Math.floor(bytes.length / OFFSET_BYTES)
      if (count === 0) {
        this.#visitor.damage(offsetsAt, events - read, 'The table of offsets is cut off here.')
        return
      }
      const view = new DataView(bytes.buffer, bytes.byteOffset, bytes.byteLength)
      for (let i = 0; i < count; i++) {
        const at = view.getUint32(i * OFFSET_BYTES, true)
        // Events never lie inside each other; that also bounds what is read.
        if (at < last + EVENT_BYTES) {
          this.#visitor.damage(at, 1, 'The offset of this event points back.')
          continue
        }
        last = at
        const size = this.#place(at, EVENT_BYTES) ? this.#read(at) : 0
        if (size === 0) await this.one(at)
      }
      read += count
    }
  }

  async oneByOne(from: number): Promise<void> {
    let at = from
    while (at + EVENT_BYTES <= this.#source.size) {
      const size = await this.one(at)
      if (size <= 0) return
      at += size
    }
  }

  /** Reads the event at `at`, wherever the window is; returns its bytes with all that belongs to it, 0 = none can be read. */
  async one(at: number): Promise<number> {
    if (this.#place(at, EVENT_BYTES)) {
      const size = this.#read(at)
      if (size > 0) return size
    }
    let size = 0
    // Where the window holds all that could belong to it, another one would show nothing new.
    const isInReach = this.#place(at, Math.min(REACH, this.#source.size - at))
    if (!isInReach || at < this.#base) {
      await this.#load(at)
      size = this.#place(at, EVENT_BYTES) ? this.#read(at) : 0
    }
    if (size <= 0) this.#visitor.damage(at, 1, 'No whole event stands here.')
    return size
  }

  #place(at: number, bytes: number): boolean {
    return at >= this.#base && at + bytes <= this.#end
  }

  async #load(at: number): Promise<void> {
    const bytes = await this.#source.read(at, this.#windowBytes)
    this.#base = at
    this.#end = at + bytes.length
    this.#event.load(bytes)
  }

  /** 0 = it is not wholly in the window, or is none. */
  #read(start: number): number {
    const event = this.#event
    const at = start - this.#base
    const extra = event.readFields(at, start, this.#pointer)
    if (event.size > MOST_EVENT || !isOperation(event.eventClass, event.operation)) return 0
    if (!this.#place(start, event.size)) return 0
    let whole = event.size
    if (extra > 0) {
      // It lies behind the detail, not always at once; one that is out of reach is left out.
      const isBehind = extra >= event.size && extra <= MOST_EVENT
      if (isBehind && !this.#place(start, extra + 2)) return 0
      if (isBehind) {
        event.placeExtra(at + extra)
        if (!this.#place(start, event.extraEnd - at)) return 0
        whole = event.extraEnd - at
      }
    }
    event.rewind()
    this.#visitor.event(event)
    return whole
  }
}
