/**
 * What DISM prints of an image: packages, drivers, features, capabilities, international settings.
 * https://learn.microsoft.com/windows-hardware/manufacture/desktop/dism-operating-system-package-servicing-command-line-options
 * https://learn.microsoft.com/windows-hardware/manufacture/desktop/dism-languages-and-international-servicing-command-line-options
 *
 * `Package Identity : Package_for_RollupFix~31bf3856ad364e35~amd64~~19041.2965.1.7`, one value to a line, or a table with `|`
 * (/Format:Table). Labels are in the language of Windows; a record is known by the form of its first value.
 */
import type { Head } from './format.ts'
import { BlockReader } from './list/blocks.ts'
import { firstLines } from './list/first-lines.ts'
import { labelled, type LabelledLine } from './list/labels.ts'
import { listFormat, type ListReader, type ListWriter } from './list-format.ts'
import { samples } from './dism-list/samples.ts'

const PUBLISHED = /^oem\d{1,5}\.inf$/i
const INF = /^[^\\/:*?"<>|]{1,80}\.inf$/i
/** Name, key of the publisher, architecture, language, version. */
const PACKAGE = /^[\w.-]{1,200}~[\da-f]{16}~\w*~[\w-]*~[\d.]+$/i
const CAPABILITY = /^[\w.-]{1,120}~{3,4}[\w-]*~?\d+\.\d+\.\d+\.\d+$/
const FEATURE = /^[A-Za-z][\w.-]{2,100}$/
const VERSION = /^\d+\.\d+\.\d+(?:\.\d+)?$/
const LANGUAGE = /^[a-z]{2,3}(?:-[a-z]{2,8}){0,2}$/i
const KEYBOARD = /^[\da-f]{4}:(?:[\da-f]{8}|\{)/i
const RULE = /^-{3,}(?: \| -+)+$/

const UI_LANGUAGE = /^(?:default system ui language|默认系统 ui 语言)$/i
const TIME_ZONE = /^(?:default time zone|默认时区)$/i

export const dismList = listFormat({
  id: 'dism-list',
  title: { en: 'DISM lists', zh: 'DISM 列表' },
  docs: 'https://learn.microsoft.com/windows-hardware/manufacture/desktop/dism-operating-system-package-servicing-command-line-options',
  names: [/dism.*\.txt$|get-?(packages|drivers|features|intl)/i],
  samples,
  emits: ['machine.fact', 'machine.item'],
  sniff,
  newReader: () => new Reader(),
})

function sniff(head: Head): number {
  // Stamped lines are a log's, whatever package they name.
  const lines = firstLines(head)
    .slice(0, 80)
    .filter((text) => !/^\d{4}[-/.]\d\d[-/.]\d\d\s/.test(text))
  const labels = lines.flatMap((text) => labelled(text) ?? [])
  const hasRule = lines.some((text) => RULE.test(text))
  if (labels.some(({ value }) => PACKAGE.test(value) || CAPABILITY.test(value))) return 0.85
  if (hasRule && lines.some((text) => PACKAGE.test(firstCell(text)))) return 0.85
  // Two versions side by side are those of the tool and of the image; a list of something follows them.
  if (lines.slice(0, 8).filter((text) => VERSION.test(labelled(text)?.value ?? '')).length < 2)
    return 0
  const isList =
    hasRule ||
    labels.some(({ value }) => PUBLISHED.test(value) || KEYBOARD.test(value)) ||
    labels.filter(({ value }) => isFeature(value)).length >= 2
  return isList ? 0.9 : 0
}

function firstCell(row: string): string {
  return row.split(' | ', 1)[0]?.trim() ?? ''
}

/** A word of its own that is neither a language nor a version. */
function isFeature(value: string): boolean {
  return FEATURE.test(value) && !LANGUAGE.test(value) && !VERSION.test(value)
}

class Reader implements ListReader {
  readonly #blocks = new BlockReader({
    begins: (value, label) =>
      PUBLISHED.test(value) ||
      PACKAGE.test(value) ||
      CAPABILITY.test(value) ||
      (label === this.#featureLabel && FEATURE.test(value)),
    // A title names a package too, alone.
    tell: (lines, out) => {
      if (lines.length > 1)
        tellRecord(
          lines.map(({ value }) => value),
          out,
        )
    },
  })
  #isTable = false
  #versions = 0
  #hasLanguage = false
  /** The label of the first line of its block whose value may be the name of a feature. */
  #featureLabel: string | null = null
  #isApart = true

  line(text: string, out: ListWriter): void {
    if (RULE.test(text)) {
      this.#isTable = true
      return
    }
    if (this.#isTable && text.includes(' | ')) {
      out.record()
      tellRecord(
        text.split(' | ').map((cell) => cell.trim()),
        out,
      )
      return
    }
    this.#isTable = false
    const line = labelled(text)
    if (line !== null) this.#setting(line, out)
    this.#isApart = text === ''
    this.#blocks.line(text, out)
  }

  end(out: ListWriter): void {
    this.#blocks.end(out)
  }

  /** The image's version stands below the tool's; languages and zones are told by their labels or by their form. */
  #setting({ label, value }: LabelledLine, out: ListWriter): void {
    if (this.#versions < 2) {
      // The image need not be the Windows that runs, so this is no inventory's word.
      if (VERSION.test(value) && ++this.#versions === 2)
        out.tell('machine.fact', { key: 'os-build', value }, out.here())
      return
    }
    if (this.#isApart && this.#featureLabel === null && isFeature(value)) this.#featureLabel = label
    if (
      !this.#hasLanguage &&
      (UI_LANGUAGE.test(label) || (value.includes('-') && LANGUAGE.test(value)))
    ) {
      this.#hasLanguage = true
      out.record()
      out.fact('language', value)
    } else if (TIME_ZONE.test(label) || value.endsWith(' Standard Time'))
      out.fact('time-zone', value)
  }
}

/** Published name, original name, inbox or not, class, provider, date, version. */
function tellDriver(values: readonly string[], out: ListWriter): void {
  const [id = '', original = '', ...rest] = values
  const version = rest.findLast((value) => VERSION.test(value)) ?? ''
  const [, className = '', provider = '', date = ''] = rest
  const name = INF.test(original) ? original : ''
  out.item({
    item: 'driver-package',
    id,
    name,
    provider,
    version,
    detail: [className, date].filter(Boolean).join(', '),
  })
}

/** Name, state, and for a package its kind and when it was installed. */
function tellRecord(values: readonly string[], out: ListWriter): void {
  const [id = '', state = '', ...rest] = values
  const detail = [state, ...rest.slice(0, 2)].filter((value) => value !== '').join(', ')
  if (PUBLISHED.test(id)) tellDriver(values, out)
  else if (PACKAGE.test(id)) {
    const kb = /_for_(KB\d{6,8})/i.exec(id)?.[1]
    const version = id.slice(id.lastIndexOf('~') + 1)
    if (kb === undefined) out.item({ item: 'package', id, version, detail })
    else out.item({ item: 'update', id: kb.toUpperCase(), name: id, version, detail })
  } else if (CAPABILITY.test(id) || FEATURE.test(id))
    out.item({ item: 'feature', id, detail: state })
}
