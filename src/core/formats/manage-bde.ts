/**
 * manage-bde -status: how each volume is encrypted.
 * https://learn.microsoft.com/windows-server/administration/windows-commands/manage-bde-status
 *
 * `Volume C: [OS]` at the margin, then labels with values in one column, in the language of Windows and always in this order: size,
 * version of BitLocker, state of the conversion, share, method, protection, lock.
 */
import type { Head, Sample } from './format.ts'
import { firstLines } from './list/first-lines.ts'
import { labelled } from './list/labels.ts'
import { listFormat, type ListReader, type ListWriter } from './list-format.ts'

const VOLUME = /^\S.{0,60}? ?([A-Z]:) \[(.*)\]$/
const SHARE = /^\d{1,3}(?:[.,]\d+)? ?%$/
/** Labels of a volume that are told. */
const MOST = 7

export const manageBde = listFormat({
  id: 'manage-bde',
  title: 'manage-bde',
  docs: 'https://learn.microsoft.com/windows-server/administration/windows-commands/manage-bde-status',
  names: [/(manage-?bde|bitlocker).*\.(txt|log)$/i],
  samples: samples(),
  emits: ['machine.item'],
  sniff,
  newReader: () => new Reader(),
})

function sniff(head: Head): number {
  const lines = firstLines(head).slice(0, 60)
  const at = lines.findIndex((line) => VOLUME.test(line))
  if (at < 0) return 0
  return lines.slice(at, at + 9).some((line) => SHARE.test(labelled(line)?.value ?? '')) ? 0.9 : 0
}

class Reader implements ListReader {
  #volume = ''
  #name = ''
  #values: string[] = []

  line(text: string, out: ListWriter): void {
    const volume = VOLUME.exec(text)
    if (volume !== null) {
      this.#close(out)
      out.record()
      this.#volume = volume[1] ?? ''
      this.#name = volume[2] ?? ''
      return
    }
    const line = this.#volume === '' ? null : labelled(text)
    if (line !== null && line.indent > 0 && this.#values.length < MOST)
      this.#values.push(line.value)
  }

  end(out: ListWriter): void {
    this.#close(out)
  }

  #close(out: ListWriter): void {
    const id = this.#volume
    const [, version = '', conversion = '', share = '', method = '', protection = '', lock = ''] =
      this.#values
    this.#volume = ''
    this.#values = []
    if (id === '') return
    const detail = [conversion, share, method, protection, lock].filter((value) => value !== '')
    out.item({ item: 'disk-encryption', id, name: this.#name, version, detail: detail.join(', ') })
  }
}

function samples(): readonly Sample[] {
  return [
    {
      text: '卷 C: [OS]\n[OS 卷]\n\n    大小:              475.79 GB\n    BitLocker 版本:    2.0\n    转换状态:          仅加密了已用空间\n    已加密百分比:      100.0%\n    加密方法:          XTS-AES 128\n    保护状态:          保护启用\n    锁定状态:          已解锁',
      time: null,
      level: 'info',
      signals: [
        { kind: 'machine.item', item: 'disk-encryption', id: 'C:', name: 'OS', provider: '', version: '2.0', detail: '仅加密了已用空间, 100.0%, XTS-AES 128, 保护启用, 已解锁' },
      ],
    },
  ] // prettier-ignore
}
