/**
 * Registry exports (.reg): UTF-16LE with `Windows Registry Editor Version 5.00`, or ANSI with `REGEDIT4`.
 * https://support.microsoft.com/topic/how-to-add-modify-or-delete-registry-subkeys-and-values-by-using-a-reg-file-9c7f37cf-a5e9-e1cd-c4fa-2a26218a1a23
 *
 * A record is a key with its values. An export may be a whole hive of several hundred MB, so a line is only decoded where its key
 * says something of the machine (registry/key-kinds.ts).
 */
import { Level, RowFlag } from '../model/event-table.ts'
import type { EventFields, EventKind, Signal } from '../model/event-kinds.ts'
import { wallMs } from '../model/units.ts'
import type { TextWindow } from '../text/text-window.ts'
import type { Head, Sink, TextFormat, TextSource } from './format.ts'
import { firstLines } from './list/first-lines.ts'
import type { ListPlace } from './list-format.ts'
import { RegistryFacts } from './registry/facts.ts'
import { readRegValue, readWide } from './registry/reg-values.ts'
import { samples } from './registry/samples.ts'
import { SignatureScan } from './signature-scan.ts'

const VERSION_5 = 'Windows Registry Editor Version 5.00'
const VERSION_4 = 'REGEDIT4'
const KEY = /^\[-?(?:HKEY_[A-Z_]+|HK(?:LM|CU|CR|U|CC))(?:\\|\])/

const LF = 10
const CR = 13
const SPACE = 32
const QUOTE = 34
/** A comment. */
const SEMICOLON = 59
/** What stands in place of a secret, of which the lines below are masked too. */
const ASTERISK = 42
const AT = 64
const OPENING = 91
const BACKSLASH = 92
const NO_ROW = -1

/** Names of keys, and one line of a value, in bytes: the registry's own limits are below. */
const MOST_READ_BYTES = 8192
/** A value's lines together, in characters. */
const MOST_VALUE = 32 * 1024

export const regExport: TextFormat = {
  kind: 'text',
  id: 'reg-export',
  title: { en: 'Registry export (.reg)', zh: '注册表导出文件 (.reg)' },
  docs: 'https://support.microsoft.com/topic/how-to-add-modify-or-delete-registry-subkeys-and-values-by-using-a-reg-file-9c7f37cf-a5e9-e1cd-c4fa-2a26218a1a23',
  names: [/\.reg$/i],
  samples,
  emits: ['machine.fact', 'machine.item', 'answer.setting'],
  patterns: [],
  isDocument: true,
  sniff,
  async parse(source, sink) {
    const parse = new RegParse(source, sink)
    for await (const window of source.windows) parse.window(window)
    parse.end()
  },
}

function sniff(head: Head): number {
  const [first = ''] = firstLines(head)
  const title = first.trim()
  if (title !== VERSION_5 && title !== VERSION_4) return 0
  // A comment may stand between the title and the first key; a title alone is an export of nothing.
  const keys = firstLines(head)
    .slice(1)
    .filter((line) => line.startsWith('['))
  return keys.length === 0 || keys.some((line) => KEY.test(line)) ? 1 : 0
}

class RegParse {
  readonly #source: TextSource
  readonly #sink: Sink
  readonly #facts: RegistryFacts
  readonly #scan: SignatureScan
  #row = NO_ROW
  #isUnparsed = false
  /** The values of the key at hand say something. */
  #isWanted = false
  #isWide = true
  /** How the value at hand goes on with the next line: its last line ends in a backslash, or inside a text. */
  #goesOn: 'no' | 'hex' | 'text' = 'no'
  #value = ''
  #valuePlace: ListPlace | null = null
  #unfinished = false

  constructor(source: TextSource, sink: Sink) {
    this.#source = source
    this.#sink = sink
    this.#scan = new SignatureScan(source)
    this.#facts = new RegistryFacts((kind, fields, place) => this.#tell(kind, fields, place))
  }

  window(window: TextWindow): void {
    const { bytes } = window
    this.#unfinished = window.continues
    const rows: number[] = []
    let line = window.line
    for (let from = 0; from < bytes.length; line++) {
      const found = bytes.indexOf(LF, from)
      const next = found < 0 ? bytes.length : found + 1
      let end = found < 0 ? bytes.length : found
      while (end > from && isBlank(bytes[end - 1] as number)) end--
      // The rest of a line that was too long for one window belongs to what it began.
      if (this.#unfinished) this.#unfinished = false
      else this.#readLine(window, bytes, skipMark(bytes, from, end), end, line)
      rows.push(this.#row)
      from = next
    }
    this.#sink.table.extend(window.offset + bytes.length)
    this.#scan.window(window, ({ signature, line: at, groups }) => {
      this.#sink.hit({ signature, row: rows[at - window.line] ?? NO_ROW, line: at, groups })
    })
  }

  end(): void {
    this.#closeValue()
    this.#facts.close()
  }

  #readLine(window: TextWindow, bytes: Uint8Array, from: number, end: number, line: number): void {
    if (this.#goesOn !== 'no' && this.#goOn(bytes, from, end)) return
    if (from >= end) return
    const first = bytes[from] as number
    if (first === OPENING) this.#openKey(window, bytes, from, end, line)
    else if (this.#row === NO_ROW) {
      this.#begin(window, from, line, 0)
      this.#isWide = this.#text(bytes, from, end) !== VERSION_4
    } else if (first === QUOTE || first === AT) this.#openValue(bytes, from, end, line)
    else if (first !== SEMICOLON && first !== ASTERISK) this.#refuse(window, from, line)
  }

  #openKey(window: TextWindow, bytes: Uint8Array, from: number, end: number, line: number): void {
    this.#closeValue()
    this.#begin(window, from, line, 0)
    const text = this.#text(bytes, from, end)
    const path = text.slice(1, text.endsWith(']') ? -1 : undefined)
    this.#isWanted = this.#facts.openKey(path, { row: this.#row, line })
  }

  #openValue(bytes: Uint8Array, from: number, end: number, line: number): void {
    this.#closeValue()
    if (this.#isWanted) {
      this.#value = this.#text(bytes, from, end)
      this.#valuePlace = { row: this.#row, line }
    }
    if (bytes[end - 1] === BACKSLASH) this.#goesOn = 'hex'
    else this.#goesOn = isOpenText(bytes, from, end) ? 'text' : 'no'
  }

  /** False where the line cannot belong to the value above: the file is damaged there. */
  #goOn(bytes: Uint8Array, from: number, end: number): boolean {
    const first = bytes[from]
    if (this.#goesOn === 'hex') {
      if (first === OPENING || first === QUOTE) return this.#stop()
      this.#add(bytes, from, end)
      if (bytes[end - 1] !== BACKSLASH) this.#goesOn = 'no'
      return true
    }
    // A text with line ends in it. A key can only be meant where the text was cut.
    if (first === OPENING && KEY.test(this.#text(bytes, from, Math.min(end, from + 64))))
      return this.#stop()
    this.#add(bytes, from, end)
    if (bytes[end - 1] === QUOTE && bytes[end - 2] !== BACKSLASH) this.#goesOn = 'no'
    return true
  }

  #stop(): false {
    this.#goesOn = 'no'
    return false
  }

  #add(bytes: Uint8Array, from: number, end: number): void {
    if (this.#valuePlace === null || this.#value.length > MOST_VALUE) return
    const isHex = this.#goesOn === 'hex' && this.#value.endsWith('\\')
    const above = isHex ? this.#value.slice(0, -1) : `${this.#value} `
    this.#value = above + this.#text(bytes, from, end).trim()
  }

  #closeValue(): void {
    this.#goesOn = 'no'
    const place = this.#valuePlace
    this.#valuePlace = null
    if (place === null) return
    const readString = this.#isWide ? readWide : (bytes: Uint8Array) => this.#source.decode(bytes)
    const value = readRegValue(this.#value, readString)
    if (value !== null) this.#facts.value({ ...value, place })
  }

  #refuse(window: TextWindow, from: number, line: number): void {
    if (!this.#isUnparsed) this.#begin(window, from, line, RowFlag.Unparsed)
    this.#isUnparsed = true
    this.#sink.unparsed(line, 'not-in-grammar')
  }

  #begin(window: TextWindow, from: number, line: number, flags: number): void {
    const { table } = this.#sink
    const start = window.offset + lineStart(window.bytes, from)
    table.extend(start)
    this.#row = table.add(wallMs(NaN), line, start, Level.Info, 0, flags | RowFlag.TimeCarried)
    this.#isUnparsed = false
  }

  #text(bytes: Uint8Array, from: number, end: number): string {
    return this.#source.decode(bytes.subarray(from, Math.min(end, from + MOST_READ_BYTES)))
  }

  #tell<K extends EventKind>(kind: K, fields: EventFields[K], { row, line }: ListPlace): void {
    // The union of kinds is wider than the compiler follows: the fields are those of this kind.
    this.#sink.signal({ kind, row, line, ...fields } as unknown as Signal)
  }
}

/** `"Name"="text` without the quotation mark that ends it. */
function isOpenText(bytes: Uint8Array, from: number, end: number): boolean {
  let at = from + 1
  if (bytes[from] === QUOTE) {
    while (at < end && bytes[at] !== QUOTE) at += bytes[at] === BACKSLASH ? 2 : 1
    at++
  }
  // Behind `=`.
  if (bytes[at + 1] !== QUOTE) return false
  at += 2
  while (at < end && bytes[at] !== QUOTE) at += bytes[at] === BACKSLASH ? 2 : 1
  return at >= end
}

function isBlank(byte: number): boolean {
  return byte === CR || byte === SPACE || byte === 0 || byte === 9
}

/** Behind blanks, NULs and a byte order mark. */
function skipMark(bytes: Uint8Array, from: number, end: number): number {
  let at = from
  while (at < end && isBlank(bytes[at] as number)) at++
  return at + 3 <= end && bytes[at] === 0xef && bytes[at + 1] === 0xbb && bytes[at + 2] === 0xbf
    ? at + 3
    : at
}

function lineStart(bytes: Uint8Array, at: number): number {
  return at === 0 ? 0 : bytes.lastIndexOf(LF, at - 1) + 1
}
