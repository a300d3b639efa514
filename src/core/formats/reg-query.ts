/**
 * reg query: keys of the registry with their values, one to a line.
 * https://learn.microsoft.com/windows-server/administration/windows-commands/reg-query
 *
 * `    DisplayName    REG_SZ    Contoso Agent`: four blanks before each part. Windows XP printed tabs, and a title above.
 */
import type { Head, Sample } from './format.ts'
import { firstLines } from './list/first-lines.ts'
import { listFormat, type ListReader, type ListWriter } from './list-format.ts'
import { RegistryFacts } from './registry/facts.ts'

const KEY = /^HKEY_[A-Z_]+(?:\\.*)?$/
const VALUE = /^(?: {4}|\t)(\S.{0,1000}?)(?: {4}|\t)(REG_[A-Z_]+|0x[\da-f]+)(?:(?: {4}|\t)(.*))?$/

export const regQuery = listFormat({
  id: 'reg-query',
  title: 'reg query',
  docs: 'https://learn.microsoft.com/windows-server/administration/windows-commands/reg-query',
  names: [/reg(istry)?[-_ ]?query|uninstall.*\.txt$/i],
  samples: samples(),
  emits: ['machine.item', 'answer.setting'],
  sniff,
  newReader: () => new Reader(),
})

function sniff(head: Head): number {
  const lines = firstLines(head)
  const keys = lines.filter((line) => KEY.test(line)).length
  if (keys === 0) return 0
  const values = lines.filter((line) => isValue(line)).length
  // A search that found keys alone lists nothing else.
  return (keys + values) * 2 >= lines.length && (values > 0 || keys >= 2) ? 0.9 : 0
}

const LONGEST_LINE = 4096

function isValue(text: string): boolean {
  return text.length <= LONGEST_LINE && VALUE.test(text)
}

class Reader implements ListReader {
  #facts: RegistryFacts | null = null
  #isWanted = false
  #hasKey = false

  line(text: string, out: ListWriter): void {
    if (text === '') return
    if (KEY.test(text)) {
      // The key above is told before the row of this one begins.
      this.#facts ??= new RegistryFacts((kind, fields, place) => out.tell(kind, fields, place))
      this.#facts.close()
      out.record()
      this.#hasKey = true
      this.#isWanted = this.#facts.openKey(text, out.here())
      return
    }
    const match = text.length <= LONGEST_LINE ? VALUE.exec(text) : null
    if (match !== null) this.#value(match, out)
    else if (this.#hasKey && !/^\s/.test(text)) out.unparsed()
  }

  end(): void {
    this.#facts?.close()
  }

  #value([, name = '', type = '', data = '']: RegExpExecArray, out: ListWriter): void {
    if (!this.#isWanted) return
    const isDefault = /^(?:\(.*\)|<.*>)$/.test(name)
    const value = { name: isDefault ? '' : name, data: plain(data, type), place: out.here() }
    this.#facts?.value(value)
  }
}

function plain(data: string, type: string): string {
  if ((type === 'REG_DWORD' || type === 'REG_QWORD') && /^0x[\da-f]{1,16}$/i.test(data)) {
    return String(BigInt(data))
  }
  return type === 'REG_MULTI_SZ' ? data.split('\\0').filter(Boolean).join('; ') : data
}

function samples(): readonly Sample[] {
  const item = { kind: 'machine.item', name: '', provider: '', version: '', detail: '' } as const
  return [
    {
      text: 'HKEY_LOCAL_MACHINE\\SOFTWARE\\Microsoft\\Windows\\CurrentVersion\\Uninstall\\Contoso\n    DisplayName    REG_SZ    Contoso 安全软件\n    DisplayVersion    REG_SZ    12.1.0\n    Publisher    REG_SZ    Contoso\n    EstimatedSize    REG_DWORD    0x1a2b',
      time: null,
      level: 'info',
      signals: [
        { ...item, item: 'application', id: 'Contoso', name: 'Contoso 安全软件', provider: 'Contoso', version: '12.1.0' },
      ],
    },
    {
      text: 'HKEY_LOCAL_MACHINE\\SOFTWARE\\Microsoft\\Windows NT\\CurrentVersion\\UnattendSettings\\PnPUnattend\\DriverPaths\\1\n    Path    REG_SZ    C:\\DRIVERS\\STORE1',
      time: null,
      level: 'info',
      signals: [
        { kind: 'answer.setting', pass: '', component: 'PnPUnattend', what: 'driver-path', value: 'C:\\DRIVERS\\STORE1', order: 1 },
      ],
    },
  ] // prettier-ignore
}
