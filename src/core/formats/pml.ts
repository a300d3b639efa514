/**
 * Process Monitor log (.pml), version 9, of 32-bit and 64-bit Windows: who did what with which file, key or process, and how it
 * ended. https://github.com/eronnen/procmon-parser/blob/master/docs/PML%20Format.md
 *
 * A capture of a whole setup holds millions of events, most of them routine. Beyond a number of lines only events that say
 * something are kept: failures, and the starts and ends of processes. The others are counted, and pml/touches.ts finds them.
 */
import { Level, RowFlag } from '../model/event-table.ts'
import { utcMs, wallMs } from '../model/units.ts'
import { LineStore } from './evtx/event-line.ts'
import type { BinaryFormat, BinaryReading, BinarySource, Sink } from './format.ts'
import type { PmlEvent } from './pml/event.ts'
import { EventLine } from './pml/event-line.ts'
import { HEADER_SIZE, isPml, KNOWN_VERSION, readHeader, type PmlHeader } from './pml/header.ts'
import { EventClass, ProcessOperation } from './pml/operations.ts'
import { ProcessTree } from './pml/process-tree.ts'
import { readRecord } from './pml/read-record.ts'
import { isFailure } from './pml/results.ts'
import { NO_TABLES, readTables, type PmlProcess, type PmlTables } from './pml/tables.ts'
import { walkEvents } from './pml/walk-events.ts'

/** Lines of every event, and then of those that say something; a line takes about 200 bytes. */
const MOST_ROUTINE = 200_000
const MOST_LINES = 300_000
const MOST_PROBLEMS = 32
/** Programs of Windows Setup, whose start is of the story. */
const SETUP_IMAGE =
  /^(?:setup|setupprep|setuphost|setupplatform|setupcore|setuperror|windeploy|dismhost|mighost|oobeldr|msoobe|sysprep|trustedinstaller|tiworker|wuauclt)\.exe$/i
/** Lines that become strings at once. */
const FLUSH_LINES = 256

export const pml: BinaryFormat = {
  id: 'pml',
  title: { en: 'Process Monitor log', zh: 'Process Monitor 日志' },
  docs: 'https://learn.microsoft.com/sysinternals/downloads/procmon',
  names: [/\.pml$/i],
  kind: 'binary',
  sniff: ({ bytes }) => (isPml(bytes) && bytes.length >= 8 ? 1 : 0),
  parse: (source, sink) => new LogPass(source, sink).run(),
  readRecord,
}

class LogPass {
  readonly #source: BinarySource
  readonly #sink: Sink
  readonly #rendered: string[] = []
  readonly #lines = new LineStore()
  #waiting = 0
  #rows = 0
  #firstLine = 1
  #records = 0
  #recordsBad = 0
  #left = 0
  #problems = 0

  constructor(source: BinarySource, sink: Sink) {
    this.#source = source
    this.#sink = sink
  }

  async run(): Promise<BinaryReading> {
    const header = readHeader(await this.#source.read(0, HEADER_SIZE))
    if (header === null) {
      this.#tell('truncated', this.#source.size, 'The file ends inside its header.')
      this.#rendered.push('Process Monitor log, cut off inside its header')
      return { rendered: this.#rendered, records: 0, recordsBad: 0 }
    }
    const tables = await this.#tables(header)
    this.#rendered.push(headLine(header, tables), ...new ProcessTree(tables.processes).lines())
    this.#firstLine = this.#rendered.length + 1
    if (header.version === KNOWN_VERSION) await this.#events(header, tables)
    else this.#tell('damaged', 4, `Expected version 9, found ${header.version}: not read.`)
    this.#lines.flush(this.#rendered)
    if (this.#rows > 0) this.#tellMachine(header)
    if (this.#left > 0)
      this.#rendered.push(
        `… and ${this.#left} more events that did not fail, and neither start nor end a process. They have no lines here.`,
      )
    if (this.#problems > MOST_PROBLEMS) {
      const detail = `${this.#problems - MOST_PROBLEMS} more damaged places`
      this.#sink.problem({ code: 'damaged', at: '', detail, skipped: null })
    }
    return { rendered: this.#rendered, records: this.#records, recordsBad: this.#recordsBad }
  }

  async #tables(header: PmlHeader): Promise<PmlTables> {
    if (header.offsetsAt === 0) {
      const detail = 'The log was not closed: it has no tables, and its processes have no names.'
      this.#tell('truncated', 0x248, detail)
      return NO_TABLES
    }
    const tables = await readTables(this.#source, header)
    const size = this.#source.size
    if (tables.damaged.length > 0)
      this.#tell('truncated', size, `The tables lie behind the end: ${tables.damaged.join(', ')}.`)
    return tables
  }

  async #events(header: PmlHeader, tables: PmlTables): Promise<void> {
    const line = new EventLine(header.is64, tables)
    await walkEvents(this.#source, header, {
      event: (event) => {
        this.#event(event, tables.byIndex.get(event.process) ?? null, line)
      },
      damage: (at, count, why) => {
        this.#recordsBad += count
        this.#tell('damaged', at, why)
      },
    })
  }

  #event(event: PmlEvent, process: PmlProcess | null, line: EventLine): void {
    this.#records++
    const status = exitStatus(event)
    const failed = isFailure(event.result) || status >= 0xc0000000
    const isRoutine = !failed && !isLifetime(event)
    if (this.#rows >= (isRoutine ? MOST_ROUTINE : MOST_LINES)) {
      this.#left++
      return
    }
    const { table } = this.#sink
    const row = table.add(
      wallMs(event.timeMs),
      this.#firstLine + this.#rows++,
      event.start,
      failed ? Level.Warning : Level.Info,
      process === null ? 0 : this.#sink.component(process.name),
      0,
    )
    table.extend(event.start + event.size)
    table.code[row] = event.result === 0 && failed ? status : event.result
    if (isStart(event) && process !== null && SETUP_IMAGE.test(process.name)) {
      const place = { row, line: this.#firstLine + row }
      this.#sink.signal({ kind: 'setup.process', ...place, image: process.name, what: 'started' })
    }
    line.write(event, process)
    this.#lines.add(line.out)
    if (event.detail.isShort) {
      table.flags[row] = (table.flags[row] as number) | RowFlag.Unparsed
      this.#sink.unparsed(this.#firstLine + row, 'damaged')
    }
    if (++this.#waiting < FLUSH_LINES) return
    this.#waiting = 0
    this.#lines.flush(this.#rendered)
  }

  /** All times of such a log are UTC: its wall times are, too. */
  #tellMachine(header: PmlHeader): void {
    const place = { row: 0, line: this.#firstLine }
    const utc = utcMs(this.#sink.table.time[0] as number)
    if (!Number.isNaN(utc))
      this.#sink.signal({ kind: 'clock.utc', ...place, utc, source: 'utc', errorMs: 0 })
    if (header.computer !== '')
      this.#sink.signal({ kind: 'machine.fact', ...place, key: 'name', value: header.computer })
    this.#sink.signal({ kind: 'machine.fact', ...place, key: 'os-build', value: header.build })
  }

  #tell(code: 'damaged' | 'truncated', at: number, detail: string): void {
    this.#problems++
    if (this.#problems <= MOST_PROBLEMS)
      this.#sink.problem({ code, at: String(at), detail, skipped: null })
  }
}

function headLine(header: PmlHeader, tables: PmlTables): string {
  const { version, is64, computer, build, servicePack, processors, memory, events } = header
  const windows = servicePack === '' ? build : `${build} ${servicePack}`
  const gibibytes = (memory / 2 ** 30).toFixed(1)
  return (
    `Process Monitor log, version ${version}, ${is64 ? 64 : 32}-bit: ${computer}, Windows ${windows}, ` +
    `${processors} processors, ${gibibytes} GiB of memory; ${events} events, ${tables.processes.length} processes (times are UTC)`
  ).replaceAll(/\p{Cc}|\p{Zl}|\p{Zp}/gu, ' ')
}

function isStart({ eventClass, operation }: PmlEvent): boolean {
  return eventClass === EventClass.Process && operation === ProcessOperation.Start
}

/** How a process ended; 0 for all other events. */
function exitStatus(event: PmlEvent): number {
  const isExit =
    event.eventClass === EventClass.Process && event.operation === ProcessOperation.Exit
  return isExit ? event.detail.u32() : 0
}

function isLifetime({ eventClass, operation }: PmlEvent): boolean {
  if (eventClass !== EventClass.Process) return false
  return (
    operation === ProcessOperation.Create ||
    operation === ProcessOperation.Start ||
    operation === ProcessOperation.Exit
  )
}
