/**
 * Windows event log (.evtx): System, Setup, Application and every other channel, as copied from winevt\Logs.
 * https://github.com/libyal/libevtx/blob/main/documentation/Windows%20XML%20Event%20Log%20(EVTX).asciidoc
 * [MS-EVEN6] 2.2.12 Binary XML: https://learn.microsoft.com/openspecs/windows_protocols/ms-even6/
 *
 * A record stores no message, only its provider, id and data: event-log/meanings.ts has words for the ids that matter here.
 */
import { Level, RowFlag } from '../model/event-table.ts'
import { utcMs, wallMs } from '../model/units.ts'
import { codeOfEvent } from './event-log/meanings.ts'
import { CHUNK_SIZE, Chunk } from './evtx/chunk.ts'
import { chunkPlaces, FILE_HEADER, firstChunk, isChunk, isFileHeader } from './evtx/chunk-places.ts'
import { EventLine, LineStore, MeaningCache } from './evtx/event-line.ts'
import { readRecord } from './evtx/read-record.ts'
import { RecordReader } from './evtx/record-reader.ts'
import { walkRecords } from './evtx/walk-records.ts'
import type { BinaryFormat, BinaryReading, BinarySource, Sink } from './format.ts'

/** Levels as logged: 1 critical, 2 error, 3 warning; 0 and 4 information, 5 verbose. */
const LEVELS: readonly number[] = [Level.Info, Level.Fatal, Level.Error, Level.Warning]

/** Each damaged place is told, up to this many. */
const MOST_PROBLEMS = 32
const MOST_PROVIDERS = 60_000

export const evtx: BinaryFormat = {
  id: 'evtx',
  title: { en: 'Windows event log', zh: 'Windows 事件日志' },
  docs: 'https://learn.microsoft.com/windows/win32/wes/windows-event-log',
  names: [/\.evtx$/i],
  kind: 'binary',

  sniff({ bytes }) {
    if (isFileHeader(bytes)) return 1
    // The file's header is lost, or a chunk was cut out of somewhere.
    return isChunk(bytes) || isChunk(bytes, FILE_HEADER) ? 0.9 : 0
  },

  parse: (source, sink) => new LogPass(source, sink).run(),
  readRecord,
}

class LogPass {
  readonly #source: BinarySource
  readonly #sink: Sink
  readonly #chunk = new Chunk()
  readonly #reader = new RecordReader(this.#chunk)
  readonly #line = new EventLine()
  readonly #meanings = new MeaningCache()
  readonly #lines = new LineStore()
  readonly #rendered: string[] = []
  readonly #components = new Map<string, number>()
  #rows = 0
  #records = 0
  #recordsBad = 0
  #problems = 0
  #knowsClock = false

  constructor(source: BinarySource, sink: Sink) {
    this.#source = source
    this.#sink = sink
  }

  async run(): Promise<BinaryReading> {
    const head = await this.#source.read(0, 8)
    if (!isFileHeader(head) && !isChunk(head))
      this.#tell('damaged', 0, 'The file does not begin with ElfFile.', null)
    const visitor = {
      record: (at: number, size: number, isWhole: boolean) => this.#record(at, size, isWhole),
      damage: (at: number, size: number) => this.#damage(at, size),
    }
    for await (const place of chunkPlaces(this.#source, await firstChunk(this.#source))) {
      this.#chunk.load(place.bytes, place.base)
      if (!place.isChunk)
        this.#tell(
          'damaged',
          place.base,
          'No chunk of records begins here, and the bytes are not empty.',
          place.bytes.length,
        )
      walkRecords(this.#chunk, visitor)
      this.#lines.flush(this.#rendered)
      if (place.bytes.length < CHUNK_SIZE && place.isChunk)
        this.#tell(
          'truncated',
          this.#source.size,
          `The file ends inside a chunk, after ${place.bytes.length} of ${CHUNK_SIZE} bytes.`,
          null,
        )
    }
    if (this.#problems > MOST_PROBLEMS)
      this.#sink.problem({
        code: 'damaged',
        at: '',
        detail: `${this.#problems - MOST_PROBLEMS} more damaged places`,
        skipped: null,
      })
    return { rendered: this.#rendered, records: this.#records, recordsBad: this.#recordsBad }
  }

  #record(at: number, size: number, isWhole: boolean): void {
    const reader = this.#reader
    const { table } = this.#sink
    const isRead = reader.read(at, size)
    const start = this.#chunk.base + at
    const line = ++this.#rows
    const time = wallMs(reader.timeMs)
    if (!isRead) {
      table.add(time, line, start, Level.Info, 0, RowFlag.Unparsed)
      table.extend(start + size)
      this.#line.writeDamaged(reader.timeMs)
      this.#lines.add(this.#line.out)
      this.#sink.unparsed(line, 'damaged')
      this.#recordsBad++
      this.#tell('damaged', start, 'The content of this record cannot be read.', size)
      return
    }
    this.#records++
    if (!isWhole)
      this.#tell('damaged', start, 'The end of this record is damaged: values may lack.', null)
    const level = LEVELS[reader.level] ?? Level.Info
    const row = table.add(time, line, start, level, this.#component(reader.provider))
    table.extend(start + size)
    this.#tellClock(row, line)
    const meaning = this.#meanings.find(reader.provider, reader.id)
    const event = meaning === null ? null : reader.toRecord()
    this.#line.write(reader, meaning, event)
    this.#lines.add(this.#line.out)
    if (reader.isDataDamaged)
      this.#tell('damaged', start, 'The data of this record cannot be read.', null)
    const signals = event === null ? [] : (meaning?.signals?.(event) ?? [])
    for (const signal of signals) this.#sink.signal({ ...signal, row, line })
    if (level >= Level.Warning)
      table.code[row] = event === null ? reader.resultCode() : codeOfEvent(event, signals)
  }

  /** The column has 16 bits; real logs have a few hundred providers. */
  #component(provider: string): number {
    let known = this.#components.get(provider)
    if (known === undefined) {
      known = this.#components.size < MOST_PROVIDERS ? this.#sink.component(provider) : 0
      this.#components.set(provider, known)
    }
    return known
  }

  /** All times of an event log are UTC: its wall times are, too. */
  #tellClock(row: number, line: number): void {
    if (this.#knowsClock || Number.isNaN(this.#reader.timeMs)) return
    this.#knowsClock = true
    const utc = utcMs(this.#reader.timeMs)
    this.#sink.signal({ kind: 'clock.utc', row, line, utc, source: 'utc', errorMs: 0 })
  }

  #damage(at: number, size: number): void {
    this.#recordsBad++
    this.#tell(
      'damaged',
      this.#chunk.base + at,
      'Expected a record, found none: it is left out.',
      size,
    )
  }

  #tell(code: 'damaged' | 'truncated', at: number, detail: string, skipped: number | null): void {
    this.#problems++
    if (this.#problems <= MOST_PROBLEMS)
      this.#sink.problem({ code, at: String(at), detail, skipped })
  }
}
