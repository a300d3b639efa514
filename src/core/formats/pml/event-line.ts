/** The line that stands for an event in the viewer: time (UTC, to 100 ns), process, operation, path, result and detail. */
import { TextBuffer } from '../evtx/text-buffer.ts'
import type { PmlEvent } from './event.ts'
import { EventText } from './event-text.ts'
import { resultName } from './results.ts'
import type { PmlProcess, PmlTables } from './tables.ts'

const MOST_LINE = 600
const MOST_PATH = 300

export class EventLine {
  readonly out = new TextBuffer(MOST_LINE)
  readonly #text: EventText
  /** `2016-02-13 09:20:29.`, and the second it is of: neighbours share it. */
  #second = Number.NaN
  #secondText = ''

  constructor(is64: boolean, tables: PmlTables) {
    this.#text = new EventText(this.out, is64, tables)
  }

  /** Writes the line into `out`. `process`: null where the log does not name it. */
  write(event: PmlEvent, process: PmlProcess | null): void {
    const { out } = this
    out.clear()
    const line = out.limit(MOST_LINE)
    this.#time(event)
    if (process === null) out.text(`process #${event.process} `)
    else {
      out.text(process.name)
      out.text(' (')
      out.number(process.pid)
      out.text(') ')
    }
    out.text(this.#text.operation(event))
    const before = out.length
    out.put(0x20)
    const whole = out.limit(MOST_PATH)
    this.#text.writePath(event)
    out.unlimit(whole)
    if (out.length === before + 1) out.length = before
    const result = resultName(event.result)
    if (result !== '') {
      out.text(': ')
      out.text(result)
    }
    const beforeDetail = out.length
    out.text(' - ')
    this.#text.writeDetail(event, false)
    if (out.length === beforeDetail + 3) out.length = beforeDetail
    out.unlimit(line)
  }

  #time(event: PmlEvent): void {
    const { out } = this
    if (event.secondMs !== this.#second) {
      this.#second = event.secondMs
      const isDate = Math.abs(event.secondMs) < 8e15
      this.#secondText = isDate
        ? new Date(event.secondMs).toISOString().slice(0, -4).replace('T', ' ')
        : '(no time).'
    }
    out.text(this.#secondText)
    out.padded(event.ticks, 7)
    out.put(0x20)
  }
}
