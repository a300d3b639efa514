/**
 * Objects as wmic and PowerShell print them: tables, lists and comma separated values of properties. Hotfixes, installed programs,
 * drivers, antivirus products, the operating system … are known by the names of their properties (object-list/classes.ts).
 * https://learn.microsoft.com/windows/win32/wmisdk/wmic
 * https://learn.microsoft.com/powershell/module/microsoft.powershell.utility/format-table
 *
 * wmic's tables have no ruler: a column begins below its name. Its lists are `Name=value`, its CSV begins with `Node`.
 */
import type { Head } from './format.ts'
import { headerColumns, rulerColumns, splitRow, type Column } from './list/columns.ts'
import { csvFields } from './list/csv.ts'
import { firstLines } from './list/first-lines.ts'
import { listFormat, type ListReader, type ListWriter } from './list-format.ts'
import { isKnownClass, tellObject, type Property } from './object-list/classes.ts'
import { samples } from './object-list/samples.ts'

/** `HotFixID`, `PSChildName`: a letter, then letters and digits. */
const NAME = /^[A-Za-z]\w{1,60}$/
/** wmic: `Name=value`; PowerShell: `Name : value`, the colons below each other. */
const WMIC_LINE = /^([A-Za-z]\w{1,60})=(.*)$/
const LIST_LINE = /^([A-Za-z]\w{1,60}) *: ?(.*)$/
/** PowerShell says what a CSV was made of. */
const TYPE_LINE = /^#TYPE /

export const objectList = listFormat({
  id: 'object-list',
  title: { en: 'Objects (wmic, PowerShell)', zh: '对象列表（wmic、PowerShell）' },
  docs: 'https://learn.microsoft.com/windows/win32/wmisdk/wmic',
  names: [/hot-?fix|wmic|qfe|installed|software|products?\.(txt|csv)$/i],
  samples,
  emits: ['machine.fact', 'machine.item'],
  sniff,
  newReader: () => new Reader(),
})

function sniff(head: Head): number {
  const lines = firstLines(head)
  const first = lines.slice(0, 12)
  if (first.some((line) => isHeader(namesOfHeader(line)))) return 0.85
  if (lines.slice(0, 60).some((line, at) => isTableHeader(line, lines[at + 1]))) return 0.85
  return hasKnownBlock(lines) ? 0.85 : 0
}

function isHeader(names: readonly string[] | null): boolean {
  return names !== null && isKnownClass(lower(names))
}

function isTableHeader(line: string, next: string | undefined): boolean {
  return next !== undefined && rulerColumns(next, 1) !== null && isHeader(wordsOf(line))
}

function hasKnownBlock(lines: readonly string[]): boolean {
  const names = new Set<string>()
  let line = 0
  for (const text of lines) {
    const match = WMIC_LINE.exec(text) ?? LIST_LINE.exec(text)
    if (match === null) {
      // Values that go on stand indented; anything else ends what was a list.
      if (!/^\s/.test(text)) names.clear()
    } else names.add((match[1] ?? '').toLowerCase())
    // A known object among the first lines, or none.
    if (names.size > 1 && isKnownClass(names)) return true
    if (++line > 120) return false
  }
  return isKnownClass(names)
}

/** Names in a header: of a wmic table (two blanks between columns), or of comma separated values; null = it is none. */
function namesOfHeader(text: string): readonly string[] | null {
  const names = text.includes(',') ? csvFields(text) : wordsOf(text)
  return names.length > 0 && names.every((name) => NAME.test(name)) ? names : null
}

function wordsOf(text: string): readonly string[] {
  return text.length > 2000 ? [] : text.trim().split(/ +/)
}

function lower(names: readonly string[]): ReadonlySet<string> {
  return new Set(names.map((name) => name.toLowerCase()))
}

class Reader implements ListReader {
  /** Names of the columns of the table or CSV at hand. */
  #names: readonly string[] = []
  #columns: readonly Column[] | null = null
  /** The line above, which a ruler makes a header. */
  #above = ''
  #object = new Map<string, Property>()
  #last = ''

  line(text: string, out: ListWriter): void {
    if (text === '') {
      this.#close(out)
      // wmic puts an empty line behind every row where its output was redirected; PowerShell ends a table with one.
      if (this.#columns?.at(-1)?.to !== Infinity) this.#columns = null
      return
    }
    if (!this.#readLine(text, out)) {
      if (this.#names.length > 0 || this.#last !== '') out.unparsed()
    }
    this.#above = text
  }

  end(out: ListWriter): void {
    this.#close(out)
  }

  #readLine(text: string, out: ListWriter): boolean {
    const ruler = /^\s*-/.test(text) ? rulerColumns(text, 1) : null
    if (ruler !== null) {
      const names = wordsOf(this.#above)
      this.#names = names.length === ruler.length ? names : []
      this.#columns = this.#names.length === 0 ? null : upToTheNext(ruler)
      return this.#columns !== null
    }
    if (TYPE_LINE.test(text)) return true
    if (this.#isList(text, out)) return true
    const names = namesOfHeader(text)
    if (names !== null && isKnownClass(lower(names))) {
      this.#close(out)
      out.record()
      this.#names = names
      this.#columns = text.includes(',') ? null : headerColumns(text)
      return true
    }
    return this.#row(text, out)
  }

  #row(text: string, out: ListWriter): boolean {
    if (this.#names.length === 0) return false
    const values = this.#columns === null ? csvFields(text) : splitRow(text, this.#columns)
    if (this.#columns === null && values.length !== this.#names.length) return false
    out.record()
    const place = out.here()
    const named = this.#names.map(
      (name, at) => [name.toLowerCase(), { value: values[at] ?? '', place }] as const,
    )
    tellObject(new Map(named), out)
    return true
  }

  /** A line of a list, or one that goes on with the value above. */
  #isList(text: string, out: ListWriter): boolean {
    if (this.#columns !== null) return false
    if (/^\s/.test(text) && this.#last !== '') {
      const { value = '', place = out.here() } = this.#object.get(this.#last) ?? {}
      this.#object.set(this.#last, { value: value + text.trim(), place })
      return true
    }
    const match = WMIC_LINE.exec(text) ?? LIST_LINE.exec(text)
    if (match === null) return false
    const [, name = '', value = ''] = match
    if (this.#object.size === 0 || this.#object.has(name.toLowerCase())) {
      this.#close(out)
      out.record()
    }
    this.#last = name.toLowerCase()
    this.#object.set(this.#last, { value, place: out.here() })
    return true
  }

  #close(out: ListWriter): void {
    if (this.#object.size > 0) tellObject(this.#object, out)
    this.#object = new Map()
    this.#last = ''
  }
}

/** PowerShell's ruler is as long as the name above it; the column goes on to the next one. */
function upToTheNext(columns: readonly Column[]): readonly Column[] {
  return columns.map(({ from }, at) => ({ from, to: columns[at + 1]?.from ?? 0 }))
}
