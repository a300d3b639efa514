/**
 * reagentc /info: whether the recovery environment (Windows RE) is there.
 * https://learn.microsoft.com/windows-hardware/manufacture/desktop/reagentc-command-line-options
 *
 * Labels are in the language of Windows; `Enabled` and `Disabled` are not, nor is the name `Windows RE`.
 */
import type { Head, Sample } from './format.ts'
import { firstLines } from './list/first-lines.ts'
import { labelled } from './list/labels.ts'
import { listFormat, type ListReader, type ListWriter } from './list-format.ts'

const STATE = /^(Enabled|Disabled)$/
const LOCATION = /^\\\\\?\\GLOBALROOT\\/i

export const reagentc = listFormat({
  id: 'reagentc',
  title: 'reagentc',
  docs: 'https://learn.microsoft.com/windows-hardware/manufacture/desktop/reagentc-command-line-options',
  names: [/reagentc.*\.(txt|log)$/i],
  samples: samples(),
  emits: ['machine.item'],
  sniff,
  newReader: () => new Reader(),
})

function sniff(head: Head): number {
  return firstLines(head)
    .slice(0, 12)
    .some((line) => isState(line))
    ? 0.9
    : 0
}

function isState(text: string): boolean {
  const line = labelled(text)
  return line !== null && line.label.includes('Windows RE') && STATE.test(line.value)
}

class Reader implements ListReader {
  #state = ''
  #folder = ''

  line(text: string, out: ListWriter): void {
    if (isState(text)) {
      this.#close(out)
      out.record()
      this.#state = labelled(text)?.value ?? ''
      return
    }
    const value = labelled(text)?.value ?? ''
    if (this.#state !== '' && this.#folder === '' && LOCATION.test(value)) this.#folder = value
  }

  end(out: ListWriter): void {
    this.#close(out)
  }

  #close(out: ListWriter): void {
    const detail = this.#state
    if (detail !== '') out.item({ item: 'recovery', id: 'Windows RE', name: this.#folder, detail })
    this.#state = ''
    this.#folder = ''
  }
}

function samples(): readonly Sample[] {
  const recovery = {
    kind: 'machine.item',
    item: 'recovery',
    id: 'Windows RE',
    provider: '',
    version: '',
  } as const
  return [
    {
      text: '    Windows RE 状态:           Enabled\n    Windows RE 位置:           \\\\?\\GLOBALROOT\\device\\harddisk0\\partition4\\Recovery\\WindowsRE',
      time: null,
      level: 'info',
      signals: [
        { ...recovery, name: '\\\\?\\GLOBALROOT\\device\\harddisk0\\partition4\\Recovery\\WindowsRE', detail: 'Enabled' },
      ],
      after: 'Windows 恢复环境(Windows RE)和系统初始化配置\n信息:\n',
    },
  ] // prettier-ignore
}
