/**
 * Event logs exported as separated values: by Event Viewer as CSV or as text (tabs), by Get-WinEvent or Get-EventLog and Export-Csv.
 * https://learn.microsoft.com/powershell/module/microsoft.powershell.diagnostics/get-winevent
 *
 * Local time of the machine that exported, no zone; the message of a start of Windows holds UTC, which gives the zone away. Event Viewer
 * lists the newest record first.
 */
import type { Head } from './format.ts'
import {
  columnsByShape,
  fitsColumns,
  namedColumns,
  separatorOf,
  type ExportColumns,
} from './event-log/csv-columns.ts'
import { csvSamples } from './event-log/csv-samples.ts'
import { exportFormat, type ExportReader, type ExportWriter } from './event-log/export-format.ts'
import { fieldsOf, QuotedRecord } from './event-log/quoted-record.ts'
import { firstLines } from './list/first-lines.ts'

/** `#TYPE System.Diagnostics…` of Export-Csv, `sep=;` of Excel. */
const PREFACE = /^(?:#TYPE |sep=)/i
/** Continuation lines of messages stand between the records. */
const FIRST_LINES = 40
const LEAST_WITHOUT_HEADER = 3

function sniff(head: Head): number {
  const lines = firstLines(head)
    .slice(0, FIRST_LINES)
    .filter((line) => !PREFACE.test(line))
  const [header = ''] = lines
  const separator = separatorOf(header)
  const names = fieldsOf(header, separator)
  if (names.length < 3) return 0
  if (namedColumns(names) !== null) return 0.9
  const columns = columnsByShape(names)
  const records = lines.filter((line) => {
    const fields = fieldsOf(line, separator)
    return columns === null ? columnsByShape(fields) !== null : fitsColumns(fields, columns)
  }).length
  if (columns !== null) return records >= LEAST_WITHOUT_HEADER ? 0.85 : 0
  // A header has no numbers in it, and a record follows.
  return records > 0 && names.length >= 5 && !/\d/.test(header) ? 0.9 : 0
}

class Reader implements ExportReader {
  readonly #record = new QuotedRecord()
  #separator = ''
  #columns: ExportColumns | null = null
  #hasHeader = false
  /** A record has begun that has not been told. */
  #isPending = false

  line(text: string, out: ExportWriter): void {
    if (this.#record.isOpen) this.#goOn(text, out)
    else if (text.trim() !== '') this.#begin(text, out)
  }

  end(out: ExportWriter): void {
    if (this.#record.isOpen) out.damaged('Expected a quotation mark, found the end of the file')
    this.#tell(out)
  }

  #goOn(text: string, out: ExportWriter): void {
    const isRecord = this.#columns?.isPositional === true && this.#isRecord(text)
    if (!isRecord && !this.#record.isEndless) {
      this.#record.add(text, this.#separator)
      return
    }
    out.damaged('Expected a quotation mark, found the next record: a quoted text does not end')
    this.#record.isOpen = false
    this.#begin(text, out)
  }

  #isRecord(text: string): boolean {
    const columns = this.#columns
    if (columns === null) return false
    return fitsColumns(fieldsOf(text.slice(0, 1000), this.#separator), columns)
  }

  #begin(text: string, out: ExportWriter): void {
    this.#tell(out)
    if (this.#columns === null && !this.#findColumns(text, out)) return
    this.#record.begin(text, this.#separator)
    if (this.#columns?.isPositional === true && !this.#isRecord(text)) {
      this.#record.isOpen = false
      out.unparsed()
      return
    }
    out.begin()
    this.#isPending = true
  }

  /** False = the line is no record: a header, or what stands above it. */
  #findColumns(text: string, out: ExportWriter): boolean {
    if (PREFACE.test(text)) {
      out.begin()
      return false
    }
    if (this.#separator === '') this.#separator = separatorOf(text)
    const fields = fieldsOf(text, this.#separator)
    this.#columns = columnsByShape(fields)
    if (this.#columns !== null) return true
    if (this.#hasHeader) {
      out.unparsed()
      return false
    }
    this.#columns = namedColumns(fields)
    this.#hasHeader = true
    out.begin()
    return false
  }

  #tell(out: ExportWriter): void {
    const columns = this.#columns
    if (!this.#isPending || columns === null) return
    this.#isPending = false
    const fields = fieldsOf(this.#record.text, this.#separator)
    const at = (index: number): string => (index < 0 ? '' : (fields[index] ?? '').trim())
    // Behind the category, the last column is the message.
    const last = fields.length - 1
    const message = columns.isPositional && last > columns.id + 1 ? last : columns.message
    out.tell({
      time: at(columns.time),
      level: at(columns.level),
      provider: at(columns.provider),
      id: at(columns.id),
      channel: at(columns.channel),
      computer: at(columns.computer),
      message: at(message),
    })
  }
}

export const eventCsv = exportFormat({
  id: 'event-csv',
  title: { en: 'Event log as CSV', zh: '事件日志（CSV）' },
  docs: 'https://learn.microsoft.com/powershell/module/microsoft.powershell.diagnostics/get-winevent',
  names: [/(?:event|system|setup|application).*\.(?:csv|tsv|txt)$/i],
  samples: csvSamples,
  sniff,
  newReader: () => new Reader(),
})
