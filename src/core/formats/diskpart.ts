/**
 * diskpart: lists of disks, volumes and partitions.
 * https://learn.microsoft.com/windows-server/administration/windows-commands/list
 *
 * A header with `###` above a ruler of dashes; both are indented, an asterisk marks the row that is selected.
 */
import type { Head, Sample } from './format.ts'
import { rulerColumns, textWidth } from './list/columns.ts'
import { firstLines } from './list/first-lines.ts'
import { listFormat, type ListReader, type ListWriter } from './list-format.ts'

const HEADER = /^[ *] \S.{0,40}###/
/** `  Disk 0`, `* Partition 2`: what it is, and its number. */
const ROW = /^[ *] (\S{1,40}) +(\d{1,4})(?= |$)/
const LONGEST_ROW = 400

export const diskpart = listFormat({
  id: 'diskpart',
  title: 'diskpart',
  docs: 'https://learn.microsoft.com/windows-server/administration/windows-commands/list',
  names: [/diskpart.*\.(txt|log)$/i],
  samples: samples(),
  emits: ['machine.item'],
  sniff,
  newReader: () => new Reader(),
})

function sniff(head: Head): number {
  const lines = firstLines(head).slice(0, 80)
  const at = lines.findIndex((line) => HEADER.test(line))
  return at >= 0 && rulerColumns(lines[at + 1] ?? '', 3) !== null ? 0.9 : 0
}

class Reader implements ListReader {
  #above = ''
  #isOpen = false
  /** Where the column `Gpt` begins, in cells; Infinity = the table has none. */
  #gpt = Infinity

  line(text: string, out: ListWriter): void {
    const ruler = HEADER.test(this.#above) ? rulerColumns(text, 3) : null
    if (ruler !== null) {
      this.#isOpen = true
      this.#gpt = /\bgpt$/i.test(this.#above) ? (ruler.at(-1)?.from ?? Infinity) : Infinity
    } else if (text === '') this.#isOpen = false
    else if (this.#isOpen) this.#row(text, out)
    else if (HEADER.test(text)) out.record()
    this.#above = text
  }

  /** Some columns are padded by cells and others by characters, so that only the blanks between them count. */
  #row(text: string, out: ListWriter): void {
    const id = text.length <= LONGEST_ROW ? ROW.exec(text) : null
    if (id === null) {
      out.unparsed()
      return
    }
    out.record()
    const values = text.slice(id[0].length).trim().split(/ {2,}/)
    const star = values.at(-1) === '*' ? textWidth(text) - 1 : -1
    if (star >= 0) values[values.length - 1] = star >= this.#gpt - 1 ? 'GPT' : 'dynamic'
    const detail = values.filter((value) => value !== '').join(', ')
    out.item({ item: 'volume', id: `${id[1]} ${id[2]}`, detail })
  }
}

function samples(): readonly Sample[] {
  const disk = {
    kind: 'machine.item',
    item: 'volume',
    name: '',
    provider: '',
    version: '',
  } as const
  return [
    {
      text: '  磁盘 0    联机              476 GB  2048 KB        *',
      time: null,
      level: 'info',
      signals: [{ ...disk, id: '磁盘 0', detail: '联机, 476 GB, 2048 KB, GPT' }],
      after:
        '\n  磁盘 ###  状态           大小     可用     Dyn  Gpt\n  --------  -------------  -------  -------  ---  ---',
    },
  ]
}
