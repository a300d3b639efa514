/**
 * Event logs printed as text: `wevtutil qe /f:text`, and Get-WinEvent or Get-EventLog with Format-List.
 * https://learn.microsoft.com/windows-server/administration/windows-commands/wevtutil
 *
 *     Event[0]:                                   TimeCreated  : 5/22/2024 8:30:12 AM
 *       Log Name: System                          ProviderName : Microsoft-Windows-Kernel-General
 *       Source: Microsoft-Windows-Kernel-General  Id           : 12
 *       Date: 2024-05-22T08:30:12.1230000Z        Message      : The operating system started …
 *       Event ID: 12
 *       …                                         TimeCreated  : …
 *       Description:
 *     The operating system started …
 *
 * wevtutil's words are in the language of the system: its lines are known by their order. Its dates end in Z where they are UTC.
 */
import type { Head } from './format.ts'
import { isTime } from './event-log/csv-columns.ts'
import { exportFormat, type ExportReader, type ExportWriter } from './event-log/export-format.ts'
import { textSamples } from './event-log/text-samples.ts'
import { firstLines } from './list/first-lines.ts'

/** `Event[0]:`, in the language of the system. */
const BLOCK = /^[^\s[\]]{1,30}\[\d{1,9}\][:：]? *$/
const INDENTED = /^ {2}\S[^:：]{0,60}[:：] ?(.*)$/
const PROPERTY = /^([A-Za-z]\w{1,40}) *: ?(.*)$/

/** Lines of a block, counted from its date. */
const FROM_DATE = { channel: -2, provider: -1, id: 1, level: 3, computer: 8 }
/** Description is the twelfth line; behind it stands the message. */
const LINES_OF_BLOCK = 12

const TIMES = ['timecreated', 'timegenerated', 'timewritten']
const IDS = ['eventid', 'id', 'instanceid']
const OTHERS = ['providername', 'source', 'leveldisplayname', 'entrytype', 'message']
const MOST_MESSAGE = 16 * 1024
const SNIFFED = 60

function sniff(head: Head): number {
  const lines = firstLines(head).slice(0, SNIFFED)
  const [first = ''] = lines
  if (BLOCK.test(first)) {
    const values = lines.slice(1, 1 + LINES_OF_BLOCK).map((line) => INDENTED.exec(line)?.[1] ?? '')
    return values.some(isTime) ? 0.95 : 0
  }
  const names = new Set<string>()
  for (const line of lines) {
    const name = PROPERTY.exec(line)?.[1]?.toLowerCase()
    if (name !== undefined) names.add(name)
  }
  const has = (wanted: readonly string[]): boolean => wanted.some((name) => names.has(name))
  return has(TIMES) && has(IDS) && has(OTHERS) ? 0.9 : 0
}

class Reader implements ExportReader {
  /** Of a block: the values of its lines, in order; null = properties are read. */
  #values: string[] | null = null
  /** Of a list: the properties of the record at hand, by name. */
  #properties = new Map<string, string>()
  #firstName = ''
  #lastName = ''
  #message = ''
  #isPending = false

  line(text: string, out: ExportWriter): void {
    if (BLOCK.test(text)) {
      this.#tell(out)
      out.begin()
      this.#isPending = true
      this.#values = []
    } else if (this.#values !== null) this.#readBlock(text, this.#values)
    else this.#readList(text, out)
  }

  end(out: ExportWriter): void {
    this.#tell(out)
  }

  #readBlock(text: string, values: string[]): void {
    const value = values.length < LINES_OF_BLOCK ? INDENTED.exec(text)?.[1] : undefined
    if (value !== undefined) values.push(value.trim())
    else this.#goOn(text)
  }

  #readList(text: string, out: ExportWriter): void {
    const property = PROPERTY.exec(text)
    const name = property?.[1]?.toLowerCase() ?? ''
    if (name === '') {
      this.#goOn(text.trim())
      return
    }
    if (this.#firstName === '' || name === this.#firstName) {
      this.#tell(out)
      this.#firstName = name
      out.begin()
      this.#isPending = true
    }
    this.#lastName = name
    const value = property?.[2]?.trim() ?? ''
    if (name === 'message') this.#message = value
    else this.#properties.set(name, value)
  }

  /** A line of the message. */
  #goOn(text: string): void {
    const isMessage = this.#values !== null || this.#lastName === 'message'
    if (isMessage && this.#message.length < MOST_MESSAGE) this.#message += `\n${text}`
  }

  #tell(out: ExportWriter): void {
    if (!this.#isPending) return
    this.#isPending = false
    const message = this.#message.trim()
    this.#message = ''
    if (this.#values === null) out.tell({ ...this.#listed(), message })
    else out.tell({ ...fieldsOfBlock(this.#values), message })
    this.#values = null
    this.#properties = new Map()
    this.#lastName = ''
  }

  #listed(): Omit<Parameters<ExportWriter['tell']>[0], 'message'> {
    const first = (names: readonly string[]): string => {
      for (const name of names)
        if (this.#properties.has(name)) return this.#properties.get(name) ?? ''
      return ''
    }
    return {
      time: first(TIMES),
      level: first(['leveldisplayname', 'entrytype', 'level']),
      provider: first(['providername', 'source']),
      id: first(IDS),
      channel: first(['logname', 'log']),
      computer: first(['machinename', 'computer']),
    }
  }
}

function fieldsOfBlock(
  values: readonly string[],
): Omit<Parameters<ExportWriter['tell']>[0], 'message'> {
  const date = values.findIndex(isTime)
  const at = (offset: number): string => (date < 0 ? '' : (values[date + offset] ?? ''))
  return {
    time: at(0),
    level: at(FROM_DATE.level),
    provider: at(FROM_DATE.provider),
    id: at(FROM_DATE.id),
    channel: at(FROM_DATE.channel),
    computer: at(FROM_DATE.computer),
  }
}

export const eventText = exportFormat({
  id: 'event-text',
  title: { en: 'Event log as text', zh: '事件日志（文本）' },
  docs: 'https://learn.microsoft.com/windows-server/administration/windows-commands/wevtutil',
  names: [/(?:event|system|setup|application).*\.(?:txt|log)$/i],
  samples: textSamples,
  sniff,
  newReader: () => new Reader(),
})
