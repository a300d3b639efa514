/**
 * Event trace (.etl): what Setup, Windows Update, the kernel and tools like WPR log in binary buffers.
 * https://learn.microsoft.com/windows/win32/etw/about-event-tracing
 *
 * Most events can only be read with the manifests or symbols of their providers: they are counted, and the lines name the command that
 * converts them. Starts and ends of processes, loaded images and disk transfers of the kernel are read here.
 */
import { Level } from '../model/event-table.ts'
import { wallMs } from '../model/units.ts'
import { bufferBytes, readTraceHeader, stampToUtc, type TraceHeader } from './etl/header.ts'
import { readKernelEvent } from './etl/kernel-events.ts'
import { ProviderCounts, type Provider } from './etl/providers.ts'
import { walkBuffers, type TraceEvent } from './etl/walk-buffers.ts'
import type { BinaryFormat, BinaryReading, BinarySource, Sink } from './format.ts'

const MOST_LINES = 100_000
const MOST_PROBLEMS = 32
const LARGEST_HEADER = 4096
/** Sessions of Windows Update; its events have no manifest, but a cmdlet of its own. */
const UPDATE = /windowsupdate|\bwuau/i

export const etl: BinaryFormat = {
  id: 'etl',
  title: { en: 'Event trace', zh: '事件跟踪日志' },
  docs: 'https://learn.microsoft.com/windows/win32/etw/about-event-tracing',
  names: [/\.etl$/i],
  kind: 'binary',
  sniff: ({ bytes }) => (bufferBytes(bytes) > 0 ? 1 : 0),
  parse: (source, sink) => new TracePass(source, sink).run(),
}

class TracePass {
  readonly #source: BinarySource
  readonly #sink: Sink
  readonly #providers = new ProviderCounts()
  readonly #lines: string[] = []
  #events = 0
  #decoded = 0
  #bad = 0
  #firstLine = 1

  constructor(source: BinarySource, sink: Sink) {
    this.#source = source
    this.#sink = sink
  }

  async run(): Promise<BinaryReading> {
    const head = await this.#source.read(0, LARGEST_HEADER)
    const size = bufferBytes(head)
    const header = size === 0 ? null : readTraceHeader(head)
    if (header === null) {
      this.#tell('truncated', head.length, 'The file ends inside the header of the trace.')
      return { rendered: ['Event trace, cut off inside its header'], records: 0, recordsBad: 0 }
    }
    const lines = headLines(header)
    const { table } = this.#sink
    const session = this.#sink.component(header.session)
    table.add(wallMs(header.startUtc), 1, 0, Level.Info, session)
    table.extend(Math.min(size, this.#source.size))
    this.#firstLine = lines.length + 1
    this.#tellTimes(header)
    await walkBuffers(this.#source, size, {
      event: (event) => {
        this.#event(event, header)
      },
      damage: (at, bytes, why) => {
        this.#tell('damaged', at, why, bytes)
      },
    })
    const rest = this.#events - this.#decoded
    const rendered = [
      ...lines,
      ...this.#lines,
      'Events by provider:',
      ...this.#providers.list().map(providerLine),
    ]
    if (rest > 0) rendered.push(...convertLines(header, rest))
    return { rendered, records: this.#events, recordsBad: this.#bad }
  }

  #event(event: TraceEvent, header: TraceHeader): void {
    this.#events++
    this.#providers.add(event)
    if (event.kind !== 'kernel') return
    // The first event is the trace's header, which is read.
    if (event.hook === 0) {
      this.#decoded++
      return
    }
    if (this.#lines.length >= MOST_LINES) return
    const read = readKernelEvent(event, header.is64)
    if (read === null) return
    this.#decoded++
    const at = stampToUtc(header, event.view.getBigUint64(event.stampAt, true))
    const failed = read.status >= 0xc0000000
    const line = this.#firstLine + this.#lines.length
    const { table } = this.#sink
    const level = failed ? Level.Warning : Level.Info
    const row = table.add(wallMs(at), line, event.start, level, this.#sink.component(read.image))
    table.extend(event.start + (event.end - event.at))
    table.code[row] = read.status
    this.#lines.push(`${timeText(at)} ${read.text}`)
  }

  /** Times of a trace are UTC; its header tells the zone and the start of the machine too. */
  #tellTimes(header: TraceHeader): void {
    const place = { row: 0, line: 1 }
    const { startUtc, bootUtc } = header
    this.#sink.signal({ kind: 'clock.utc', ...place, utc: startUtc, source: 'utc', errorMs: 0 })
    if (bootUtc > 0 && bootUtc <= startUtc)
      this.#sink.signal({ kind: 'sys.boot', ...place, at: wallMs(bootUtc), source: 'event-log' })
    this.#sink.signal({ kind: 'machine.fact', ...place, key: 'os-build', value: header.windows })
    this.#sink.signal({ kind: 'machine.fact', ...place, key: 'time-zone', value: zoneText(header) })
  }

  #tell(code: 'damaged' | 'truncated', at: number, detail: string, skipped = 0): void {
    if (code === 'damaged') this.#bad++
    if (this.#bad > MOST_PROBLEMS) return
    this.#sink.problem({ code, at: String(at), detail, skipped: skipped > 0 ? skipped : null })
  }
}

function headLines(header: TraceHeader): readonly string[] {
  const { session, file, windows, processors, startUtc, endUtc, bootUtc } = header
  const end = Number.isNaN(endUtc) ? 'not stopped' : `to ${timeText(endUtc)}`
  return [
    `Event trace of session ${session || '(no name)'}${file === '' ? '' : `, ${file}`}`,
    `${timeText(startUtc)} ${end} (UTC); machine started ${timeText(bootUtc)}; time zone ${zoneText(header)}`,
    `Windows ${windows}, ${processors} processors, ${header.buffers} buffers of ${header.bufferBytes} bytes; lost: ${header.eventsLost} events, ${header.buffersLost} buffers`,
  ]
}

function providerLine({ name, guid, events }: Provider): string {
  const named = [name, guid === '' ? '' : `{${guid}}`].filter((part) => part !== '').join(' ')
  return `  ${events} ${events === 1 ? 'event' : 'events'}: ${named}`
}

/** What a person runs on a Windows machine to read the rest. */
function convertLines({ session, file }: TraceHeader, rest: number): readonly string[] {
  const path = file.slice(file.lastIndexOf('\\') + 1)
  const name = /^[\w.-]+$/.test(path) ? path : 'trace.etl'
  const lines = [
    `${rest} events are counted but not read here: that takes the manifests of their providers. On a Windows machine, run:`,
    `  tracerpt ${name} -of CSV -o ${name.replace(/\.etl$/i, '')}.csv`,
  ]
  if (!UPDATE.test(`${session} ${path}`)) return lines
  return [...lines, `  Get-WindowsUpdateLog -ETLPath ${name} -LogPath WindowsUpdate.log`]
}

/** `UTC+08:00`: what local time is ahead of UTC; biases are minutes that are added to it. */
function zoneText({ bias, daylightBias, zone }: TraceHeader): string {
  const name = zone === '' || zone.startsWith('@') ? '' : ` ${zone}`
  const daylight = daylightBias === bias ? '' : ` (${offsetText(daylightBias)} in summer)`
  return `${offsetText(bias)}${daylight}${name}`
}

function offsetText(bias: number): string {
  const minutes = Math.abs(bias)
  const two = (value: number): string => String(value).padStart(2, '0')
  return `UTC${bias > 0 ? '-' : '+'}${two(Math.floor(minutes / 60))}:${two(minutes % 60)}`
}

/** Times of a damaged header may lie outside of what a Date holds. */
function timeText(utc: number): string {
  if (!(Math.abs(utc) < 8e15)) return '(no time)'
  return new Date(utc).toISOString().slice(0, -1).replace('T', ' ')
}
