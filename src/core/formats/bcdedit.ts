/**
 * bcdedit /enum: the entries of the boot configuration.
 * https://learn.microsoft.com/windows-hardware/drivers/devtest/bcdedit--enum
 *
 * A title above dashes and `identifier` are in the language of Windows; the names of all other elements are not. An entry is known
 * by its first value, `{bootmgr}`, `{current}` or a GUID in braces.
 */
import type { Head, Sample } from './format.ts'
import { firstLines } from './list/first-lines.ts'
import { listFormat, type ListPlace, type ListReader, type ListWriter } from './list-format.ts'

const DASHES = /^-{5,}$/
const IDENTIFIER = /^\S.{0,60}? {2,}(\{(?:[a-z]{3,20}|[\da-f]{8}-[\da-f-]{27})\})$/i
const ELEMENT = /^([a-z][\w]{1,40}) {2,}(\S.*)$/i
const LONGEST_LINE = 1000

/** Elements that change how Windows starts, and so belong beside the entry's name. */
const TOLD = new Set([
  'device',
  'osdevice',
  'recoveryenabled',
  'safeboot',
  'testsigning',
  'nointegritychecks',
  'hypervisorlaunchtype',
  'bootstatuspolicy',
  'nx',
])

export const bcdedit = listFormat({
  id: 'bcdedit',
  title: 'bcdedit',
  docs: 'https://learn.microsoft.com/windows-hardware/drivers/devtest/bcdedit--enum',
  names: [/bcd(edit)?.*\.(txt|log)$/i],
  samples: samples(),
  emits: ['machine.fact', 'machine.item'],
  sniff,
  newReader: () => new Reader(),
})

function sniff(head: Head): number {
  const lines = firstLines(head).slice(0, 40)
  const at = lines.findIndex((line) => DASHES.test(line))
  return at > 0 && IDENTIFIER.test(lines[at + 1] ?? '') ? 0.9 : 0
}

type Elements = Map<string, { readonly value: string; readonly place: ListPlace }>

class Reader implements ListReader {
  #above = ''
  #title = ''
  #id = ''
  #elements: Elements = new Map()

  line(text: string, out: ListWriter): void {
    if (text === '') this.#close(out)
    else if (DASHES.test(text)) this.#title = this.#above
    else if (text.length <= LONGEST_LINE) this.#element(text, out)
    this.#above = text
  }

  end(out: ListWriter): void {
    this.#close(out)
  }

  #element(text: string, out: ListWriter): void {
    const id = this.#id === '' && DASHES.test(this.#above) ? IDENTIFIER.exec(text)?.[1] : undefined
    if (id !== undefined) {
      out.record()
      this.#id = id
      return
    }
    const [, name = '', value = ''] = ELEMENT.exec(text) ?? []
    if (this.#id !== '' && name !== '') {
      this.#elements.set(name.toLowerCase(), { value, place: out.here() })
    }
  }

  #close(out: ListWriter): void {
    const id = this.#id
    const elements = this.#elements
    this.#id = ''
    this.#elements = new Map()
    if (id === '') return
    const told = [...elements]
      .filter(([name]) => TOLD.has(name))
      .map(([name, { value }]) => `${name} ${value}`)
    const detail = [this.#title, ...told].join(', ')
    out.item({ item: 'boot-entry', id, name: elements.get('description')?.value ?? '', detail })
    this.#tellFirmware(id, elements, out)
  }

  /** The loader of the Windows that runs, or is to run, says how the machine starts. */
  #tellFirmware(id: string, elements: Elements, out: ListWriter): void {
    const path = elements.get('path')
    if (path === undefined || !/^\{(?:current|default)\}$/i.test(id)) return
    const loader = /\\winload\.(efi|exe)$/i.exec(path.value)?.[1]?.toLowerCase()
    if (loader !== undefined) out.fact('firmware', loader === 'efi' ? 'UEFI' : 'BIOS', path.place)
  }
}

function samples(): readonly Sample[] {
  return [
    {
      text: '标识符                  {current}\ndevice                  partition=C:\npath                    \\WINDOWS\\system32\\winload.efi\ndescription             Windows 10\nrecoveryenabled         Yes\nosdevice                partition=C:\nnx                      OptIn',
      time: null,
      level: 'info',
      signals: [
        { kind: 'machine.item', item: 'boot-entry', id: '{current}', name: 'Windows 10', provider: '', version: '', detail: 'Windows 启动加载器, device partition=C:, recoveryenabled Yes, osdevice partition=C:, nx OptIn' },
        { kind: 'machine.fact', key: 'firmware', value: 'UEFI', from: 'inventory' },
      ],
      after: '\nWindows 启动加载器\n-------------------',
    },
  ] // prettier-ignore
}
