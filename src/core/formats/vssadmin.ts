/**
 * vssadmin: writers of shadow copies with their state, and the shadow copies that exist.
 * https://learn.microsoft.com/windows-server/administration/windows-commands/vssadmin-list-writers
 *
 * Labels are in the language of Windows. A writer is known by its name between apostrophes, its state by `[1] Stable`.
 */
import type { Head, Sample } from './format.ts'
import { firstLines } from './list/first-lines.ts'
import { labelled } from './list/labels.ts'
import { listFormat, type ListReader, type ListWriter } from './list-format.ts'

const TITLE = /^vssadmin \d+\.\d+ - /
const WRITER = /^'(.{1,100})'$/
const STATE = /^\[\d{1,2}\] ?\S/
const SHADOW_COPY = /^\\\\\?\\GLOBALROOT\\Device\\HarddiskVolumeShadowCopy\d+$/i

export const vssadmin = listFormat({
  id: 'vssadmin',
  title: 'vssadmin',
  docs: 'https://learn.microsoft.com/windows-server/administration/windows-commands/vssadmin',
  names: [/vss(admin)?.*\.(txt|log)$/i],
  samples: samples(),
  emits: ['machine.item'],
  sniff: (head: Head) =>
    firstLines(head)
      .slice(0, 8)
      .some((line) => TITLE.test(line))
      ? 0.9
      : 0,
  newReader: () => new Reader(),
})

class Reader implements ListReader {
  #writer = ''
  #state: string[] = []

  line(text: string, out: ListWriter): void {
    const line = labelled(text)
    if (line === null) return
    const writer = line.indent === 0 ? WRITER.exec(line.value)?.[1] : undefined
    if (writer !== undefined) {
      this.#close(out)
      out.record()
      this.#writer = writer
    } else if (SHADOW_COPY.test(line.value)) {
      out.record()
      out.item({ item: 'shadow-copy', id: line.value })
    } else if (this.#writer !== '' && (STATE.test(line.value) || this.#state.length === 1)) {
      this.#state.push(line.value)
    }
  }

  end(out: ListWriter): void {
    this.#close(out)
  }

  /** The last error stands directly below the state. */
  #close(out: ListWriter): void {
    const id = this.#writer
    const detail = this.#state.slice(0, 2).join(', ')
    this.#writer = ''
    this.#state = []
    if (id !== '') out.item({ item: 'shadow-copy', id, detail })
  }
}

function samples(): readonly Sample[] {
  return [
    {
      text: "编写器名称: 'Registry Writer'\n   编写器 Id: {afbab4a2-367d-4d15-a586-71dbb18f8485}\n   编写器实例 Id: {11111111-2222-3333-4444-555555555555}\n   状态: [1] 稳定\n   上一个错误: 没有错误",
      time: null,
      level: 'info',
      signals: [
        { kind: 'machine.item', item: 'shadow-copy', id: 'Registry Writer', name: '', provider: '', version: '', detail: '[1] 稳定, 没有错误' },
      ],
      after: 'vssadmin 1.1 - 卷影复制服务管理命令行工具\n(C) 版权所有 2001-2013 Microsoft Corp.\n',
    },
  ] // prettier-ignore
}
