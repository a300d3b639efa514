/** The line that stands for a record in the viewer: time (UTC), level, provider, id, and our own message or the record's data. */
import { fillIn } from '../event-log/message.ts'
import { meaningsOf } from '../event-log/meanings.ts'
import type { EventMeaning } from '../event-log/meaning.ts'
import type { EventRecord } from '../event-log/record.ts'
import type { RecordReader } from './record-reader.ts'
import { TextBuffer } from './text-buffer.ts'

const MOST_LINE = 1200
const MOST_VALUE = 240
const DAY_MS = 86_400_000
const LINE_FEED = 10

/** Words of the viewer; 0 = always logged. */
const LEVELS = ['Information', 'Critical', 'Error', 'Warning', 'Information', 'Verbose']

export class EventLine {
  readonly out = new TextBuffer(MOST_LINE)
  /** `2016-02-13`, and the day it is of: neighbours share it. */
  #day = Number.NaN
  #date = ''

  /** Writes the line into `out`. Where `event` is given, our own message takes the place of the data. */
  write(reader: RecordReader, meaning: EventMeaning | null, event: EventRecord | null): void {
    const out = this.out
    this.#head(reader)
    if (meaning !== null && event !== null) out.text(fillIn(meaning.text.en, event))
    else reader.writeData(out, MOST_VALUE)
    if (reader.isDataDamaged) out.text(' (its data is damaged)')
  }

  /** A record whose content cannot be read still has its time. */
  writeDamaged(timeMs: number): void {
    this.out.clear()
    this.#time(timeMs)
    this.out.text('(the content of this record is damaged)')
  }

  #head(reader: RecordReader): void {
    const out = this.out
    out.clear()
    this.#time(reader.timeMs)
    out.text(LEVELS[reader.level] ?? `Level ${reader.level}`)
    out.put(32)
    out.text(reader.provider)
    out.put(32)
    out.number(reader.id)
    out.text(': ')
  }

  /** `2016-02-13 09:20:29.528 `; nothing where no time is known. */
  #time(ms: number): void {
    if (Number.isNaN(ms)) return
    const out = this.out
    const day = Math.floor(ms / DAY_MS)
    if (day !== this.#day) {
      this.#day = day
      this.#date = new Date(day * DAY_MS).toISOString().slice(0, 10)
    }
    out.text(this.#date)
    out.put(32)
    const rest = ms - day * DAY_MS
    out.padded(Math.floor(rest / 3_600_000), 2)
    out.put(58)
    out.padded(Math.floor(rest / 60_000) % 60, 2)
    out.put(58)
    out.padded(Math.floor(rest / 1000) % 60, 2)
    out.put(46)
    out.padded(rest % 1000, 3)
    out.put(32)
  }
}

/**
 * Collects finished lines as UTF-8 and makes strings of them by the chunk: one decoding for a hundred lines, where one for each
 * cost a fifth of the whole reading.
 */
export class LineStore {
  #bytes = new Uint8Array(64 * 1024)
  #length = 0
  readonly #decoder = new TextDecoder('utf-8', { ignoreBOM: true })

  /** Takes the line that stands in `line`. It has no line ends. */
  add(line: TextBuffer): void {
    const need = this.#length + 3 * line.length + 1
    if (need > this.#bytes.length) this.#grow(need)
    this.#length = line.encodeInto(this.#bytes, this.#length)
    this.#bytes[this.#length++] = LINE_FEED
  }

  /** Moves all lines to the end of `into`. */
  flush(into: string[]): void {
    if (this.#length === 0) return
    const text = this.#decoder.decode(this.#bytes.subarray(0, this.#length - 1))
    for (const line of text.split('\n')) into.push(line)
    this.#length = 0
  }

  #grow(need: number): void {
    const grown = new Uint8Array(2 * need)
    grown.set(this.#bytes.subarray(0, this.#length))
    this.#bytes = grown
  }
}

/** The meanings of a provider, looked up once for each name. */
export class MeaningCache {
  readonly #byProvider = new Map<string, ReadonlyMap<number, EventMeaning> | null>()

  find(provider: string, id: number): EventMeaning | null {
    let known = this.#byProvider.get(provider)
    if (known === undefined) {
      known = meaningsOf(provider)
      this.#byProvider.set(provider, known)
    }
    return known?.get(id) ?? null
  }
}
