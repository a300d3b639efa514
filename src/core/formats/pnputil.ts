/**
 * pnputil: the driver packages of the driver store (/enum-drivers, and -e before Windows 10 1607) and the devices (/enum-devices).
 * https://learn.microsoft.com/windows-hardware/drivers/devtest/pnputil-command-syntax
 *
 * Labels are in the language of Windows. A package is known by `oem12.inf`, a device by its instance id; the other values by their
 * form and by the order, which has been the same in every version: provider, class, class GUID, date and version, signer.
 */
import type { Head, Sample } from './format.ts'
import { BlockReader, type BlockLine } from './list/blocks.ts'
import { firstLines } from './list/first-lines.ts'
import { labelled } from './list/labels.ts'
import { listFormat, type ListWriter } from './list-format.ts'

const PUBLISHED = /^oem\d{1,5}\.inf$/i
const INF = /^[^\\/:*?"<>|]{1,80}\.inf$/i
/** Enumerator, device and instance: `PCI\VEN_8086&DEV_15E3\3&11583659&0&FE`. */
const INSTANCE = /^[A-Z][\w.]{1,40}\\[^\\\s]{1,200}\\[^\\]{1,200}$/i
const GUID = /^\{[\da-f-]{36}\}$/i
const VERSION = /^(\d[\d/.-]{7,9}\d) +(\d+(?:\.\d+){1,3})$/
/** A device that is not there is listed too; in other languages that cannot be told. */
const STARTED = /^(?:Started|已启动)$/i
/** `28 (0x1C) [CM_PROB_FAILED_INSTALL]` */
const PROBLEM = /^(\d{1,3}) \(0x[\da-f]+\)(?: \[CM_PROB|$)/i

export const pnputil = listFormat({
  id: 'pnputil',
  title: 'pnputil',
  docs: 'https://learn.microsoft.com/windows-hardware/drivers/devtest/pnputil-command-syntax',
  names: [/pnputil|enum-?drivers|enum-?devices/i],
  samples: samples(),
  emits: ['machine.item', 'dev.state'],
  sniff,
  newReader: () => new BlockReader({ begins, tell }),
})

function sniff(head: Head): number {
  const lines = firstLines(head)
  for (let at = 0; at < Math.min(lines.length, 60); at++) {
    const line = labelled(lines[at] as string)
    if (line === null || !begins(line.value)) continue
    const next = lines.slice(at + 1, at + 7).flatMap((text) => labelled(text) ?? [])
    if (next.length < 3) continue
    if (PUBLISHED.test(line.value)) return next.some(({ value }) => VERSION.test(value)) ? 0.9 : 0
    if (next.some(({ value }) => GUID.test(value))) return 0.9
  }
  return 0
}

/** A device's last line names its package too. */
function begins(value: string, _label = '', isApart = true): boolean {
  return INSTANCE.test(value) || (isApart && PUBLISHED.test(value))
}

function tell(lines: readonly BlockLine[], out: ListWriter): void {
  const [first] = lines
  if (first === undefined) return
  if (PUBLISHED.test(first.value)) tellPackage(lines.slice(1), first.value, out)
  else tellDevice(lines.slice(1), first.value, out)
}

function tellPackage(lines: readonly BlockLine[], published: string, out: ListWriter): void {
  const values = lines.map(({ value }) => value)
  const original = INF.test(values[0] ?? '') ? (values.shift() ?? '') : ''
  const provider = values[0] ?? ''
  const version = values.find((value) => VERSION.test(value)) ?? ''
  const [, date = '', number = ''] = VERSION.exec(version) ?? []
  if (number === '') return
  const detail = [values[1] ?? '', date].filter((part) => part !== '').join(', ')
  out.item({
    item: 'driver-package',
    id: published,
    name: original,
    provider,
    version: number,
    detail,
  })
}

function tellDevice(lines: readonly BlockLine[], device: string, out: ListWriter): void {
  const problemAt = lines.findIndex(({ value }) => PROBLEM.test(value))
  const problem = Number(PROBLEM.exec(lines[problemAt]?.value ?? '')?.[1] ?? 0)
  const status = /^0x([\da-f]{8})$/i.exec(lines[problemAt + 1]?.value ?? '')?.[1]
  const inf = lines.find(({ value }) => INF.test(value))?.value ?? ''
  const code = problem === 0 || status === undefined ? 0 : Number.parseInt(status, 16)
  if (problem !== 0) {
    out.tell('dev.state', { device, state: 'problem', inf, service: '', problem, code })
  } else if (lines.some(({ value }) => STARTED.test(value))) {
    out.tell('dev.state', { device, state: 'started', inf, service: '', problem, code })
  }
}

function samples(): readonly Sample[] {
  return [
    {
      text: 'Published Name:     oem12.inf\nOriginal Name:      contosonet.inf\nProvider Name:      Contoso\nClass Name:         Net\nClass GUID:         {4d36e972-e325-11ce-bfc1-08002be10318}\nDriver Version:     03/03/2023 12.19.2.45\nSigner Name:        Microsoft Windows Hardware Compatibility Publisher',
      time: null,
      level: 'info',
      signals: [
        { kind: 'machine.item', item: 'driver-package', id: 'oem12.inf', name: 'contosonet.inf', provider: 'Contoso', version: '12.19.2.45', detail: 'Net, 03/03/2023' },
      ],
    },
    {
      text: '实例 ID:                PCI\\VEN_8086&DEV_15E3\\3&11583659&0&FE\n设备描述:         Contoso Gigabit Connection\n类名:                 Net\n类 GUID:                 {4d36e972-e325-11ce-bfc1-08002be10318}\n制造商名称:          Contoso\n状态:                     问题\n问题代码:                 28 (0x1C) [CM_PROB_FAILED_INSTALL]\n问题状态:           0xC0000490',
      time: null,
      level: 'info',
      signals: [
        { kind: 'dev.state', device: 'PCI\\VEN_8086&DEV_15E3\\3&11583659&0&FE', state: 'problem', inf: '', service: '', problem: 28, code: 0xc0000490 },
      ],
    },
  ] // prettier-ignore
}
