/**
 * msinfo32 /report: the same tables as text, UTF-16. `[Section]`, then a header and rows with a tab behind every cell.
 * https://learn.microsoft.com/windows-server/administration/windows-commands/msinfo32
 */
import type { Head, Sample } from './format.ts'
import { firstLines } from './list/first-lines.ts'
import { listFormat, type ListPlace, type ListReader, type ListWriter } from './list-format.ts'
import { MsinfoRows, VERSION } from './msinfo/rows.ts'

const SECTION = /^\[[^[\]\t]{1,100}\]$/

export const msinfoReport = listFormat({
  id: 'msinfo-report',
  title: { en: 'System information (report)', zh: '系统信息（报告）' },
  docs: 'https://learn.microsoft.com/windows-server/administration/windows-commands/msinfo32',
  names: [/msinfo.*\.(txt|log)$/i],
  samples: samples(),
  emits: ['machine.fact', 'machine.item'],
  sniff,
  newReader: () => new Reader(),
})

function sniff(head: Head): number {
  const lines = firstLines(head).slice(0, 60)
  const section = lines.slice(0, 6).findIndex((line) => SECTION.test(line))
  if (section < 0) return 0
  return lines.slice(section).some((line) => VERSION.test(line.split('\t')[1] ?? '')) ? 0.9 : 0
}

class Reader implements ListReader {
  readonly #rows = new MsinfoRows<ListPlace>()
  #hasSection = false
  /** Columns of the header at hand; 0 = the next row is one. */
  #columns = 0

  line(text: string, out: ListWriter): void {
    if (text === '') return
    if (SECTION.test(text)) {
      out.record()
      this.#hasSection = true
      this.#columns = 0
      return
    }
    // The last cell has its tab too, unless somebody cut what looks like blanks.
    const cells = text.split('\t')
    if (this.#columns === 0) {
      this.#columns = cells.length
      return
    }
    if (cells.length === 1 && this.#hasSection) return
    out.record()
    // Cells at the end that are empty leave nothing behind.
    while (cells.length < this.#columns) cells.push('')
    for (const { kind, place, ...fields } of this.#rows.row(cells, out.here())) {
      // The union of both kinds is wider than the compiler follows.
      out.tell(kind, fields, place)
    }
  }
}

function samples(): readonly Sample[] {
  const head =
    'System Information report written at: 05/26/23 09:12:40\nSystem Name: PC-0231\n[System Summary]\n\nItem\tValue\t'
  const fact = (key: string, value: string) =>
    ({ kind: 'machine.fact', key, value, from: 'inventory' }) as const
  return [
    {
      text: 'OS Name\tMicrosoft Windows 10 Enterprise\t\nVersion\t10.0.19045 Build 19045\t',
      time: null,
      level: 'info',
      signals: [fact('os-name', 'Microsoft Windows 10 Enterprise'), fact('os-build', '10.0.19045')],
      after: head,
    },
    {
      text: 'Contoso Agent\tContosoAgent\tRunning\tAuto\tOwn Process\t"c:\\program files\\contoso\\agent.exe"\tNormal\tLocalSystem\t0\t',
      time: null,
      level: 'info',
      signals: [
        { kind: 'machine.item', item: 'service', id: 'ContosoAgent', name: 'Contoso Agent', provider: '', version: '', detail: 'Auto, Running, "c:\\program files\\contoso\\agent.exe"' },
      ],
      after: `${head}\n[Services]\n\nDisplay Name\tName\tState\tStart Mode\tService Type\tPath\tError Control\tStart Name\tTag ID\t`,
    },
  ] // prettier-ignore
}
