/**
 * fltmc: the file system filters that are loaded, with their altitude, and their instances on volumes.
 * https://learn.microsoft.com/windows-hardware/drivers/ifs/development-and-testing-tools
 * https://learn.microsoft.com/windows-hardware/drivers/ifs/load-order-groups-and-altitudes-for-minifilter-drivers
 *
 * Headers are in the language of Windows. Names may be longer than their column, so a row is read from its end.
 */
import type { Head, Sample } from './format.ts'
import { rulerColumns } from './list/columns.ts'
import { firstLines } from './list/first-lines.ts'
import { listFormat, type ListReader, type ListWriter } from './list-format.ts'

interface FilterRow {
  readonly filter: string
  /** Decimal, as printed; '' for a filter of the old kind, which has none. */
  readonly altitude: string
  readonly instance: string
}

const LONGEST_ROW = 400
/** Number of instances (none for a filter of the old kind), altitude (`<Legacy>` for those), frame. */
const FILTER_END = / (?:\d+ +)?(\d{4,6}(?:\.\d+)?|<\w+>) +(?:\d{1,2}|<\w+>)$/
/** Frame and supported features, which a status may follow. */
const INSTANCE_END = / \d{1,2} +[\da-f]{8}(?: |$)/i
/** Name, volume ('' = a network or none), altitude, instance. */
const INSTANCE_START = /^(\S+) .*? (\d{4,6}(?:\.\d+)?) +(\S.*)$/

function readRow(text: string): FilterRow | null {
  if (text.length > LONGEST_ROW || !/^\S/.test(text)) return null
  const end = FILTER_END.exec(text)
  if (end !== null && end.index > 0) {
    const altitude = /^\d/.test(end[1] ?? '') ? (end[1] ?? '') : ''
    return { filter: text.slice(0, end.index).trimEnd(), altitude, instance: '' }
  }
  const instanceEnd = INSTANCE_END.exec(text)
  const start = instanceEnd === null ? null : INSTANCE_START.exec(text.slice(0, instanceEnd.index))
  if (start === null) return null
  const [, filter = '', altitude = '', instance = ''] = start
  return { filter, altitude, instance: instance.trimEnd() }
}

export const fltmc = listFormat({
  id: 'fltmc',
  title: 'fltmc',
  docs: 'https://learn.microsoft.com/windows-hardware/drivers/ifs/development-and-testing-tools',
  names: [/fltmc.*\.(txt|log)$/i],
  samples: samples(),
  emits: ['machine.item'],
  sniff,
  newReader: () => new Reader(),
})

function sniff(head: Head): number {
  const lines = firstLines(head)
  const ruler = lines.findIndex((line) => isRuler(line))
  if (ruler < 0) return 0
  return lines.slice(ruler + 1, ruler + 4).some((line) => readRow(line) !== null) ? 0.9 : 0
}

function isRuler(text: string): boolean {
  const columns = text.startsWith('--') ? rulerColumns(text, 4) : null
  return columns !== null && columns.length <= 7
}

class Reader implements ListReader {
  #isOpen = false
  /** Filters already told: one instance for each volume says nothing new. */
  readonly #told = new Set<string>()

  line(text: string, out: ListWriter): void {
    if (text === '') return
    if (isRuler(text)) {
      this.#isOpen = true
      return
    }
    const row = readRow(text)
    if (row !== null) {
      out.record()
      this.#tell(row, out)
    } else if (this.#isOpen) out.unparsed()
  }

  #tell({ filter, altitude, instance }: FilterRow, out: ListWriter): void {
    const key = `${filter.toLowerCase()} ${altitude}`
    if (this.#told.has(key)) return
    this.#told.add(key)
    out.item({ item: 'file-system-filter', id: filter, name: instance, detail: altitude })
  }
}

function samples(): readonly Sample[] {
  const filter = {
    kind: 'machine.item',
    item: 'file-system-filter',
    provider: '',
    version: '',
  } as const
  return [
    {
      text: 'WdFilter                                3       328010         0',
      time: null,
      level: 'info',
      signals: [{ ...filter, id: 'WdFilter', name: '', detail: '328010' }],
      after:
        '\n筛选器名称                      数字实例       高度          框架\n------------------------------  -------------  ------------  -----',
    },
    {
      text: 'ContosoFlt            \\Device\\HarddiskVolumeShadowCopy3       323850.5     ContosoFlt Instance       0     0000000f',
      time: null,
      level: 'info',
      signals: [{ ...filter, id: 'ContosoFlt', name: 'ContosoFlt Instance', detail: '323850.5' }],
      after:
        'Filter                Volume Name                              Altitude        Instance Name       Frame   SprtFtrs  VlStatus\n--------------------  -------------------------------------  ------------  ----------------------  -----   --------  --------',
    },
  ]
}
