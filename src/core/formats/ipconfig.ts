/**
 * ipconfig, ipconfig /all: the machine's name, its domain and its network adapters. Addresses are shown, not told.
 * https://learn.microsoft.com/windows-server/administration/windows-commands/ipconfig
 *
 * Labels are in the language of Windows and led to the colon by dots. The first ones above the first adapter are the name of the
 * machine and its domain; an adapter's description stands directly above its physical address.
 */
import type { Head, Sample } from './format.ts'
import { firstLines } from './list/first-lines.ts'
import { labelled } from './list/labels.ts'
import { listFormat, type ListReader, type ListWriter } from './list-format.ts'

/** `   Host Name . . . . . . . . . . . . : PC-0231`; a long label leaves room for few dots. */
const DOTTED = /^ {2,}\S.{0,80}?(?: ?\.){2,} ?: ?/
const ADAPTER = /^\S.*[:：]$/
const PHYSICAL_ADDRESS = /^(?:[\dA-F]{2}-){5,19}[\dA-F]{2}$/i

export const ipconfig = listFormat({
  id: 'ipconfig',
  title: 'ipconfig',
  docs: 'https://learn.microsoft.com/windows-server/administration/windows-commands/ipconfig',
  names: [/ipconfig.*\.(txt|log)$/i],
  samples: samples(),
  emits: ['machine.fact', 'machine.item'],
  sniff,
  newReader: () => new Reader(),
})

function sniff(head: Head): number {
  const lines = firstLines(head).slice(0, 80)
  const dotted = lines.filter((line) => DOTTED.test(line)).length
  return dotted >= 3 && dotted * 4 >= lines.length ? 0.9 : 0
}

class Reader implements ListReader {
  #adapter = ''
  /** Labelled lines of the part at hand. */
  #lines = 0
  #above = ''

  line(text: string, out: ListWriter): void {
    if (text === '') return
    if (ADAPTER.test(text)) {
      out.record()
      this.#adapter = text.slice(0, -1).trim()
      this.#lines = 0
      return
    }
    const line = DOTTED.test(text) ? labelled(text) : null
    if (line !== null) this.#labelled(line.value, out)
    else if (!/^\s/.test(text)) this.#title(out)
  }

  /** `Windows IP Configuration`, or what is not of this tool. */
  #title(out: ListWriter): void {
    if (this.#adapter !== '') out.unparsed()
    else out.record()
  }

  #labelled(value: string, out: ListWriter): void {
    const at = this.#lines++
    if (this.#adapter === '') {
      if (at === 0) out.fact('name', value)
      if (at === 1) out.fact('domain', value)
    } else if (PHYSICAL_ADDRESS.test(value) && this.#above !== '') {
      out.item({ item: 'network-adapter', id: this.#adapter, name: this.#above })
    }
    this.#above = value
  }
}

function samples(): readonly Sample[] {
  return [
    {
      text: 'Windows IP 配置\n\n   主机名  . . . . . . . . . . . . . : PC-0231\n   主 DNS 后缀 . . . . . . . . . . . : example.test',
      time: null,
      level: 'info',
      signals: [
        { kind: 'machine.fact', key: 'name', value: 'PC-0231', from: 'inventory' },
        { kind: 'machine.fact', key: 'domain', value: 'example.test', from: 'inventory' },
      ],
    },
    {
      text: 'Ethernet adapter Ethernet:\n\n   Connection-specific DNS Suffix  . : \n   Description . . . . . . . . . . . : Contoso Gigabit Connection\n   Physical Address. . . . . . . . . : 00-00-5E-00-53-01',
      time: null,
      level: 'info',
      signals: [
        { kind: 'machine.item', item: 'network-adapter', id: 'Ethernet adapter Ethernet', name: 'Contoso Gigabit Connection', provider: '', version: '', detail: '' },
      ],
    },
  ] // prettier-ignore
}
