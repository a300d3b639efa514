/**
 * systeminfo: what Windows says of itself and of the machine, as a list of labels with values in one column, or as CSV.
 * https://learn.microsoft.com/windows-server/administration/windows-commands/systeminfo
 *
 * The labels are in the language of Windows, the order of the lines is not: it has been the same since Windows XP. So a
 * line is known by where it stands between values that have one form in every language (version, kind of processor,
 * folders). Where lines are missing, because somebody searched the output for a few words, the English and Chinese labels help.
 */
import type { Head } from './format.ts'
import { csvFields } from './list/csv.ts'
import { textWidth, unitAtCell } from './list/columns.ts'
import { firstLines } from './list/first-lines.ts'
import { labelled } from './list/labels.ts'
import { listFormat, type ListPlace, type ListReader, type ListWriter } from './list-format.ts'
import { FIELD, fieldOfLabel, fieldOfValue, tellSystem, VERSION } from './systeminfo/fields.ts'
import { samples } from './systeminfo/samples.ts'

export const systeminfo = listFormat({
  id: 'systeminfo',
  title: 'systeminfo',
  docs: 'https://learn.microsoft.com/windows-server/administration/windows-commands/systeminfo',
  names: [/systeminfo.*\.(txt|log|csv)$/i],
  samples,
  emits: ['machine.fact', 'machine.item', 'sys.boot'],
  sniff,
  newReader: () => new Reader(),
})

function sniff(head: Head): number {
  const lines = firstLines(head)
  const at = lines.findIndex((line) => VERSION.test(labelled(line)?.value ?? ''))
  if (at >= 0) {
    const column = valueColumn(lines[at] as string)
    const aligned = lines.slice(at).filter((line) => isAligned(line, column)).length
    return column >= 10 && aligned >= 2 ? 0.9 : 0
  }
  return lines.slice(0, 4).some(isCsvRow) ? 0.9 : 0
}

function isCsvRow(line: string): boolean {
  return line.startsWith('"') && VERSION.test(csvFields(line)[FIELD.version] ?? '')
}

/** The cell in which the value begins, behind the first colon and its spaces. */
function valueColumn(text: string): number {
  const match = /^[^:：]{1,80}[:：]\s+/.exec(text)
  return match === null ? -1 : textWidth(match[0])
}

function isAligned(text: string, column: number): boolean {
  const at = unitAtCell(text, column)
  return at < text.length && text[at] !== ' ' && text[at - 1] === ' '
}

interface Line {
  readonly label: string
  readonly value: string
  readonly place: ListPlace
}

const NONE = -1

class Reader implements ListReader {
  /** The cell in which values begin; NONE until the line with the version shows it. */
  #column = NONE
  /** The last field known by its value, and the lines behind it. */
  #anchor = NONE
  #behind: Line[] = []
  /** The number of the last line that is not one of a list, as far as it is known. */
  #field = NONE
  #boot: Line | null = null

  line(text: string, out: ListWriter): void {
    if (text === '') return
    if (text.startsWith('"')) this.#csv(text, out)
    else if (/^\s/.test(text)) this.#listed(text.trim(), out)
    else this.#labelled(text, out)
  }

  end(out: ListWriter): void {
    this.#settle(NONE, out)
    this.#tellBoot('', out)
  }

  #labelled(text: string, out: ListWriter): void {
    const line = labelled(text)
    if (line === null) {
      // A prompt or a title above the list; below it, another tool's output.
      if (this.#anchor !== NONE) out.unparsed()
      return
    }
    out.record()
    if (this.#column === NONE && VERSION.test(line.value)) this.#column = valueColumn(text)
    // Some labels hold a colon themselves.
    const value = this.#column < 0 ? line.value : text.slice(unitAtCell(text, this.#column)).trim()
    const field = fieldOfValue(value, this.#anchor)
    const known = { label: line.label, value, place: out.here() }
    if (field === NONE) {
      this.#behind.push(known)
      this.#field = this.#anchor === NONE ? NONE : this.#anchor + this.#behind.length
      return
    }
    this.#settle(field, out)
    this.#anchor = field
    this.#field = field
    this.#say(field, known, out)
  }

  /** `[01]: KB5015684` below the hotfixes; a processor or a network card in the same form. */
  #listed(text: string, out: ListWriter): void {
    const entry = /^\[\d+\]:\s*(.*)$/.exec(text)?.[1]
    if (entry === undefined) return
    if (/^KB\d{6,8}$/i.test(entry)) {
      out.record()
      out.item({ item: 'update', id: entry.toUpperCase() })
      this.#field = FIELD.hotfixes
    } else if (this.#field === FIELD.processors) {
      this.#say(FIELD.processors, { label: '', value: entry, place: out.here() }, out)
    } else if (this.#field > FIELD.processors && !/^[\da-f.:]+$/i.test(entry)) {
      out.record()
      out.item({ item: 'network-adapter', id: entry })
    }
  }

  #csv(text: string, out: ListWriter): void {
    out.record()
    const fields = csvFields(text)
    if (!VERSION.test(fields[FIELD.version] ?? '')) return
    fields.forEach((whole, field) => {
      const value =
        field === FIELD.processors ? (/\[01\]:\s*([^,[]*)/.exec(whole)?.[1] ?? '') : whole
      this.#say(field, { label: '', value, place: out.here() }, out)
    })
    for (const kb of (fields[FIELD.hotfixes] ?? '').match(/\bKB\d{6,8}\b/gi) ?? []) {
      out.item({ item: 'update', id: kb.toUpperCase() })
    }
  }

  /** Numbers the lines since the last field that is known, now that the next one (NONE = the end) is. */
  #settle(next: number, out: ListWriter): void {
    const lines = this.#behind
    this.#behind = []
    const first = this.#anchor === NONE ? next - lines.length : this.#anchor + 1
    const fits = next !== NONE && (this.#anchor === NONE || first + lines.length === next)
    lines.forEach((line, at) => {
      const isNext = at === 0 && this.#anchor !== NONE
      const byOrder = fits || isNext ? first + at : NONE
      const field = fieldOfLabel(line.label) ?? byOrder
      if (field >= 0 && field !== FIELD.processors) this.#say(field, line, out)
    })
  }

  #say(field: number, line: Line, out: ListWriter): void {
    if (field === FIELD.boot) {
      this.#boot = line
      return
    }
    if (field === FIELD.locale) this.#tellBoot(line.value, out)
    tellSystem(field, line.value, line.place, out)
  }

  /** How the user writes dates is told by the locale, which stands below. */
  #tellBoot(locale: string, out: ListWriter): void {
    const line = this.#boot
    this.#boot = null
    if (line !== null) tellSystem(FIELD.boot, line.value, line.place, out, locale)
  }
}
